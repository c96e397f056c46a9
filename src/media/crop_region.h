// What of a picture is shown of an animal in a box.
#pragma once

#include "base/image.h"

namespace serow::media {

inline constexpr double crop_margin =
    0.15;  // of the box's longer side, all around: what an animal stands in helps to name it
inline constexpr int crop_side = 360;  // longest side of the picture of a crop, pixels; JPEG quality 82

// The square around the middle of the box, in fractions of a picture of width × height pixels: as long as the box's
// longer side and both margins, moved to lie inside the picture; where the picture is too narrow for it, cut.
Box crop_region(const Box& box, int width, int height);

}  // namespace serow::media
