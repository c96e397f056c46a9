#include "media/light.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

#include "media/decode.h"
#include "media/renditions.h"
#include "media/resize.h"
#include "media/shared.h"

namespace serow::media {
namespace {

using camtrap::Light;

// A night scene: a bright animal on a dark, noisy ground; each pixel through `tint` (brightness -> colour), then as
// JPEG.
template <class Tint>
Image night(Tint tint, int quality = 75) {
    std::mt19937 random(5);
    Image image(640, 480);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const bool animal = std::abs(x - 300) < 90 && std::abs(y - 260) < 50;
            const int noise = static_cast<int>(random() % 21) - 10;
            const double luma = (animal ? 190 : 40 + y / 8) + noise;
            const auto colour = tint(luma, animal);
            for (std::size_t channel = 0; channel < 3; ++channel)
                image.row(y)[3 * x + static_cast<int>(channel)] =
                    static_cast<std::uint8_t>(std::clamp(colour[channel], 0.0, 255.0));
        }
    const auto jpeg = encode_jpeg(image, quality).value();
    return decode_image(std::span<const std::byte>(jpeg)).value().image;
}

TEST(Light, GreyIsInfrared) {
    EXPECT_EQ(light_of(night([](double y, bool) { return std::array{y, y, y}; })), Light::infrared);
}

TEST(Light, EvenTintsAreInfraredToo) {
    const auto sepia = night([](double y, bool) { return std::array{y * 1.1 + 8, y, y * 0.8}; });
    const auto purple = night([](double y, bool) { return std::array{y * 1.08, y * 0.86, y * 1.12 + 5}; });
    const auto blue = night([](double y, bool) { return std::array{y * 0.85, y, y * 1.15}; });
    EXPECT_EQ(light_of(sepia), Light::infrared) << colour_spread(sepia);
    EXPECT_EQ(light_of(purple), Light::infrared) << colour_spread(purple);
    EXPECT_EQ(light_of(blue), Light::infrared) << colour_spread(blue);
}

TEST(Light, AnAnimalOfItsOwnColourMakesItColour) {
    const auto fawn = night([](double y, bool animal) {
        return animal ? std::array{y * 1.15, y, y * 0.7} : std::array{y * 0.9, y * 1.05, y * 0.9};
    });
    EXPECT_EQ(light_of(fawn), Light::colour) << colour_spread(fawn);
}

TEST(Light, StripsAtTopAndBottomDoNotCount) {
    auto image = night([](double y, bool) { return std::array{y, y, y}; });
    for (int y = 0; y < image.height; ++y)
        if (y < 40 || y >= image.height - 50)
            for (int x = 0; x < image.width; ++x) {
                image.row(y)[3 * x] = 230;  // a maker's orange
                image.row(y)[3 * x + 1] = static_cast<std::uint8_t>(x < 320 ? 110 : 220);
                image.row(y)[3 * x + 2] = 30;
            }
    EXPECT_EQ(light_of(image), Light::infrared);
}

TEST(Light, NothingIsSaidOfBlackWhiteAndTinyPictures) {
    Image black(64, 64);
    EXPECT_FALSE(light_of(black));
    std::ranges::fill(black.rgb, std::uint8_t{255});
    EXPECT_FALSE(light_of(black));
    EXPECT_FALSE(light_of(Image(16, 16)));
    EXPECT_FALSE(light_of(Image()));
    EXPECT_EQ(colour_spread(Image()), 0);
}

// Each of the photos was looked at: tests/media/lights_by_eye.csv. White flashes at night give colour.
TEST(Light, AgreesWithTheEyeOnEveryRealPhoto) {
    SEROW_NEEDS_SHARED();
    std::ifstream list(std::filesystem::path(SEROW_SOURCE_DIR) / "tests/media/lights_by_eye.csv");
    std::string line;
    std::getline(list, line);
    int infrared = 0, colour = 0;
    while (std::getline(list, line)) {
        const auto comma = line.find(',');
        const auto name = line.substr(0, comma);
        const auto eye = camtrap::parse_word<Light>(line.substr(comma + 1)).value();
        const auto decoded = decode_image(testing::photo(name), thumbnail_side);
        ASSERT_TRUE(decoded) << name;
        EXPECT_EQ(light_of(decoded->image), eye) << name << " " << colour_spread(decoded->image);
        ++(eye == Light::infrared ? infrared : colour);
    }
    EXPECT_EQ(infrared, 110);
    EXPECT_GT(colour, 170);
}

}  // namespace
}  // namespace serow::media
