// A photo, or a part of it, brought to a model's input tensor.
#pragma once

#include <cstdint>
#include <span>
#include <vector>

#include "base/image.h"
#include "vision/manifest.h"

namespace serow::vision {

struct Size {
    int width = 0;  // pixels
    int height = 0;
    bool operator==(const Size&) const = default;
};

// A rectangle in whole pixels, from the top left corner.
struct Region {
    int x = 0;
    int y = 0;
    int width = 0;
    int height = 0;
    bool operator==(const Region&) const = default;
};

// What is fed of a picture of the given size: the plan's width x height, or with `multiple_of` so much of it as the
// letterbox needs.
Size fed_size(const InputPlan& plan, int picture_width, int picture_height);

// The part of that input which the picture fills: all of it when it is stretched (plain), else the largest rectangle of
// its proportions (letterbox).
Region place_in_input(const InputPlan& plan, int picture_width, int picture_height);
// The least longer side that a picture of this size may be decoded at: neither side then has to be enlarged for the
// input, unless the file's own is smaller.
int least_side(const InputPlan& plan, int picture_width, int picture_height);

// The square of pixels around `box` with a margin of `margin` times its longer side on each side. Where it
// would stand out of the picture it is moved inside, and cut where the picture is smaller. At least 1 x 1.
Region square_around(const Box& box, double margin, int picture_width, int picture_height);

// The part of the photo that a classifier of that plan looks at when it is asked about `box`.
Region region_to_look_at(const InputPlan& plan, const Box& box, const Image& photo);

// The shape of the plan's tensor for an input of that size, as ONNX has it.
std::vector<std::int64_t> input_shape(const InputPlan& plan, Size fed);

// Writes the input to `tensor`, 3 x width x height of fed_size() values in the plan's layout: the region resized with a
// cubic filter as wide as the reduction asks for (no pixel is skipped), colours in the plan's order, values as the plan
// says, the rest of a letterbox filled. Returns place_in_input(). The region must lie inside the photo
// and not be empty; `tensor` must have that size.
Region fill_tensor(const Image& photo, const Region& region, const InputPlan& plan, std::span<float> tensor);

}  // namespace serow::vision
