// Pixels worked out by hand.
#include "media/resize.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <vector>

#include "media/decode.h"

namespace serow::media {
namespace {

// One row of grey pixels.
Image row_of(std::initializer_list<int> values) {
    Image image(static_cast<int>(values.size()), 1);
    std::size_t i = 0;
    for (const int value : values)
        for (int c = 0; c < 3; ++c) image.rgb[i++] = static_cast<std::uint8_t>(value);
    return image;
}
std::vector<int> greys(const Image& image) {
    std::vector<int> values;
    for (std::size_t i = 0; i < image.rgb.size(); i += 3) values.push_back(image.rgb[i]);
    return values;
}

TEST(Resize, HalvingTakesTheMeanOfTwo) {
    EXPECT_EQ(greys(resize(row_of({0, 100, 200, 250}), 2, 1)), (std::vector{50, 225}));
}

TEST(Resize, ThreeToTwoSharesTheMiddlePixel) {
    // 1.5 pixels each: (0 + 90/2) / 1.5 = 30 and (90/2 + 240) / 1.5 = 190.
    EXPECT_EQ(greys(resize(row_of({0, 90, 240}), 2, 1)), (std::vector{30, 190}));
}

TEST(Resize, EnlargingIsLinearBetweenPixelCentres) {
    // Centres of the four lie at -0.25, 0.25, 0.75, 1.25 of the two; beyond the ends nothing is made up.
    EXPECT_EQ(greys(resize(row_of({0, 200}), 4, 1)), (std::vector{0, 50, 150, 200}));
}

TEST(Resize, WhiteStaysWhiteAndBlackBlackAtAnyFactor) {
    for (const int side : {1, 2, 3, 7, 100, 333, 641}) {
        Image white(640, 480);
        std::ranges::fill(white.rgb, std::uint8_t{255});
        const auto small = resize(white, side, side);
        EXPECT_TRUE(std::ranges::all_of(small.rgb, [](int v) { return v == 255; })) << side;
        const auto black = resize(Image(640, 480), side, side);
        EXPECT_TRUE(std::ranges::all_of(black.rgb, [](int v) { return v == 0; })) << side;
    }
}

TEST(Resize, ToOnePixelIsTheMeanOfAll) {
    Image image(16, 16);
    for (std::size_t i = 0; i < image.rgb.size(); ++i) image.rgb[i] = i % 3 == 0 ? static_cast<std::uint8_t>(i / 3) : 7;
    const auto one = resize(image, 1, 1);
    EXPECT_NEAR(one.rgb[0], 127.5, 1);  // mean of 0 … 255
    EXPECT_EQ(one.rgb[1], 7);
}

TEST(ShrinkTo, KeepsProportionsAndNeverEnlarges) {
    const auto wide = shrink_to(Image(3840, 2160), 1600);
    EXPECT_EQ(wide.width, 1600);
    EXPECT_EQ(wide.height, 900);
    const auto small = shrink_to(Image(106, 60), 320);
    EXPECT_EQ(small.width, 106);
    EXPECT_EQ(shrink_to(Image(5000, 1), 100).height, 1);
}

TEST(Crop, TakesWholePixelsRoundedOutwards) {
    const auto image = row_of({0, 1, 2, 3, 4, 5, 6, 7, 8, 9});
    EXPECT_EQ(greys(crop(image, Box{0.2, 0, 0.3, 1})), (std::vector{2, 3, 4}));
    EXPECT_EQ(greys(crop(image, Box{0.25, 0, 0.2, 1})), (std::vector{2, 3, 4}));
    EXPECT_EQ(greys(crop(image, Box{0.95, 0, 0.5, 1})), (std::vector{9}));  // cut at the border
    EXPECT_EQ(greys(crop(image, Box{1.0, 0, 0, 0})), (std::vector{9}));     // never empty
}

TEST(ApplyOrientation, TurnsAsTheStandardDraws) {
    // a b     6: turn clockwise to stand upright: the left column becomes the top row.
    // c d
    Image image(2, 2);
    for (std::size_t i = 0; i < 12; ++i) image.rgb[i] = static_cast<std::uint8_t>(i / 3);
    const auto turned = [&](int orientation) { return greys(apply_orientation(image, orientation)); };
    EXPECT_EQ(turned(1), (std::vector{0, 1, 2, 3}));
    EXPECT_EQ(turned(2), (std::vector{1, 0, 3, 2}));
    EXPECT_EQ(turned(3), (std::vector{3, 2, 1, 0}));
    EXPECT_EQ(turned(4), (std::vector{2, 3, 0, 1}));
    EXPECT_EQ(turned(5), (std::vector{0, 2, 1, 3}));
    EXPECT_EQ(turned(6), (std::vector{2, 0, 3, 1}));
    EXPECT_EQ(turned(7), (std::vector{3, 1, 2, 0}));
    EXPECT_EQ(turned(8), (std::vector{1, 3, 0, 2}));
    EXPECT_EQ(turned(99), (std::vector{0, 1, 2, 3}));
    EXPECT_EQ(apply_orientation(Image(4, 2), 6).width, 2);
}

TEST(EncodeJpeg, ComesBackNearlyTheSame) {
    Image image(64, 48);
    for (int y = 0; y < 48; ++y)
        for (int x = 0; x < 64; ++x)
            for (int c = 0; c < 3; ++c) image.row(y)[x * 3 + c] = static_cast<std::uint8_t>(x * 2 + y);
    const auto bytes = encode_jpeg(image, 90);
    ASSERT_TRUE(bytes);
    const auto back = decode_image(*bytes);
    ASSERT_TRUE(back);
    ASSERT_EQ(back->image.rgb.size(), image.rgb.size());
    for (std::size_t i = 0; i < image.rgb.size(); ++i) ASSERT_NEAR(back->image.rgb[i], image.rgb[i], 6) << i;
    EXPECT_EQ(encode_jpeg(Image{}, 80).error().code, Code::invalid);
}

}  // namespace
}  // namespace serow::media
