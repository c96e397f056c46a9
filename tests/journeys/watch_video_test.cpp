// Real videos from their frames to who was there. What is in them: the labels of the shared material.
#include "journeys/watch_video.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <string>
#include <vector>

#include "media/shared.h"
#include "media/video.h"
#include "vision/runtime.h"

namespace serow::journeys {
namespace {

class WatchVideo : public ::testing::Test {
protected:
    void SetUp() override {
        SEROW_NEEDS_SHARED();
        if (const auto runtime = vision::Runtime::open(); !runtime) GTEST_SKIP() << runtime.error().detail;
        Config config;
        config.shared = media::testing::shared();
        config.data_folder = "/nonexistent";
        auto eyes = Eyes::open(config, open_registry(config), Taxa(), true);
        if (!eyes) GTEST_SKIP() << "NOT TESTED: " << eyes.error().detail;
        eyes_.emplace(*std::move(eyes));
    }
    Result<VideoSight> watch(const std::filesystem::path& path) const {
        const auto& detector = eyes_->detector();
        return watch_video(path, {1.0, detector.typical_threshold / 2, detector.typical_threshold}, *eyes_);
    }
    static int individuals(const VideoSight& sight, vision::Category category) {
        return static_cast<int>(std::ranges::count_if(sight.individuals, [&](const Individual& one) {
            return sight.tracks[one.tracks.front()].track.category == category;
        }));
    }

    std::optional<Eyes> eyes_;
};

// Three shots of one animal, held two seconds each: however often it is seen, it is one.
TEST_F(WatchVideo, ABurstOfOneAnimalShowsOneAllTheTime) {
    for (const std::string name : {"sdzg173_burst13.mp4", "sdzg173_burst46.mp4"}) {
        const auto sight = watch(media::testing::clip(name));
        ASSERT_TRUE(sight) << sight.error().detail;
        ASSERT_EQ(sight->individuals.size(), 1U) << name;
        const auto& one = sight->individuals[0];
        EXPECT_EQ(individuals(*sight, vision::Category::animal), 1) << name;
        EXPECT_LE(one.first_second, 1.0) << name;
        EXPECT_GE(one.last_second, 4.0) << name;
        EXPECT_GE(one.best.second, one.first_second);
        EXPECT_LE(one.best.second, one.last_second);
    }
}

TEST_F(WatchVideo, NoLabelledBurstShowsTwoAnimals) {
    int videos = 0;
    for (const auto& row : media::testing::labels()) {
        if (!row[0].starts_with("videos/sdzg") || row[1] == "category") continue;
        const auto sight = watch(media::testing::shared() / "media" / row[0]);
        ASSERT_TRUE(sight) << row[0] << ": " << sight.error().detail;
        EXPECT_LE(individuals(*sight, vision::Category::animal), 1) << row[0];
        ++videos;
    }
    EXPECT_EQ(videos, 10);
}

TEST_F(WatchVideo, CarsAreVehiclesAndNothingElse) {
    const auto sight = watch(media::testing::clip("iv_car.mp4"));
    ASSERT_TRUE(sight) << sight.error().detail;
    EXPECT_GE(individuals(*sight, vision::Category::vehicle), 1);
    EXPECT_EQ(individuals(*sight, vision::Category::vehicle), static_cast<int>(sight->individuals.size()));
}

// Each track's boxes are boxes of the frames, and each individual's tracks follow each other.
TEST_F(WatchVideo, EveryVideoHoldsTogether) {
    for (const auto& path : media::testing::files_below(media::testing::shared() / "media" / "videos")) {
        const auto sight = watch(path);
        ASSERT_TRUE(sight) << path << ": " << sight.error().detail;
        EXPECT_FALSE(sight->frames.empty()) << path;
        for (const auto& [track, suggestion, individual] : sight->tracks) {
            ASSERT_LT(individual, sight->individuals.size());
            for (const auto& point : track.path) {
                const auto frame = std::ranges::find(sight->frames, point.second, &WatchedFrame::second);
                ASSERT_NE(frame, sight->frames.end()) << path;
                EXPECT_TRUE(std::ranges::any_of(frame->seen, [&](const Seen& seen) {
                    return seen.detection.box == point.box;
                })) << path;
            }
        }
        for (const auto& one : sight->individuals)
            for (std::size_t i = 1; i < one.tracks.size(); ++i)
                EXPECT_LT(sight->tracks[one.tracks[i - 1]].track.last_second(),
                          sight->tracks[one.tracks[i]].track.first_second())
                    << path;
    }
}

// What is kept of an individual is what the network says of its surest box, in a frame that is found again.
TEST_F(WatchVideo, AnAnimalIsDescribedWhereItWasSurest) {
    if (eyes_->network().empty()) GTEST_SKIP() << "NOT TESTED: no classifier here has features";
    int animals = 0;
    for (const auto& path : media::testing::files_below(media::testing::shared() / "media" / "videos")) {
        const auto sight = watch(path);
        ASSERT_TRUE(sight) << path << ": " << sight.error().detail;
        for (const auto& frame : sight->frames)
            for (const auto& seen : frame.seen) EXPECT_TRUE(seen.features.empty()) << path;
        for (const auto& one : sight->individuals) {
            const bool is_animal = sight->tracks[one.tracks.front()].track.category == vision::Category::animal;
            ASSERT_EQ(one.features.empty(), !is_animal) << path;
            if (!is_animal) continue;
            int frames = 0;
            media::frames_at(path, std::span(&one.best.second, 1), eyes_->wanted_side(), [&](auto&& frame) {
                ++frames;
                const auto again = value_or_throw(eyes_->features(frame.image, std::span(&one.best.box, 1)));
                EXPECT_EQ(again.front().size(), one.features.size());
                for (std::size_t i = 0; i < one.features.size(); ++i)
                    EXPECT_NEAR(again.front()[i], one.features[i], 1e-3) << path;
                return true;
            });
            EXPECT_EQ(frames, 1) << path << " at " << one.best.second;
            ++animals;
        }
    }
    EXPECT_GE(animals, 8);
}

TEST_F(WatchVideo, ABrokenVideoGivesAReason) {
    const auto sight = watch(media::testing::shared() / "media" / "labels.csv");
    ASSERT_FALSE(sight);
    EXPECT_FALSE(sight.error().detail.empty());
}

}  // namespace
}  // namespace serow::journeys
