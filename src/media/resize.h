// Pixels to other pixels, and to JPEG.
#pragma once

#include <cstddef>
#include <vector>

#include "base/image.h"
#include "base/problem.h"

namespace serow::media {

// To exactly width × height (each at least 1): every target pixel is the area mean of what it covers
// when shrinking, bilinear when enlarging, each axis for itself. An empty image gives an empty image.
Image resize(const Image& image, int width, int height);

// To fit into longest × longest, keeping proportions; never enlarged.
Image shrink_to(const Image& image, int longest);
Image shrink_to(Image&& image, int longest);

// The pixels that the box covers, at least 1 × 1, cut at the border; whole pixels, rounded outwards.
Image crop(const Image& image, const Box& box);

// Turned upright as EXIF orientation 1…8 asks; other values leave it as it is.
Image apply_orientation(Image image, int orientation);

// Baseline JPEG, 4:2:0, quality 1…100. Code::invalid for an empty image or a side over 65500.
Result<std::vector<std::byte>> encode_jpeg(const Image& image, int quality);

}  // namespace serow::media
