#include "media/view.h"

#include <gtest/gtest.h>

#include <cmath>
#include <format>
#include <random>
#include <vector>

#include "media/decode.h"
#include "media/light.h"
#include "media/renditions.h"
#include "media/resize.h"
#include "media/shared.h"

namespace serow::media {
namespace {

double similarity(const std::vector<double>& a, const std::vector<double>& b) {
    double mean_a = 0, mean_b = 0, both = 0, square_a = 0, square_b = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        mean_a += a[i] / static_cast<double>(a.size());
        mean_b += b[i] / static_cast<double>(b.size());
    }
    for (std::size_t i = 0; i < a.size(); ++i) {
        both += (a[i] - mean_a) * (b[i] - mean_b);
        square_a += (a[i] - mean_a) * (a[i] - mean_a);
        square_b += (b[i] - mean_b) * (b[i] - mean_b);
    }
    return both / std::sqrt(square_a * square_b);
}

std::vector<double> numbers(const ViewSignature& signature) {
    return {signature.begin(), signature.end()};
}

// Rectangles on an even ground.
Image scene(unsigned seed, double light = 1) {
    std::mt19937 random(seed);
    Image image(320, 240);
    for (auto& value : image.rgb) value = static_cast<std::uint8_t>(90 * light);
    for (int i = 0; i < 30; ++i) {
        const int left = static_cast<int>(random() % 280), top = static_cast<int>(random() % 200);
        const int width = static_cast<int>(random() % 40) + 8, height = static_cast<int>(random() % 40) + 8;
        const double shade = 30 + static_cast<double>(random() % 170);
        for (int y = top; y < std::min(240, top + height); ++y)
            for (int x = 3 * left; x < 3 * std::min(320, left + width); ++x)
                image.row(y)[x] = static_cast<std::uint8_t>(std::min(255.0, shade * light));
    }
    return image;
}

TEST(View, BrightnessAndContrastOfEvenAndHalvedPictures) {
    Image even(64, 48);
    std::ranges::fill(even.rgb, std::uint8_t{200});
    const auto plain = *view_of(even);
    EXPECT_NEAR(plain.brightness, 200, 1e-9);
    EXPECT_NEAR(plain.contrast, 0, 1e-6);
    for (const auto byte : plain.signature) EXPECT_EQ(byte, 0);
    // Half black, half white: mean 127.5, every cell 127.5 away from it.
    Image halves(64, 48);
    for (int y = 0; y < 48; ++y)
        for (int x = 96; x < 192; ++x) halves.row(y)[x] = 255;
    const auto view = *view_of(halves);
    EXPECT_NEAR(view.brightness, 127.5, 1e-9);
    EXPECT_NEAR(view.contrast, 127.5, 1e-9);
    // One upright edge in the middle: in fields 7 and 8 of each row of the first kind, and nowhere else.
    for (std::size_t i = 0; i < view_fields; ++i)
        EXPECT_EQ(view.signature[i] > 0, i < view_fields / 2 && (i % 16 == 7 || i % 16 == 8)) << i;
}

TEST(View, TheSameSceneInLessLightIsTheSameView) {
    const auto here = numbers(view_of(scene(1))->signature);
    EXPECT_GT(similarity(here, numbers(view_of(scene(1, 0.5))->signature)), 0.97);
    EXPECT_LT(std::abs(similarity(here, numbers(view_of(scene(2))->signature))), 0.35);
}

TEST(View, NothingIsSaidOfTinyPictures) {
    EXPECT_FALSE(view_of(Image()));
    EXPECT_FALSE(view_of(Image(31, 400)));
    EXPECT_TRUE(view_of(Image(32, 32)));
}

TEST(View, RenditionsBringIt) {
    const auto jpeg = encode_jpeg(scene(3), 90).value();
    const auto renditions = make_renditions(std::span<const std::byte>(jpeg)).value();
    ASSERT_TRUE(renditions.view);
    EXPECT_NEAR(renditions.view->brightness, view_of(scene(3))->brightness, 1);
}

// Sixty photos of one camera in ten days, 20 triggers of three; and those of other cameras.
TEST(View, OfARealCameraHalvesAgreeAndOtherCamerasDoNot) {
    SEROW_NEEDS_SHARED();
    const auto of_file = [](const std::string& name) {
        const auto decoded = decode_image(testing::photo(name), thumbnail_side);
        return std::pair(*view_of(decoded->image), light_of(decoded->image));
    };
    std::array<std::vector<double>, 2> halves;
    int count = 0;
    for (int i = 1; i <= 60; i += 3) {
        const auto [view, light] = of_file(std::format("sdzg173_EK{:06}.JPG", i));
        if (light != camtrap::Light::infrared) continue;
        auto& half = halves[static_cast<std::size_t>(count++ % 2)];
        half.resize(view_fields, 0);
        for (std::size_t k = 0; k < view_fields; ++k) half[k] += view.signature[k];
    }
    ASSERT_GE(count, 8);
    EXPECT_GT(similarity(halves[0], halves[1]), 0.7);
    for (const char* other : {"buow_20_RCNX0375.JPG", "buow_83_RCNX6879.JPG", "ax_1.jpg"})
        EXPECT_LT(similarity(halves[0], numbers(of_file(other).first.signature)), 0.35) << other;
}

}  // namespace
}  // namespace serow::media
