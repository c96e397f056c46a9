// A photo, or a part of it, brought to a model's input tensor.
#pragma once

#include <span>

#include "base/image.h"
#include "vision/manifest.h"

namespace serow::vision {

// A rectangle in whole pixels, from the top left corner.
struct Region {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    bool operator==(const Region&) const = default;
};

// The part of a width x height input that a picture of the given size fills: all of it when it is
// stretched (plain), else the largest rectangle of its proportions (letterbox).
Region place_in_input(const InputPlan& plan, int picture_width, int picture_height);

// The square of pixels around `box` with a margin of `margin` times its longer side on each side. Where it
// would stand out of the picture it is moved inside, and cut where the picture is smaller. At least 1 x 1.
Region square_around(const Box& box, double margin, int picture_width, int picture_height);

// Writes float[3][plan.height][plan.width] to `tensor`: the region resized with a cubic filter as wide as
// the reduction asks for (no pixel is skipped), colours in the plan's order, values as the plan
// says, the rest of a letterbox filled. Returns place_in_input(). The region must lie inside the photo
// and not be empty; `tensor` must have that size.
Region fill_tensor(const Image& photo, const Region& region, const InputPlan& plan, std::span<float> tensor);

}  // namespace serow::vision
