// What can go wrong, said once: a code the program branches on, and a sentence a person can act on.
//
// If the caller will branch on it, return it (Result<T>); if it ends the request or the job, throw
// it (Failure); if it cannot happen, assert it.
#pragma once

#include <expected>
#include <stdexcept>
#include <string>
#include <string_view>

namespace serow {

enum class Code {
    bad_request,      // the request cannot be understood
    invalid,          // understood, but a value breaks a rule
    unauthenticated,  // nobody is signed in
    forbidden,        // signed in, but may not
    not_found,        // does not exist, or may not be known to exist
    conflict,         // the present state does not allow it
    too_large,        // over a stated limit
    unsupported,      // a format or feature that Serow does not handle
    hash_mismatch,    // bytes arrived that are not the bytes announced
    unreadable,       // a file that is corrupt or truncated
    rate_limited,     // too many tries; later
    storage_full,     // no room on the disk or in the quota
    unavailable,      // something Serow needs (database, model) is not there now
    timeout,          // took longer than its limit
    interrupted,      // stopped on request
    internal,         // a fault of Serow
};

// One row of the table of codes.
struct CodeFacts {
    Code code;
    std::string_view word;      // stable, in JSON and job states: "hash-mismatch"
    std::string_view sentence;  // the title of the problem, for people
    int http_status;
    int exit_status;  // of the command line; sysexits.h where one fits
};

const CodeFacts& facts_of(Code code);

// The code whose word is `word`; Code::internal for an unknown word.
Code code_of(std::string_view word);

// `detail` says what was wrong, where, and what to do next. It is shown to people: no secrets in it.
struct Problem {
    Code code = Code::internal;
    std::string detail;
};

template <class T>
using Result = std::expected<T, Problem>;

inline std::unexpected<Problem> problem(Code code, std::string detail) {
    return std::unexpected<Problem>(Problem{code, std::move(detail)});
}

// A Problem that ends the request or the job.
class Failure : public std::runtime_error {
public:
    explicit Failure(Problem problem);
    Failure(Code code, std::string detail);

    [[nodiscard]] const Problem& problem() const noexcept { return problem_; }

private:
    Problem problem_;
};

// The value, or the Problem thrown as a Failure.
template <class T>
T value_or_throw(Result<T> result) {
    if (!result) throw Failure(std::move(result.error()));
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

}  // namespace serow
