#include "vision/texture.h"

#include <gmock/gmock.h>

namespace serow::vision {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using ::testing::FloatNear;
using ::testing::IsEmpty;

TEST(BoxMean, ByHand) {
    // 1 2 3
    // 4 5 6   radius 1: a corner has four values, an edge six, the middle nine
    // 7 8 9
    const std::vector<float> values{1, 2, 3, 4, 5, 6, 7, 8, 9};
    EXPECT_THAT(box_mean(values, 3, 3, 1), ElementsAre(3, 3.5F, 4, 4.5F, 5, 5.5F, 6, 6.5F, 7));
    EXPECT_THAT(box_mean(values, 3, 3, 0), ::testing::ElementsAreArray(values));
    EXPECT_THAT(box_mean(values, 3, 3, 5), Each(FloatNear(5, 1e-6F)));  // wider than the picture
    EXPECT_THAT(box_mean(values, 9, 1, 1), ElementsAre(1.5F, 2, 3, 4, 5, 6, 7, 8, 8.5F));
    EXPECT_THAT(box_mean(values, 1, 9, 1), ElementsAre(1.5F, 2, 3, 4, 5, 6, 7, 8, 8.5F));
}

Image grey(int width, int height, auto level) {
    Image image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width; ++x) std::fill_n(image.row(y) + static_cast<std::ptrdiff_t>(3) * x, 3, level(x, y));
    return image;
}

TEST(TextureOf, IsNothingForEvenPicturesOfAnyBrightness) {
    for (const std::uint8_t level : {0, 90, 255}) {
        const auto texture = texture_of(grey(640, 480, [&](int, int) { return level; }));
        EXPECT_EQ(texture.width, 160);
        EXPECT_EQ(texture.height, 120);
        EXPECT_THAT(texture.values, Each(FloatNear(0, 1e-5F)));
    }
}

TEST(TextureOf, KeepsTheProportionsOfAnySize) {
    EXPECT_EQ(texture_of(Image(1, 1)).height, 160);
    EXPECT_EQ(texture_of(Image(3, 2)).height, 107);
    EXPECT_EQ(texture_of(Image(5000, 1)).height, 1);
    EXPECT_THAT(texture_of(Image{}).values, IsEmpty());
    EXPECT_THAT(texture_of(Image(1, 9)).values, IsEmpty());  // more than eight times as high as wide
}

std::uint8_t speckled(int x, int y) {
    return static_cast<std::uint8_t>((x * 37 + y * 91 + x * y * 13) % 256);
}

TEST(Align, FindsByHowMuchAPictureIsMoved) {
    const auto first = texture_of(grey(160, 120, [](int x, int y) { return speckled(x / 5, y / 5); }));
    for (const auto& [dx, dy] : {std::pair{0, 0}, {3, 0}, {-4, 2}, {1, -4}}) {
        const auto second = texture_of(
            grey(160, 120, [&](int x, int y) { return speckled((x - dx + 50) / 5 - 10, (y - dy + 50) / 5 - 10); }));
        const auto shift = align(first, second);
        EXPECT_EQ(shift.dx, dx);
        EXPECT_EQ(shift.dy, dy);
        EXPECT_GT(shift.agreement, 0.95);
        const auto back = moved_back(second, shift);
        for (const int y : {40, 60, 80})
            EXPECT_NEAR(back.values[static_cast<std::size_t>(y) * 160 + 80],
                        first.values[static_cast<std::size_t>(y) * 160 + 80], 1e-4);
    }
}

TEST(Align, SaysNothingOfOtherSizesSmallAndEvenPictures) {
    const auto speckles = texture_of(grey(160, 120, speckled));
    EXPECT_EQ(align(speckles, texture_of(grey(160, 100, speckled))).agreement, -1);
    EXPECT_EQ(align(speckles, texture_of(Image(160, 120))).agreement, -1);
    const auto low = texture_of(grey(160, 20, speckled));
    EXPECT_EQ(align(low, low).agreement, -1);
    EXPECT_EQ(align({}, {}).agreement, -1);
}

}  // namespace
}  // namespace serow::vision
