// The line of text that trap cameras print below their pictures. Private to the rendered_… files.
#pragma once

#include <string_view>

#include "base/image.h"

namespace serow::journeys::rendered {

inline constexpr int strip_height = 56;  // pixels at the bottom

// Prints `text` (capitals, digits, " -/:.") white on black over the bottom of the picture; other characters are blank.
void print_strip(Image& image, std::string_view text);

}  // namespace serow::journeys::rendered
