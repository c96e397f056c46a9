// A picture reduced to what stays the same when the light changes: where it is lighter and darker than its
// neighbourhood. What motion (motion.h) compares. docs/methods/motion.md.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "base/image.h"

namespace serow::vision {

// Pictures are compared at this width; an animal of a twentieth of the picture still has 8 pixels.
inline constexpr int texture_width = 160;

// Row by row from the top: the logarithm of brightness (so that twice the light adds a constant), smoothed over 3 × 3
// pixels, less its mean over 13 × 13. About 77 kB for a picture of 4 : 3.
struct Texture {
    int width = 0;  // texture_width
    int height = 0;
    std::vector<float> values;
};

// Of a picture of any size and at least one pixel; an empty one gives an empty texture, and so does one that would be
// more than 8 times as high as wide. Media reduced to 160 pixels or more lose nothing.
Texture texture_of(const Image& picture);

// The mean of the (2 · radius + 1)² values around each, fewer at the border. `values` has width × height.
std::vector<float> box_mean(std::span<const float> values, int width, int height, int radius);

// How far `second` lies from `first`, in whole pixels: what is at (x, y) in `first` is at (x + dx, y + dy) in `second`.
struct Shift {
    int dx = 0;
    int dy = 0;
    double agreement = -1;  // correlation there, -1 … 1
};

// The shift of at most `most_shift` pixels each way at which two textures of the same size agree best; agreement -1
// where their sizes differ, or one of them is too small or shows nothing.
inline constexpr int most_shift = 4;  // 2.5 % of the width: a strap that gives, not a camera that was turned
Shift align(const Texture& first, const Texture& second);

// `texture` moved back by `shift`, so that it lies over the one that it was aligned to; borders are repeated.
Texture moved_back(const Texture& texture, const Shift& shift);

}  // namespace serow::vision
