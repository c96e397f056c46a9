#include "vision/tiles.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <mutex>

#include "shared_photos.h"
#include "vision/overlap.h"
#include "vision/session_state.h"

namespace serow::vision {
namespace {

using ::testing::AllOf;
using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Field;
using ::testing::IsEmpty;

// Named by itself: unity builds put several tests into one file.
Detection tile_box(double confidence, Box box, Category category = Category::animal) {
    return {category, confidence, box, 0, {}, {}};
}

auto is_box(double x, double y, double width, double height) {
    const auto near = [](double value) { return DoubleNear(value, 1e-9); };
    return AllOf(Field(&Box::x, near(x)), Field(&Box::y, near(y)), Field(&Box::width, near(width)),
                 Field(&Box::height, near(height)));
}

TEST(Tiles, OneIsTheWholePhoto) {
    EXPECT_THAT(tiles_of(1600, 1200, 1), ElementsAre(Region{0, 0, 1600, 1200}));
    EXPECT_EQ(looks_of(1), 1);
    EXPECT_DOUBLE_EQ(enlargement_of(1), 1);
}

// Two tiles of width w that share a quarter of it cover 1.75 w: 1750 / 1.75 = 1000, the second begins at 750.
TEST(Tiles, TwoAlongEachSideShareAQuarterOfTheirs) {
    EXPECT_DOUBLE_EQ(enlargement_of(2), 1.75);
    EXPECT_EQ(looks_of(2), 5);
    EXPECT_THAT(tiles_of(1750, 875, 2), ElementsAre(Region{0, 0, 1000, 500}, Region{750, 0, 1000, 500},
                                                    Region{0, 375, 1000, 500}, Region{750, 375, 1000, 500}));
}

// Three cover 2.5 w.
TEST(Tiles, AnySizeIsCoveredToItsLastPixelWithAQuarterShared) {
    EXPECT_EQ(looks_of(3), 10);
    for (const auto& [width, height] : {std::pair{1919, 1079}, {640, 480}, {97, 61}, {3, 2}, {1, 1}})
        for (const int tiles : {2, 3, 4}) {
            const auto regions = tiles_of(width, height, tiles);
            ASSERT_EQ(regions.size(), static_cast<std::size_t>(tiles * tiles));
            EXPECT_EQ(regions.back().x + regions.back().width, width);
            EXPECT_EQ(regions.back().y + regions.back().height, height);
            for (std::size_t i = 1; i < static_cast<std::size_t>(tiles); ++i) {
                const auto& left = regions[i - 1];
                EXPECT_GE(left.x + left.width - regions[i].x, static_cast<int>(tile_overlap * left.width) - 1);
            }
        }
}

// The second tile of 1000 × 500 above: x 0.25 of it is pixel 750 + 250 = 1000 of 1750.
TEST(Tiles, ABoxOfATileIsPutBackIntoThePhoto) {
    const auto found = from_tile({tile_box(0.5, {0.25, 0.5, 0.1, 0.2})}, {750, 0, 1000, 500}, 1750, 875);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_THAT(found[0].box, is_box(1000.0 / 1750, 250.0 / 875, 100.0 / 1750, 100.0 / 875));
}

TEST(Tiles, WhatASeamCutsIsLeftOutAndWhatThePhotoCutsIsNot) {
    const Region upper_left{0, 0, 1000, 500};
    const auto stays = [&](Box box) { return !from_tile({tile_box(0.5, box)}, upper_left, 1750, 875).empty(); };
    EXPECT_FALSE(stays({0.8, 0.3, 0.195, 0.2}));  // ends at 0.995 of the tile's width, inside the photo
    EXPECT_FALSE(stays({0.3, 0.8, 0.2, 0.2}));
    EXPECT_TRUE(stays({0.8, 0.3, 0.15, 0.2}));
    EXPECT_TRUE(stays({0, 0, 0.2, 0.2}));  // at the edge of the photo itself
}

TEST(Tiles, AThingSeenTwiceStaysOnceWithItsSurerBox) {
    // Each 0.1 × 0.1, shifted by 0.03: 0.07 of 0.13 is more than half.
    const auto merged = merge_looks({tile_box(0.4, {0.2, 0.2, 0.1, 0.1})}, {tile_box(0.7, {0.23, 0.2, 0.1, 0.1})}, 0.6);
    ASSERT_EQ(merged.size(), 1U);
    EXPECT_EQ(merged[0].confidence, 0.7);
    EXPECT_THAT(merged[0].box, is_box(0.23, 0.2, 0.1, 0.1));
    // Shifted by 0.04: 0.06 of 0.14 is less. Two animals side by side.
    EXPECT_EQ(merge_looks({tile_box(0.4, {0.2, 0.2, 0.1, 0.1})}, {tile_box(0.7, {0.24, 0.2, 0.1, 0.1})}, 0.6).size(),
              2U);
    // A manifest that merges from less on is followed.
    EXPECT_EQ(merge_looks({tile_box(0.4, {0.2, 0.2, 0.1, 0.1})}, {tile_box(0.7, {0.24, 0.2, 0.1, 0.1})}, 0.4).size(),
              1U);
}

TEST(Tiles, APartOfWhatTheWholePhotoShowsIsNoSecondAnimal) {
    const auto deer = tile_box(0.6, {0.2, 0.2, 0.4, 0.4});
    const auto head = tile_box(0.9, {0.22, 0.22, 0.1, 0.1});
    EXPECT_THAT(merge_looks({deer}, {head}, 0.6), ElementsAre(Field(&Detection::confidence, 0.6)));
    // Hardly a deer at all: then the part speaks for itself.
    EXPECT_EQ(merge_looks({tile_box(0.4, deer.box)}, {head}, 0.6).size(), 2U);
    // A person before it is one.
    EXPECT_EQ(merge_looks({deer}, {tile_box(0.9, head.box, Category::person)}, 0.6).size(), 2U);
    // Seven tenths of it lie in the deer's box.
    EXPECT_EQ(merge_looks({deer}, {tile_box(0.9, {0.53, 0.3, 0.1, 0.1})}, 0.6).size(), 2U);
}

TEST(Tiles, NothingThatTheWholePhotoShowsIsLost) {
    const std::vector whole{tile_box(0.9, {0.1, 0.1, 0.4, 0.4}), tile_box(0.3, {0.15, 0.15, 0.1, 0.1})};
    const auto merged = merge_looks(whole, {tile_box(0.95, {0.1, 0.1, 0.4, 0.4})}, 0.6);
    EXPECT_THAT(merged, ElementsAre(Field(&Detection::confidence, 0.95), Field(&Detection::confidence, 0.3)));
    EXPECT_THAT(merge_looks({}, {}, 0.6), IsEmpty());
}

// A detector that answers by the mean of what it is given: it sees a bird in the middle of every picture that is
// brighter than 200 on the whole, and nothing in others.
struct BrightOnly final : Session::State {
    mutable std::mutex mutex;
    mutable int pictures = 0;
    BrightOnly() {
        inputs = {{"images", {-1, 3, 32, 32}, Element::float32}};
        outputs = {{"rows", {-1, 1, 6}, Element::float32}};
    }
    Result<std::vector<Output>> run(std::span<const Input> given, std::span<const std::string>) const override {
        const auto count = given[0].shape[0];
        const auto values = std::get<std::span<const float>>(given[0].values);
        Output output{{count, 1, 6}, std::vector<float>()};
        auto& rows = std::get<std::vector<float>>(output.values);
        for (std::int64_t i = 0; i < count; ++i) {
            const auto own = values.subspan(static_cast<std::size_t>(i) * 3 * 32 * 32, 3 * 32 * 32);
            float sum = 0;
            for (const float value : own) sum += value;
            const bool bright = sum / static_cast<float>(own.size()) > 200;
            rows.insert(rows.end(), {8, 8, 24, 24, bright ? 0.8F : 0.0F, 0});
        }
        const std::scoped_lock lock(mutex);
        pictures += static_cast<int>(count);
        return std::vector{std::move(output)};
    }
};

TEST(Tiles, TheDetectorLooksAtTheWholeAndAtEachTile) {
    const auto manifest = value_or_throw(parse_manifest(R"({"name": "bright", "version": "1", "task": "detector",
        "file": "m.onnx", "url": "", "source": "a test", "licence": "MIT", "labels": "labels.csv",
        "input": {"tensor": "images", "layout": "nchw", "width": 32, "height": 32, "colour": "rgb", "resize": "plain",
                  "scale": 1, "mean": [0, 0, 0], "std": [1, 1, 1]},
        "output": {"decoding": "yolo_v10", "scores": "rows", "merge_iou": 0.6},
        "thresholds": {"typical": 0.5, "conservative": 0.3}, "tiling": 2})",
                                                        "m.json"));
    EXPECT_EQ(manifest.tiling, 2);
    auto state = std::make_unique<BrightOnly>();
    const auto* model = state.get();
    const auto detector =
        value_or_throw(Detector::over(Session(std::move(state)), manifest, {{0, "bird", Category::animal, ""}}, 4));
    // 140 / 1.75 = 80 and 105 / 1.75 = 60: dark but for the upper right tile.
    Image photo(140, 105);
    for (int y = 0; y < 60; ++y) std::fill_n(photo.row(y) + std::ptrdiff_t{3} * 60, 3 * 80, std::uint8_t{255});
    EXPECT_THAT(value_or_throw(detector.detect(photo, 0.3)), IsEmpty());
    EXPECT_EQ(model->pictures, 1);
    const Image* const one = &photo;
    const auto found = value_or_throw(detector.detect(std::span(&one, 1), 0.3, 2)).front();
    EXPECT_EQ(model->pictures, 1 + 5);
    ASSERT_EQ(found.size(), 1U);
    // The middle half of that tile.
    EXPECT_THAT(
        found[0].box,
        AllOf(Field(&Box::x, DoubleNear(80.0 / 140, 1e-6)), Field(&Box::y, DoubleNear(15.0 / 105, 1e-6)),
              Field(&Box::width, DoubleNear(40.0 / 140, 1e-6)), Field(&Box::height, DoubleNear(30.0 / 105, 1e-6))));
}

