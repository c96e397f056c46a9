// E-mail addresses.
#pragma once

#include <string>
#include <string_view>

#include "base/problem.h"

namespace serow::people {

// The address as it is kept and compared: without space around it, ASCII letters lower case. Code::invalid
// unless local@domain with: at most 254 bytes, local at most 64 of RFC 5321's dot-atom (also UTF-8), a domain
// of at least two labels of letters, digits and hyphens (or UTF-8). No quoted local part, no comment, no IP literal.
Result<std::string> normalise_email(std::string_view text);

}  // namespace serow::people
