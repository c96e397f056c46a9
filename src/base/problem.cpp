#include "base/problem.h"

#include <array>
#include <utility>

namespace serow {
namespace {

constexpr std::array<CodeFacts, 16> table{{
    {Code::bad_request, "bad-request", "The request could not be understood", 400, 64},
    {Code::invalid, "invalid", "A value is not allowed", 422, 65},
    {Code::unauthenticated, "unauthenticated", "Sign in first", 401, 77},
    {Code::forbidden, "forbidden", "This account may not do that", 403, 77},
    {Code::not_found, "not-found", "There is no such thing here", 404, 66},
    {Code::conflict, "conflict", "The present state does not allow that", 409, 65},
    {Code::too_large, "too-large", "Larger than the limit", 413, 65},
    {Code::unsupported, "unsupported", "This format is not supported", 415, 65},
    {Code::hash_mismatch, "hash-mismatch", "The bytes are not those announced", 460, 65},
    {Code::unreadable, "unreadable", "The file cannot be read", 422, 65},
    {Code::rate_limited, "rate-limited", "Too many tries", 429, 75},
    {Code::storage_full, "storage-full", "There is no room left", 507, 73},
    {Code::unavailable, "unavailable", "Something needed is not available now", 503, 69},
    {Code::timeout, "timeout", "It took too long", 504, 75},
    {Code::interrupted, "interrupted", "Stopped", 503, 130},
    {Code::internal, "internal", "Serow made a mistake", 500, 70},
}};

}  // namespace

const CodeFacts& facts_of(Code code) {
    for (const auto& row : table)
        if (row.code == code) return row;
    return table.back();
}

Code code_of(std::string_view word) {
    for (const auto& row : table)
        if (row.word == word) return row.code;
    return Code::internal;
}

Failure::Failure(Problem problem) : std::runtime_error(problem.detail), problem_(std::move(problem)) {}
Failure::Failure(Code code, std::string detail) : Failure(Problem{code, std::move(detail)}) {}

}  // namespace serow