// Real photos: labelled animals of one to three hundredths of the picture, at the default detector's own threshold.
TEST(Tiles, OfSmallLabelledAnimalsMoreAreFound) {
    const auto photos = shared::photos();
    if (!std::filesystem::exists(shared::folder() / "models" / "deimv2_hgnetv2_femto_coco.onnx") || photos.empty())
        GTEST_SKIP() << "no weights or photos in " << shared::folder() << "; set SEROW_SHARED to test the real models";
    const auto registry = shared::registry();
    const auto* model = value_or_throw(registry.find("deimv2_femto"));
    const auto detector = value_or_throw(Detector::load(value_or_throw(Runtime::open()), model->manifest, model->labels,
                                                        value_or_throw(registry.find_weights(model->manifest))));
    const auto least = static_cast<int>(detector.input_side() * enlargement_of(2));
    int small = 0, whole = 0, tiled = 0;
    for (const auto& photo : photos) {
        if (photo.category != "animal" || !photo.box) continue;
        const double area = photo.box->width * photo.box->height;
        if (area < 0.01 || area > 0.03) continue;
        const auto image = shared::decode(photo.path, least);
        if (image.empty()) continue;
        const Image* const one = &image;
        const auto is_found = [&](int tiles) {
            const auto found =
                value_or_throw(detector.detect(std::span(&one, 1), model->manifest.typical_threshold, tiles));
            return std::ranges::any_of(found.front(), [&](const Detection& detection) {
                return intersection_over_union(detection.box, *photo.box) > 0.5;
            });
        };
        ++small;
        whole += is_found(1) ? 1 : 0;
        tiled += is_found(2) ? 1 : 0;
    }
    EXPECT_GT(small, 20);
    EXPECT_GT(tiled, whole) << "of " << small;
}

}  // namespace
}  // namespace serow::vision
