// Frames out of clips: which ones, how many, and what becomes of broken files.
#include "media/video.h"

#include <gmock/gmock.h>

#include <cmath>
#include <map>

#include "media/decode.h"
#include "media/facts.h"
#include "media/shared.h"

namespace serow::media {
namespace {

struct Seen {
    std::vector<double> seconds;
    std::vector<std::int64_t> numbers;
    int width = 0;
    int height = 0;
    Result<VideoScan> scan = problem(Code::internal, "not run");
};
Seen sample(const std::filesystem::path& path, const SampleOptions& options = {}) {
    Seen seen;
    seen.scan = sample_frames(path, options, [&](SampledFrame&& frame) {
        seen.seconds.push_back(frame.second);
        seen.numbers.push_back(frame.frame_number);
        seen.width = frame.image.width;
        seen.height = frame.image.height;
        return true;
    });
    return seen;
}

TEST(SampleFrames, GivesOneFrameNearEachSecond) {
    SEROW_NEEDS_SHARED();
    for (const auto* name : {"zb_chimp.mp4", "iv_car.mp4"}) {
        const auto seen = sample(testing::clip(name));
        ASSERT_TRUE(seen.scan) << name << ": " << seen.scan.error().detail;
        const auto facts = read_facts(testing::clip(name)).value();
        // One for each whole second before the end, give or take the one at the end.
        EXPECT_NEAR(static_cast<double>(seen.seconds.size()), facts.duration_s, 1.01) << name;
        for (std::size_t i = 0; i < seen.seconds.size(); ++i) {
            EXPECT_LE(std::abs(seen.seconds[i] - static_cast<double>(i)), 0.5 + 1e-6) << name << " frame " << i;
            EXPECT_NEAR(static_cast<double>(seen.numbers[i]), seen.seconds[i] * facts.frame_rate, 0.5) << name;
        }
        EXPECT_EQ(seen.scan->frames, static_cast<int>(seen.seconds.size()));
        EXPECT_EQ(seen.width, facts.width);
    }
}

TEST(SampleFrames, MoreFramesThanThereAreGivesEachOnce) {
    SEROW_NEEDS_SHARED();
    const auto facts = read_facts(testing::clip("zb_chimp.mp4")).value();
    const auto seen = sample(testing::clip("zb_chimp.mp4"), {.frames_per_second = 1000, .max_frames = 100000});
    ASSERT_TRUE(seen.scan);
    EXPECT_EQ(seen.scan->frames, facts.frame_count);
    EXPECT_TRUE(std::ranges::is_sorted(seen.seconds));
}

TEST(SampleFrames, ExactFramesLieWhereNoKeyframeDoes) {
    SEROW_NEEDS_SHARED();
    // Ten frames a second out of 12.5: the first frame at or after each tenth, so less than one frame (0.08 s) late.
    const auto seen = sample(testing::clip("iv_car.mp4"), {.frames_per_second = 10, .until_s = 3});
    ASSERT_TRUE(seen.scan);
    ASSERT_GE(seen.seconds.size(), 29u);
    for (std::size_t i = 0; i < seen.seconds.size(); ++i) {
        EXPECT_GE(seen.seconds[i], static_cast<double>(i) * 0.1 - 1e-6) << i;
        EXPECT_LT(seen.seconds[i], static_cast<double>(i) * 0.1 + 0.08) << i;
    }
}

TEST(SampleFrames, KeepsToItsWindowAndItsMost) {
    SEROW_NEEDS_SHARED();
    const auto window = sample(testing::clip("iv_car.mp4"), {.from_s = 2, .until_s = 4.2});
    ASSERT_TRUE(window.scan);
    ASSERT_EQ(window.seconds.size(), 3u);
    EXPECT_NEAR(window.seconds.front(), 2, 0.5);
    const auto few = sample(testing::clip("iv_car.mp4"), {.max_frames = 2});
    EXPECT_EQ(few.scan.value().frames, 2);
    EXPECT_THAT(few.scan.value().warnings, ::testing::Contains(::testing::HasSubstr("first 2")));
}

TEST(SampleFrames, ShrinksAndTurns) {
    SEROW_NEEDS_SHARED();
    const auto seen = sample(testing::bad("video_rotated90.mp4"), {.longest_side = 100});
    ASSERT_TRUE(seen.scan);
    EXPECT_EQ(seen.height, 100);
    EXPECT_LT(seen.width, seen.height);
    EXPECT_LT(seen.scan->width, seen.scan->height);
}

TEST(SampleFrames, ReadsTheContainersAndCodecsOfCameras) {
    SEROW_NEEDS_SHARED();
    for (const auto* name : {"video.MOV", "video.mpg", "video_hevc.mp4", "video_mjpeg.AVI", "video_odd_1frame.mp4",
                             "video_vp8.webm", "video_wmv2.ASF", "avi_named_as.mp4", "mp4_named_as.jpg"}) {
        const auto seen = sample(testing::bad(name));
        EXPECT_TRUE(seen.scan) << name << ": " << (seen.scan ? "" : seen.scan.error().detail);
    }
}

TEST(SampleFrames, ABrokenClipGivesWhatIsLeftOrAReason) {
    SEROW_NEEDS_SHARED();
    EXPECT_TRUE(sample(testing::bad("avi_truncated_half_no_index.AVI")).scan);
    EXPECT_TRUE(sample(testing::bad("avi_bitrot.AVI")).scan);
    EXPECT_EQ(sample(testing::bad("avi_header_only.AVI")).scan.error().code, Code::unreadable);
    EXPECT_EQ(sample(testing::bad("video_truncated_no_moov_or_tail.mp4")).scan.error().code, Code::unreadable);
    EXPECT_EQ(sample(testing::bad("mp4_moov_renamed.mp4")).scan.error().code, Code::unreadable);
    EXPECT_EQ(sample(testing::bad("lfs_pointer.mp4")).scan.error().code, Code::unsupported);
    const auto sound = sample(testing::bad("audio_only.mp4")).scan;
    EXPECT_THAT(sound.error().detail, ::testing::HasSubstr("no video stream"));
}

TEST(SampleFrames, StopsAtItsTimeLimit) {
    SEROW_NEEDS_SHARED();
    const auto seen =
        sample(testing::clip("iv_car.mp4"), {.frames_per_second = 1000, .max_frames = 1 << 20, .time_limit_s = 0});
    EXPECT_EQ(seen.scan.error().code, Code::timeout);
    EXPECT_TRUE(seen.seconds.empty());
}

TEST(SampleFrames, FromMemoryAndFromDiskAreTheSame) {
    SEROW_NEEDS_SHARED();
    const auto bytes = testing::bytes_of(testing::clip("zb_chimp.mp4"));
    std::vector<double> seconds;
    const auto scan = sample_frames(bytes, {}, [&](SampledFrame&& frame) {
        seconds.push_back(frame.second);
        return true;
    });
    ASSERT_TRUE(scan);
    EXPECT_EQ(seconds, sample(testing::clip("zb_chimp.mp4")).seconds);
}

// The pictures of these files at a rate, by second; a millisecond is all that is kept of it.
std::map<double, Image> sampled(const std::filesystem::path& path, double rate) {
    std::map<double, Image> frames;
    sample_frames(path, {.frames_per_second = rate, .longest_side = 200}, [&](SampledFrame&& frame) {
        frames.emplace(std::round(frame.second * 1000) / 1000, std::move(frame.image));
        return true;
    });
    return frames;
}

TEST(FramesAt, EveryFrameThatWasSampledIsFoundAgainPixelByPixel) {
    SEROW_NEEDS_SHARED();
    auto files = testing::files_below(testing::shared() / "media" / "videos");
    // Not video.mpg: few of its packets are dated, and libav's guess depends on where decoding began.
    for (const auto* name : {"video_wmv2.ASF", "video_mjpeg.AVI", "video_rotated90.mp4", "avi_bitrot.AVI"})
        files.push_back(testing::bad(name));
    std::size_t compared = 0;
    for (const auto& path : files)
        for (const double rate : {1.0, 3.0}) {
            // Every other one, so that those between are passed over.
            std::vector<double> seconds;
            const auto frames = sampled(path, rate);
            for (const auto& [second, image] : frames)
                if (seconds.empty() || second > seconds.back() + 1.2 / rate) seconds.push_back(second);
            ASSERT_FALSE(seconds.empty()) << path;
            std::vector<double> found;
            const auto scan = frames_at(path, seconds, 200, [&](SampledFrame&& frame) {
                const auto wished = std::ranges::find_if(
                    seconds, [&](double second) { return std::abs(second - frame.second) <= same_frame_s; });
                EXPECT_NE(wished, seconds.end()) << path << " at " << frame.second;
                if (wished == seconds.end()) return true;
                EXPECT_TRUE(frame.image.rgb == frames.at(*wished).rgb) << path << " at " << *wished;
                found.push_back(*wished);
                return true;
            });
            ASSERT_TRUE(scan) << path << ": " << scan.error().detail;
            EXPECT_EQ(found, seconds) << path << " at " << rate << " a second";
            compared += found.size();
        }
    EXPECT_GT(compared, 100U);
}

TEST(FramesAt, WhatIsNotThereIsPassedOver) {
    SEROW_NEEDS_SHARED();
    // 30 frames a second: there is none at 0.05.
    const auto at = [](std::vector<double> wished) {
        std::vector<double> found;
        const auto scan = frames_at(testing::clip("zb_chimp.mp4"), wished, 100, [&](SampledFrame&& frame) {
            found.push_back(frame.second);
            return true;
        });
        EXPECT_TRUE(scan);
        return found;
    };
    EXPECT_THAT(at({0, 0.05, 0.067, 1000}),
                ::testing::ElementsAre(::testing::DoubleNear(0, 1e-6), ::testing::DoubleNear(2 / 30.0, 1e-3)));
    EXPECT_THAT(at({0.05}), ::testing::IsEmpty());
    const std::vector<double> one{0};
    EXPECT_FALSE(frames_at(testing::bad("audio_only.mp4"), one, 100, [](SampledFrame&&) { return true; }));
}

}  // namespace
}  // namespace serow::media
