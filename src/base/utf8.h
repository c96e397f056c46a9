// UTF-8, strictly (RFC 3629): no overlong forms, no surrogates, nothing above U+10FFFF.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace serow {

struct Character {
    char32_t point = 0;
    std::size_t bytes = 0;  // 0: there is none
};

// The one that `text` begins with.
Character first_character(std::string_view text);

bool is_utf8(std::string_view text);

// The other way. What is no character (a surrogate, above U+10FFFF) becomes U+FFFD.
std::string utf8_of(char32_t character);

}  // namespace serow
