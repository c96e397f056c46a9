// What a picture's pixels say of the camera that took it: how bright it is, how much there is to see, and where.
// docs/methods/effort-gaps.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <span>

#include "base/image.h"

namespace serow::media {

struct Cell;  // cells.h

// Where the edges of a view are: the strength of the change of log brightness, from left to right and from top to
// bottom apart, in 16 × 9 fields of the picture (row by row; all of the first kind, then all of the second), 255 for
// the strongest. Log brightness, so that more or less light of the same scene leaves it alone.
inline constexpr std::size_t view_fields = 288;  // 16 × 9 × 2
using ViewSignature = std::array<std::uint8_t, view_fields>;

struct View {
    double brightness = 0;  // mean luma, 0 … 255
    double contrast = 0;    // its standard deviation over 64 × 36 cells, the strips with time and date left out
    ViewSignature signature{};
};

// nullopt for a picture of fewer than 32 × 32 pixels.
std::optional<View> view_of(const Image& image);
// The same from cells_of().
View view_of(std::span<const Cell> cells);

}  // namespace serow::media
