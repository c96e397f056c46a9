// Drawn scenes are repeatable, differ where they should, and say what they are.
#include "journeys/rendered_scene.h"

#include <gmock/gmock.h>

#include <cstdlib>
#include <limits>

#include "media/decode.h"
#include "media/facts.h"

namespace serow::journeys {
namespace {

using ::testing::HasSubstr;

constexpr int strip_top = 1200 - 56;  // below it is text

Scene scene(Subject subject, Light light) {
    Scene s;
    s.place_seed = 3;
    s.frame_seed = 32;
    s.subject = subject;
    s.light = light;
    s.taken = *parse_camera_time("2024-05-01T06:40:08");
    s.sequence_number = 1;
    s.sequence_total = 3;
    return s;
}

Image pixels(const Scene& s) {
    return value_or_throw(media::decode_image(render_scene(s))).image;
}

// The share of pixels above the strip that differ by more than a JPEG's noise.
double difference(const Image& a, const Image& b) {
    int changed = 0;
    for (int y = 0; y < strip_top; ++y)
        for (int x = 0; x < a.width; ++x)
            if (std::abs(a.row(y)[x * 3 + 1] - b.row(y)[x * 3 + 1]) > 24) ++changed;
    return static_cast<double>(changed) / (a.width * strip_top);
}

// Green of all pixels in a rectangle, 0 … 255.
double mean(const Image& image, int x0, int y0, int x1, int y1) {
    double sum = 0;
    for (int y = y0; y < y1; ++y)
        for (int x = x0; x < x1; ++x) sum += image.row(y)[x * 3 + 1];
    return sum / ((x1 - x0) * (y1 - y0));
}

TEST(RenderedScene, TheSameSceneGivesTheSameBytes) {
    for (const auto light : {Light::day, Light::infrared})
        EXPECT_EQ(render_scene(scene(Subject::deer, light)), render_scene(scene(Subject::deer, light)));
}

TEST(RenderedScene, ItSaysThatItIsRendered) {
    const auto facts = value_or_throw(media::read_facts(render_scene(scene(Subject::bird, Light::day))));
    EXPECT_EQ(facts.width, 1600);
    EXPECT_EQ(facts.height, 1200);
    EXPECT_EQ(facts.type.mediatype, "image/jpeg");
    EXPECT_EQ(facts.make, "Serow");
    EXPECT_EQ(facts.model, "rendered scene");
    EXPECT_THAT(facts.exif_json, HasSubstr("Rendered scene: drawn by the program Serow"));
    EXPECT_THAT(facts.exif_json, HasSubstr("not a photograph"));
    EXPECT_TRUE(facts.warnings.empty());
}

TEST(RenderedScene, ItsTimeIsTheScenesTime) {
    auto one = scene(Subject::nothing, Light::day);
    one.taken = *parse_camera_time("2023-12-31T23:59:59");
    const auto facts = value_or_throw(media::read_facts(render_scene(one)));
    ASSERT_TRUE(facts.camera_time);
    EXPECT_EQ(to_text(*facts.camera_time), "2023-12-31T23:59:59");
}

TEST(RenderedScene, AnotherFrameMovesTheAnimalAndTheGrassAtTheSamePlace) {
    auto next = scene(Subject::boar, Light::day);
    const auto before = pixels(next);
    next.frame_seed += 1;
    next.sequence_number = 2;
    const auto after = pixels(next);
    EXPECT_NE(before.rgb, after.rgb);
    EXPECT_GT(difference(before, after), 0.01);
    // Most of the picture, sky, trees and ground, stays.
    EXPECT_LT(difference(before, after), 0.5);
}

TEST(RenderedScene, AnySeedAndNumberGivesAPicture) {
    auto odd = scene(Subject::deer, Light::day);
    odd.place_seed = odd.frame_seed = std::numeric_limits<std::uint64_t>::max();
    odd.sequence_number = 1'000'000;
    odd.sequence_total = -3;
    EXPECT_EQ(value_or_throw(media::read_facts(render_scene(odd))).width, 1600);
}

TEST(RenderedScene, AnotherPlaceIsAnotherBackground) {
    auto there = scene(Subject::nothing, Light::day);
    const auto here = pixels(there);
    there.place_seed = 4;
    EXPECT_GT(difference(here, pixels(there)), 0.3);
}

TEST(RenderedScene, AnAnimalChangesThePictureOnlyWhereItStands) {
    const auto empty = pixels(scene(Subject::nothing, Light::day));
    for (const auto subject : {Subject::deer, Subject::boar, Subject::bird}) {
        const auto changed = difference(empty, pixels(scene(subject, Light::day)));
        EXPECT_GT(changed, 0.008) << static_cast<int>(subject);
        EXPECT_LT(changed, 0.15) << static_cast<int>(subject);
    }
}

TEST(RenderedScene, InfraredIsGreyAndDarkInTheDistance) {
    const auto image = pixels(scene(Subject::nothing, Light::infrared));
    int coloured = 0;
    for (std::size_t i = 0; i < image.rgb.size(); i += 3)
        if (std::abs(image.rgb[i] - image.rgb[i + 1]) > 2 || std::abs(image.rgb[i + 1] - image.rgb[i + 2]) > 2)
            ++coloured;
    EXPECT_EQ(coloured, 0);
    // The flash reaches the ground ahead, not the sky between the trees.
    EXPECT_GT(mean(image, 600, 700, 1000, 900), 3 * mean(image, 400, 200, 1200, 350));
    // And it is weaker at the border of the picture.
    EXPECT_GT(mean(image, 700, 800, 900, 900), 1.2 * mean(image, 0, 800, 120, 900));
}

TEST(RenderedScene, DayIsBrightAbove) {
    const auto image = pixels(scene(Subject::nothing, Light::day));
    EXPECT_GT(mean(image, 0, 0, 1600, 300), 100);
}

TEST(RenderedScene, TheStripCountsTheFramesOfATrigger) {
    auto two = scene(Subject::nothing, Light::day);
    const auto first = pixels(two);
    two.sequence_number = 2;
    const auto second = pixels(two);
    // Nothing above the strip depends on the number where no animal walks.
    EXPECT_EQ(difference(first, second), 0);
    bool differs = false;
    for (int y = strip_top; y < 1200; ++y)
        for (int x = 0; x < 1600; ++x) differs = differs || std::abs(first.row(y)[x * 3] - second.row(y)[x * 3]) > 100;
    EXPECT_TRUE(differs);
}

}  // namespace
}  // namespace serow::journeys
