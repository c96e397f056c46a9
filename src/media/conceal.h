// Making people unrecognisable.
#pragma once

#include <span>

#include "base/image.h"

namespace serow::media {

inline constexpr int concealed_cells = 8;         // along the longer side of a box: a person is a few stains
inline constexpr int concealed_cells_whole = 16;  // of a whole picture
inline constexpr double concealed_margin = 0.06;  // of a box's sides, all around: boxes are seldom exact

// The picture with each box, grown by the margin and cut at the border, as the means of a few cells and nothing finer:
// what was there cannot be had back from it. The whole box, not the face alone: gait, clothes and company tell who it
// is. No boxes: the whole picture.
Image conceal(Image image, std::span<const Box> boxes);

}  // namespace serow::media
