// UTF-8 text, mended.
#pragma once

#include <string>
#include <string_view>

#include "base/utf8.h"

namespace serow::share {

// Every byte that belongs to no character becomes U+FFFD.
std::string mend_utf8(std::string_view text);

}  // namespace serow::share
