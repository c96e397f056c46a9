// For the outermost catch of a thread or of a loop: what was thrown, as a Problem that can be told.
#pragma once

#include <exception>
#include <string_view>

#include "base/problem.h"

namespace serow {

// A Failure's own problem. Of others a sentence that says what was being done ("sending the card"):
// Code::unreadable where the file system failed, else Code::internal.
Problem problem_of(const std::exception& error, std::string_view doing);

}  // namespace serow
