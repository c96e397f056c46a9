// The named queries that travel inside the program.
#pragma once

#include <map>
#include <string>
#include <string_view>

namespace serow::catalog {

struct Query {
    std::string text;
    // The server keeps its plan from call to call: for what is asked for every file or request and can only go by one
    // index. Others are planned for the values at hand, so that filters that are not asked for drop out.
    bool kept = false;
    bool part = false;
};
using Queries = std::map<std::string, Query, std::less<>>;

// The pieces of a file of queries: each begins with a line "-- name: events_by_deployment", for a kept one
// "-- name: media_by_ids (kept)", for one that is only part of others "-- name: media_passes (part)", and goes on to
// the next such line. Lines before the first name must be comments. Failure(internal) for a name given twice and for
// text without a name, with `file`.
void read_queries(std::string_view file, std::string_view text, Queries& out);

// Puts each part in the place of its name in double braces, "{{media_passes}}", and takes the parts themselves away.
// Failure(internal) for a name that is none of a part, and for parts that hold each other.
void put_parts_in(Queries& queries);

// All of sql/*.sql by name, read once; without the parts.
const Queries& queries();
// Failure(internal) where there is no such query.
const Query& query_named(std::string_view name);

}  // namespace serow::catalog
