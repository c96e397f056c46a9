// What is cut out around a box, by hand.
#include "media/crop_region.h"

#include <gtest/gtest.h>

namespace serow::media {
namespace {

void expect_box(const Box& found, const Box& wanted) {
    EXPECT_NEAR(found.x, wanted.x, 1e-9);
    EXPECT_NEAR(found.y, wanted.y, 1e-9);
    EXPECT_NEAR(found.width, wanted.width, 1e-9);
    EXPECT_NEAR(found.height, wanted.height, 1e-9);
}

TEST(CropRegion, IsASquareOfPixelsAroundTheBox) {
    // 100 × 100 pixels of 1000 × 500, with 15 of margin on each side: 130 pixels.
    expect_box(crop_region({0.4, 0.4, 0.1, 0.2}, 1000, 500), {0.385, 0.37, 0.13, 0.26});
    // 200 × 50: the longer side counts.
    expect_box(crop_region({0.4, 0.4, 0.2, 0.1}, 1000, 500), {0.37, 0.19, 0.26, 0.52});
}

TEST(CropRegion, StaysInsideThePicture) {
    expect_box(crop_region({0, 0, 0.1, 0.2}, 1000, 500), {0, 0, 0.13, 0.26});
    expect_box(crop_region({0.9, 0.8, 0.1, 0.2}, 1000, 500), {0.87, 0.74, 0.13, 0.26});
    expect_box(crop_region({0.2, 0, 0.5, 1}, 1000, 500), {0.125, 0, 0.65, 1});  // 650 wide, only 500 high
    expect_box(crop_region({0, 0, 1, 1}, 1000, 500), {0, 0, 1, 1});
    expect_box(crop_region({0.1, 0.1, 0.1, 0.1}, 0, 0), {0, 0, 1, 1});
}

}  // namespace
}  // namespace serow::media
