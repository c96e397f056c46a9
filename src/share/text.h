// UTF-8 text, mended.
#pragma once

#include <string>
#include <string_view>

#include "base/utf8.h"

namespace serow::share {

// Every byte that belongs to no character becomes U+FFFD.
std::string mend_utf8(std::string_view text);
// As a JSON string, with its quotes; mended.
std::string json_text(std::string_view text);

}  // namespace serow::share
