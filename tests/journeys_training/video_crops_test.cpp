// Crops of videos to what a network says of them: the shared videos, and those that are broken.
#include <gmock/gmock.h>

#include <cmath>
#include <map>

#include "journeys/crop_features.h"
#include "journeys/eyes.h"
#include "journeys/train_model.h"
#include "media/shared.h"
#include "media/video.h"
#include "vision/runtime.h"

namespace serow::journeys {
namespace {

using ::testing::HasSubstr;

class VideoCrops : public ::testing::Test {
protected:
    Config config_;
    std::optional<vision::Classifier> backbone_;
    const std::atomic<bool> go_on_{false};

    void SetUp() override {
        SEROW_NEEDS_SHARED();
        if (const auto runtime = vision::Runtime::open(); !runtime) GTEST_SKIP() << runtime.error().detail;
        config_.shared = media::testing::shared();
        config_.data_folder = "/nonexistent";
        const auto registry = open_registry(config_);
        const auto model = registry.find("mobilenetv2_imagenet");
        if (!model || !registry.find_weights((*model)->manifest))
            GTEST_SKIP() << "NOT TESTED: mobilenetv2_imagenet is not here";
        backbone_.emplace(load_backbone(config_, registry, "mobilenetv2_imagenet"));
    }
    CropFeatures collect(const std::vector<LabelledCrop>& crops) const {
        return collect_features(crops, {photos_below(media::testing::shared()), *backbone_, nullptr, 2}, go_on_,
                                [](const CropProgress&) {});
    }
    static LabelledCrop crop(const std::string& path, std::optional<double> second,
                             const Box& box = {0.2, 0.2, 0.5, 0.5}) {
        return {path, "P01", "Puma concolor", box, 0, second};
    }
};

TEST_F(VideoCrops, EachIsCutFromItsOwnFrame) {
    const std::string clip = "media/videos/zb_chimp.mp4";
    const Box other{0.5, 0.3, 0.3, 0.6};
    const auto found = collect({crop(clip, 9), crop(clip, 2), crop(clip, 2, other)});
    ASSERT_EQ(found.crops.size(), 3U);
    const auto width = found.examples.width;
    ASSERT_EQ(width, 1280U);
    std::map<int, Image> frames;
    const auto scan = media::sample_frames(
        media::testing::clip("zb_chimp.mp4"), {.frames_per_second = 1}, [&](media::SampledFrame&& frame) {
            frames[static_cast<int>(std::lround(frame.second))] = std::move(frame.image);
            return true;
        });
    ASSERT_TRUE(scan);
    const std::vector<std::pair<int, Box>> cut{{9, {0.2, 0.2, 0.5, 0.5}}, {2, {0.2, 0.2, 0.5, 0.5}}, {2, other}};
    for (std::size_t i = 0; i < cut.size(); ++i) {
        const auto told = value_or_throw(backbone_->classify(frames.at(cut[i].first), cut[i].second));
        for (std::size_t k = 0; k < width; ++k)
            ASSERT_NEAR(found.examples.features[i * width + k], told.features[k], 1e-4) << "crop " << i;
    }
}

TEST_F(VideoCrops, WhatCannotBeUsedIsLeftOutWithItsReason) {
    const auto found = collect({crop("media/videos/zb_chimp.mp4", 2), crop("media/videos/zb_chimp.mp4", 2.013),
                                crop("bad/generated/audio_only.mp4", 1), crop("media/videos/gone.mp4", 1),
                                crop("media/videos/sw_v2.mp4", {}), crop("bad/generated/jpg_named_as.mp4", 1)});
    ASSERT_EQ(found.crops.size(), 1U);
    ASSERT_EQ(found.left_out.size(), 5U);
    EXPECT_THAT(found.left_out[0].reason, HasSubstr("its frame cannot be decoded"));
    EXPECT_THAT(found.left_out[1].reason, ::testing::Not(::testing::IsEmpty()));
    EXPECT_THAT(found.left_out[2].reason, ::testing::Not(::testing::IsEmpty()));
    EXPECT_THAT(found.left_out[3].reason, HasSubstr("it is a video"));
    EXPECT_THAT(found.left_out[4].reason, HasSubstr("no video by its content"));
}

}  // namespace
}  // namespace serow::journeys
