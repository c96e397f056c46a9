// The named queries that travel inside the program.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace serow::catalog {

// The pieces of a file of queries: each begins with a line "-- name: events_by_deployment" and goes on
// to the next such line. Lines before the first name must be comments. Failure(internal) for a name
// given twice and for text without a name, with `file`.
void read_queries(std::string_view file, std::string_view text, std::map<std::string, std::string, std::less<>>& out);

// All of sql/*.sql by name, read once.
const std::map<std::string, std::string, std::less<>>& queries();
// Failure(internal) where there is no such query.
const std::string& query_text(std::string_view name);

}  // namespace serow::catalog
