// UTF-8 text, checked and mended.
#pragma once

#include <string>
#include <string_view>

namespace serow::share {

// No overlong forms, surrogates or code points above U+10FFFF.
bool is_utf8(std::string_view text);

// Every byte that belongs to no character becomes U+FFFD.
std::string mend_utf8(std::string_view text);

}  // namespace serow::share
