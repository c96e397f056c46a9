// A picture averaged over a few thousand cells: what light and view are told from. Private to media.
#pragma once

#include <vector>

#include "base/image.h"

namespace serow::media {

// Brightness (ITU-R BT.601) and the two differences of colour, 0 … 255 levels.
struct Cell {
    double y = 0, blue = 0, red = 0;
};

// 64 columns and, of 48 rows, the middle 36: the top and bottom eighths (strips with time and temperature) are left
// out.
inline constexpr int cell_columns = 64;
inline constexpr int cell_rows = 36;

// Of pictures with fewer pixels than this on a side, neither light nor view is told.
inline constexpr int smallest_told = 32;

// Row by row from the top. Expects at least one pixel.
std::vector<Cell> cells_of(const Image& image);

}  // namespace serow::media
