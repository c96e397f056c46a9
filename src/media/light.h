// By which light a picture was taken: infrared (flash or none) or daylight. docs/methods/light.md.
#pragma once

#include <optional>
#include <span>

#include "base/image.h"
#include "camtrap/vocabulary.h"

namespace serow::media {

struct Cell;  // cells.h

// How much the colours of a picture differ from each other, 0 … 255 levels: it is averaged over 64 × 48 cells, the
// top and bottom eighths (strips with time and temperature) left out; then the mean distance of the cells' (B − Y, R −
// Y) from a tint that grows evenly with brightness Y. Grey and evenly tinted pictures (sepia, purple infrared) have
// little.
double colour_spread(const Image& image);

// infrared where the spread is below `infrared_below`, else colour; nullopt for a picture of fewer than 32 × 32 pixels
// or one so dark or bright throughout that no colour could show (mean Y below 4 or above 251).
inline constexpr double infrared_below = 1.2;
std::optional<camtrap::Light> light_of(const Image& image);
// The same from cells_of(), of a picture that is large enough.
std::optional<camtrap::Light> light_of(std::span<const Cell> cells);

}  // namespace serow::media
