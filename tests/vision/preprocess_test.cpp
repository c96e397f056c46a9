#include "vision/preprocess.h"

#include <gtest/gtest.h>

#include <vector>

namespace serow::vision {
namespace {

Image filled(int width, int height, int r, int g, int b) {
    Image image(width, height);
    for (std::size_t i = 0; i < image.rgb.size(); i += 3) {
        image.rgb[i] = static_cast<std::uint8_t>(r);
        image.rgb[i + 1] = static_cast<std::uint8_t>(g);
        image.rgb[i + 2] = static_cast<std::uint8_t>(b);
    }
    return image;
}

InputPlan plan_of(int width, int height) {
    InputPlan plan;
    plan.width = width;
    plan.height = height;
    return plan;
}

TEST(FillTensor, APictureOfTheInputsSizeIsCopiedPixelByPixelIntoThreePlanes) {
    Image image(3, 2);
    for (std::size_t i = 0; i < image.rgb.size(); ++i) image.rgb[i] = static_cast<std::uint8_t>(10 * i);
    std::vector<float> tensor(18);
    EXPECT_EQ(fill_tensor(image, {0, 0, 3, 2}, plan_of(3, 2), tensor), (Region{0, 0, 3, 2}));
    const std::vector<float> expected{0, 30, 60, 90, 120, 150, 10, 40, 70, 100, 130, 160, 20, 50, 80, 110, 140, 170};
    for (std::size_t i = 0; i < 18; ++i) EXPECT_NEAR(tensor[i], expected[i], 1e-3) << i;
}

TEST(FillTensor, ValuesAreScaledThenCentredThenDividedInThePlansColourOrder) {
    auto plan = plan_of(2, 2);
    plan.colour = Colour::bgr;
    plan.scale = 0.1;
    plan.mean = {1, 2, 3};
    plan.std = {2, 4, 5};
    std::vector<float> tensor(12);
    fill_tensor(filled(4, 4, 100, 150, 200), {0, 0, 4, 4}, plan, tensor);
    // blue (200 * 0.1 - 1) / 2, green (150 * 0.1 - 2) / 4, red (100 * 0.1 - 3) / 5
    EXPECT_NEAR(tensor[0], 9.5, 1e-4);
    EXPECT_NEAR(tensor[4], 3.25, 1e-4);
    EXPECT_NEAR(tensor[8], 1.4, 1e-4);
}

TEST(FillTensor, AReductionTakesEveryPixelIntoAccount) {
    // Columns 0 and 255 in turn, reduced fourfold: nearest or plain bilinear sampling would see one kind only.
    Image image(64, 64);
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; ++x)
            for (int c = 0; c < 3; ++c) image.row(y)[x * 3 + c] = x % 2 == 0 ? 0 : 255;
    std::vector<float> tensor(3 * 16 * 16);
    fill_tensor(image, {0, 0, 64, 64}, plan_of(16, 16), tensor);
    for (const float value : tensor) EXPECT_NEAR(value, 127.5, 12);  // at the borders a little off the middle
}

TEST(FillTensor, OnlyTheRegionIsSeen) {
    Image image = filled(40, 30, 0, 0, 0);
    for (int y = 10; y < 20; ++y)
        for (int x = 5; x < 15; ++x) image.row(y)[x * 3 + 1] = 90;
    std::vector<float> tensor(3 * 8 * 8);
    fill_tensor(image, {5, 10, 10, 10}, plan_of(8, 8), tensor);
    for (std::size_t i = 0; i < 64; ++i) {
        EXPECT_NEAR(tensor[i], 0, 1e-3);
        EXPECT_NEAR(tensor[64 + i], 90, 1e-3);
    }
}

TEST(FillTensor, AnOvershootAtAnEdgeStaysAPixel) {
    Image image = filled(20, 20, 0, 0, 0);
    for (int y = 0; y < 20; ++y)
        for (int x = 10; x < 20; ++x) image.row(y)[x * 3] = 255;
    std::vector<float> tensor(3 * 64 * 64);
    fill_tensor(image, {0, 0, 20, 20}, plan_of(64, 64), tensor);
    for (const float value : tensor) {
        EXPECT_GE(value, 0);
        EXPECT_LE(value, 255);
    }
}

TEST(FillTensor, OnePixelFillsAnyInput) {
    std::vector<float> tensor(3 * 16 * 16);
    fill_tensor(filled(1, 1, 7, 8, 9), {0, 0, 1, 1}, plan_of(16, 16), tensor);
    EXPECT_NEAR(tensor.front(), 7, 1e-4);
    EXPECT_NEAR(tensor.back(), 9, 1e-4);
}

TEST(FillTensor, ALetterboxKeepsProportionsAndFillsTheRest) {
    auto plan = plan_of(416, 416);
    plan.resize = Resize::letterbox;
    plan.pad_value = 114;
    plan.pad_position = Padding::top_left;
    // 832 x 416 halves to 416 x 208.
    EXPECT_EQ(place_in_input(plan, 832, 416), (Region{0, 0, 416, 208}));
    std::vector<float> tensor(3 * 416 * 416);
    EXPECT_EQ(fill_tensor(filled(832, 416, 10, 20, 30), {0, 0, 832, 416}, plan, tensor), (Region{0, 0, 416, 208}));
    EXPECT_NEAR(tensor[207 * 416 + 415], 10, 1e-3);
    EXPECT_NEAR(tensor[208 * 416], 114, 1e-3);
    plan.pad_position = Padding::centre;
    EXPECT_EQ(place_in_input(plan, 832, 416), (Region{0, 104, 416, 208}));
    EXPECT_EQ(place_in_input(plan, 100, 300), (Region{139, 0, 138, 416}));
    plan.resize = Resize::plain;
    EXPECT_EQ(place_in_input(plan, 832, 416), (Region{0, 0, 416, 416}));
}

TEST(LeastSide, IsWhereNeitherSideIsEnlarged) {
    // 4:3 and 16:9 into a square: the height decides, 1152 * 416 / 864 and 1152 * 416 / 648.
    EXPECT_EQ(least_side(plan_of(416, 416), 1152, 864), 555);
    EXPECT_EQ(least_side(plan_of(416, 416), 1152, 648), 740);
    EXPECT_EQ(least_side(plan_of(416, 416), 864, 1152), 555);
    auto letterbox = plan_of(416, 416);
    letterbox.resize = Resize::letterbox;  // keeps proportions: the longer side fills the square, whatever the other
    EXPECT_EQ(least_side(letterbox, 1152, 864), 416);
    EXPECT_EQ(least_side(letterbox, 864, 1152), 416);
    EXPECT_EQ(least_side(plan_of(416, 416), 400, 300), 555);  // more than there is: all of it
}

TEST(SquareAround, TakesTheLongerSideAndItsMargin) {
    // 100 x 50 pixels at (200, 300) in 1000 x 1000: a side of 100 * 1.2 about the centre (250, 325).
    EXPECT_EQ(square_around({0.2, 0.3, 0.1, 0.05}, 0.1, 1000, 1000), (Region{190, 265, 120, 120}));
}

TEST(SquareAround, MovesIntoThePictureAndIsCutWhereThatIsSmaller) {
    EXPECT_EQ(square_around({0, 0, 0.1, 0.1}, 0.5, 1000, 1000), (Region{0, 0, 200, 200}));
    EXPECT_EQ(square_around({0.9, 0.9, 0.1, 0.1}, 0.5, 1000, 1000), (Region{800, 800, 200, 200}));
    EXPECT_EQ(square_around({0, 0, 1, 1}, 0, 800, 600), (Region{0, 0, 800, 600}));
    EXPECT_EQ(square_around({0.999, 0.5, 1e-6, 1e-6}, 0, 100, 100), (Region{99, 50, 1, 1}));
}

TEST(RegionToLookAt, OfABoxIsTheBoxItself) {
    InputPlan plan;
    plan.view = View::box;
    // SpeciesNet cuts whole pixels: 0.25 · 400, 0.5 · 300, 0.125 · 400, 0.1 · 300.
    EXPECT_EQ(region_to_look_at(plan, {0.25, 0.5, 0.125, 0.1}, Image(400, 300)), (Region{100, 150, 50, 30}));
    EXPECT_EQ(region_to_look_at(plan, {0.999, 0.999, 1e-6, 1e-6}, Image(100, 100)), (Region{99, 99, 1, 1}));
}

TEST(RegionToLookAt, OfAWholePictureIsTrimmedAboveAndBelow) {
    InputPlan plan;
    plan.view = View::whole;
    EXPECT_EQ(region_to_look_at(plan, {}, Image(400, 300)), (Region{0, 0, 400, 300}));
    plan.trim_share = 0.3;
    plan.trim_pixels = 400;
    // SpeciesNet keeps max(70 %, height - 400): of 800 rows 560.
    EXPECT_EQ(region_to_look_at(plan, {}, Image(1000, 800)), (Region{0, 120, 1000, 560}));
    // Of 3000 rows that were decoded at half their size 2600, here 1300.
    Image halved(2000, 1500);
    halved.reduction = 2;
    EXPECT_EQ(region_to_look_at(plan, {}, halved), (Region{0, 100, 2000, 1300}));
}

}  // namespace
}  // namespace serow::vision
