#include "media/conceal.h"

#include <gtest/gtest.h>

#include <set>

namespace serow::media {
namespace {

// Black and white by turns: as fine as a picture can be.
Image checks(int width, int height) {
    Image image(width, height);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width * 3; ++x) image.row(y)[x] = ((x / 3 + y) % 2) != 0 ? 255 : 0;
    return image;
}

const std::uint8_t* pixel(const Image& image, int x, int y) {
    return image.row(y) + static_cast<std::ptrdiff_t>(x) * 3;
}

TEST(Conceal, WhatIsInTheBoxIsGoneAndTheRestIsUntouched) {
    const auto before = checks(200, 100);
    const Box box{0.25, 0.2, 0.5, 0.5};  // 100 × 50 pixels from (50, 20); with 6 % around: 112 × 56 from (44, 17)
    const auto after = conceal(before, std::span(&box, 1));
    ASSERT_EQ(after.width, 200);
    for (int y = 0; y < 100; ++y)
        for (int x = 0; x < 200; ++x) {
            const bool within = x >= 44 && x < 156 && y >= 17 && y < 73;
            const int value = *pixel(after, x, y);
            if (within)
                EXPECT_NEAR(value, 127.5, 3) << x << ", " << y;  // the mean of as many black as white ones
            else
                EXPECT_EQ(value, *pixel(before, x, y)) << x << ", " << y;
        }
}

// Of a picture that changes from column to column no more is left than the cells can tell.
TEST(Conceal, NoMoreIsLeftThanTheCellsTell) {
    Image stripes(160, 80);
    for (int y = 0; y < 80; ++y)
        for (int x = 0; x < 160; ++x)
            for (int c = 0; c < 3; ++c) stripes.row(y)[x * 3 + c] = (x / 20) % 2 != 0 ? 255 : 0;
    const Box all{0, 0, 1, 1};
    const auto after = conceal(stripes, std::span(&all, 1));
    // Eight cells of 20 pixels: each stripe is one, and fades into the next from middle to middle. The pixel 10 lies
    // half a pixel beyond the middle of the first: 0.5 / 20 of the way from 0 to 255.
    EXPECT_NEAR(*pixel(after, 10, 40), 6.4, 1);
    EXPECT_NEAR(*pixel(after, 30, 40), 248.6, 1);
    EXPECT_NEAR(*pixel(after, 20, 40), 128, 10);
    // Stripes of 4 pixels are finer than a cell: nothing of them is left.
    for (int y = 0; y < 80; ++y)
        for (int x = 0; x < 160; ++x)
            for (int c = 0; c < 3; ++c) stripes.row(y)[x * 3 + c] = (x / 4) % 2 != 0 ? 255 : 0;
    const auto fine = conceal(stripes, std::span(&all, 1));
    for (int x = 0; x < 160; ++x) EXPECT_NEAR(*pixel(fine, x, 40), 127.5, 28) << x;
}

TEST(Conceal, WithoutABoxTheWholePictureIsConcealed) {
    const auto after = conceal(checks(320, 240), {});
    for (int y = 0; y < 240; ++y)
        for (int x = 0; x < 320; ++x) ASSERT_NEAR(*pixel(after, x, y), 127.5, 3) << x << ", " << y;
}

TEST(Conceal, BoxesAtAndBeyondTheBorderAreCut) {
    const Box boxes[] = {{0.9, 0.9, 0.5, 0.5}, {-0.5, 0, 0.6, 0.1}, {0, 0, 0, 0}};
    const auto after = conceal(checks(500, 400), boxes);
    EXPECT_NEAR(*pixel(after, 499, 399), 127.5, 20);
    EXPECT_NEAR(*pixel(after, 1, 1), 127.5, 20);
    EXPECT_EQ(conceal(Image{}, boxes).width, 0);
}

}  // namespace
}  // namespace serow::media
