// What PostgreSQL complains of, as a Problem for people. (Private to this room.)
#pragma once

#include <string_view>

struct pg_conn;
struct pg_result;

namespace serow::catalog {

// Throws Failure or TryAgain for a result that is an error; `what`: the query's name.
[[noreturn]] void throw_error(const pg_conn* connection, const pg_result* result, std::string_view what);

}  // namespace serow::catalog
