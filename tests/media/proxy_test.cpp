// Videos made again as browsers play them: the same pictures at the same seconds, whatever the camera wrote.
#include "media/proxy.h"

#include <gmock/gmock.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cmath>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>

#include "media/facts.h"
#include "media/playback.h"
#include "media/shared.h"
#include "media/video.h"

namespace serow::media {
namespace {

namespace fs = std::filesystem;

class MakeProxy : public ::testing::Test {
protected:
    void SetUp() override {
        SEROW_NEEDS_SHARED();
        fs::create_directories(folder);
    }
    void TearDown() override { fs::remove_all(folder); }
    Result<Proxy> make(const fs::path& from) const { return make_proxy(from, to); }

    fs::path folder = fs::temp_directory_path() / ("serow-proxy-" + std::to_string(::getpid()));
    fs::path to = folder / "made.mp4";
};

// The mean of each of 4 × 3 parts of the picture.
std::vector<double> coarse(const Image& image) {
    std::vector<double> sums(12);
    std::vector<double> counts(12);
    for (int y = 0; y < image.height; ++y)
        for (int x = 0; x < image.width; ++x) {
            const auto part = static_cast<std::size_t>(y * 3 / image.height * 4 + x * 4 / image.width);
            for (int c = 0; c < 3; ++c) sums[part] += image.row(y)[x * 3 + c];
            counts[part] += 3;
        }
    for (std::size_t i = 0; i < 12; ++i) sums[i] /= counts[i];
    return sums;
}
std::vector<SampledFrame> frames_of(const fs::path& path) {
    std::vector<SampledFrame> frames;
    const auto scan = sample_frames(path, {.longest_side = 320, .max_frames = 20}, [&](SampledFrame&& frame) {
        frames.push_back(std::move(frame));
        return true;
    });
    EXPECT_TRUE(scan) << path << ": " << (scan ? "" : scan.error().detail);
    return frames;
}

// Pictures of the same, whatever their sizes.
void expect_alike(const Image& one, const Image& other) {
    const auto a = coarse(one);
    const auto b = coarse(other);
    for (std::size_t i = 0; i < a.size(); ++i) EXPECT_NEAR(a[i], b[i], 6) << "part " << i;
}

TEST_F(MakeProxy, OfWhateverACameraWroteIsPlayedByBrowsers) {
    const fs::path originals[] = {
        testing::clip("zt_00.AVI"),       testing::clip("sdzg198_EK000015.AVI"), testing::clip("zt_06.MP4"),
        testing::bad("video.MOV"),        testing::bad("video_hevc.mp4"),        testing::bad("video_mjpeg.AVI"),
        testing::bad("video.mpg"),        testing::bad("video_vp8.webm"),        testing::bad("video_wmv2.ASF"),
        testing::bad("avi_named_as.mp4"), testing::bad("video_odd_1frame.mp4"),  testing::bad("mp4_named_as.jpg")};
    for (const auto& original : originals) {
        SCOPED_TRACE(original.filename().string());
        const auto made = make(original);
        ASSERT_TRUE(made) << made.error().detail;
        const auto facts = read_facts(to).value();
        EXPECT_EQ(why_a_proxy(facts, fs::file_size(to)), std::nullopt);
        EXPECT_EQ(facts.type.mediatype, "video/mp4");
        EXPECT_TRUE(facts.index_first);
        EXPECT_LE(std::max(facts.width, facts.height), 1280);
        EXPECT_EQ(facts.frame_count, made->frames);
        const auto before = read_facts(original).value();
        EXPECT_NEAR(static_cast<double>(facts.width) / facts.height, static_cast<double>(before.width) / before.height,
                    0.05);
        // Of 25 frames a second and more the sums agree to one frame.
        if (before.duration_s > 0) {
            EXPECT_NEAR(facts.duration_s, before.duration_s, 0.15);
        }
    }
}

TEST_F(MakeProxy, ShowsTheSamePicturesAtTheSameSeconds) {
    for (const auto* name : {"iv_car.mp4", "sdzg198_EK000015.AVI", "zb_chimp.mp4", "sw_v2.mp4"}) {
        SCOPED_TRACE(name);
        ASSERT_TRUE(make(testing::clip(name)));
        const auto before = frames_of(testing::clip(name));
        const auto after = frames_of(to);
        ASSERT_GE(after.size() + 1, before.size());
        // A keyframe within half a second of the whole one may have been taken in either: compare where both are near.
        int compared = 0;
        for (const auto& one : before)
            for (const auto& other : after) {
                if (std::abs(one.second - other.second) > 0.05) continue;
                ++compared;
                expect_alike(one.image, other.image);
            }
        EXPECT_GE(2 * compared, std::ssize(before)) << "most of them were near";
    }
}

TEST_F(MakeProxy, OfTheFirstFrameIsAtSecondZero) {
    ASSERT_TRUE(make(testing::clip("iv_car.mp4")));
    EXPECT_NEAR(frames_of(to).front().second, 0, 1e-9);
}

TEST_F(MakeProxy, KeepsTheSound) {
    const auto made = make(testing::clip("iv_car.mp4"));
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_TRUE(made->has_sound);
    EXPECT_THAT(made->warnings, ::testing::IsEmpty());
    EXPECT_EQ(read_facts(to).value().sound_codec, "aac");
}

TEST_F(MakeProxy, StandsUprightWhereTheOriginalDoes) {
    const auto original = testing::bad("video_rotated90.mp4");
    ASSERT_TRUE(make(original));
    const auto before = read_facts(original).value();
    const auto after = read_facts(to).value();
    EXPECT_LT(before.width, before.height);
    EXPECT_EQ(after.width, before.width);
    EXPECT_EQ(after.height, before.height);
    const auto original_frame = frames_of(original).front();
    const auto frame = frames_of(to).front();
    EXPECT_LT(frame.image.width, frame.image.height);
    expect_alike(original_frame.image, frame.image);
    const auto parts = coarse(original_frame.image);
    EXPECT_GT(std::abs(parts.front() - parts.back()), 12) << "upside down it would be another picture";
}

TEST_F(MakeProxy, OfTheSameVideoHasTheSameBytes) {
    ASSERT_TRUE(make(testing::clip("zt_00.AVI")));
    const auto first = testing::bytes_of(to);
    ASSERT_TRUE(make(testing::clip("zt_00.AVI")));
    EXPECT_EQ(testing::bytes_of(to), first);
}

TEST_F(MakeProxy, OfWhatIsNoVideoOrCannotBeDecodedSaysWhy) {
    const auto code = [&](const fs::path& path) { return make(path).error().code; };
    EXPECT_EQ(code(testing::photo("buow_00_IMG_0708.JPG")), Code::unsupported);
    EXPECT_EQ(code(testing::bad("avi_header_only.AVI")), Code::unreadable);
    EXPECT_EQ(code(testing::bad("video_truncated_no_moov_or_tail.mp4")), Code::unreadable);
    EXPECT_EQ(code(testing::bad("audio_only.mp4")), Code::unreadable);
}

TEST_F(MakeProxy, OfATruncatedVideoShowsWhatIsLeft) {
    const auto made = make(testing::bad("avi_truncated_half_no_index.AVI"));
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_GT(made->frames, 0);
    EXPECT_EQ(why_a_proxy(read_facts(to).value(), fs::file_size(to)), std::nullopt);
}

TEST_F(MakeProxy, StopsAtItsTimeLimit) {
    EXPECT_EQ(make_proxy(testing::clip("iv_car.mp4"), to, {.time_limit_s = 0}).error().code, Code::timeout);
    EXPECT_FALSE(fs::exists(to)) << "it is over before anything is written";
    // Of 20 seconds of pictures; whether it passes while they are read or while they are encoded is the machine's.
    EXPECT_EQ(make_proxy(testing::clip("iv_car.mp4"), to, {.time_limit_s = 0.05}).error().code, Code::timeout);
}

TEST_F(MakeProxy, ThatCannotBeWrittenSaysSo) {
    const auto made = make_proxy(testing::clip("zt_00.AVI"), "/dev/full");
    ASSERT_FALSE(made);
    EXPECT_EQ(made.error().code, Code::storage_full) << made.error().detail;
    EXPECT_FALSE(make_proxy(testing::clip("zt_00.AVI"), folder / "no" / "such" / "folder.mp4"));
}

TEST_F(MakeProxy, OfEveryBrokenFileIsAVideoOrAReason) {
    std::map<std::string, int> tally;
    for (const auto& path : testing::files_below(testing::shared() / "bad")) {
        if (sniff_file(path).kind != Kind::video) continue;
        SCOPED_TRACE(path.filename().string());
        const auto made = make_proxy(path, to, {.time_limit_s = 60});
        std::string line = "made";
        if (made) {
            const auto facts = read_facts(to);
            ASSERT_TRUE(facts) << facts.error().detail;
            EXPECT_EQ(why_a_proxy(*facts, fs::file_size(to)), std::nullopt);
            EXPECT_TRUE(sample_frames(to, {.max_frames = 1}, [](SampledFrame&&) { return true; }));
        } else {
            EXPECT_FALSE(made.error().detail.empty());
            line = facts_of(made.error().code).word;
        }
        ++tally[line];
        EXPECT_NE(line, "internal") << made.error().detail;
        if (std::getenv("SEROW_TEST_VERBOSE")) {
            std::cout << path.filename().string() << " — " << line << " " << (made ? "" : made.error().detail) << "\n";
            if (made)
                for (const auto& warning : made->warnings) std::cout << "    " << warning << "\n";
        }
    }
    for (const auto& [line, files] : tally) std::cout << files << "  " << line << "\n";
    EXPECT_GE(tally["made"], 10);
}

TEST_F(MakeProxy, OfEveryRealVideoIsMade) {
    int made = 0;
    for (const auto& path : testing::files_below(testing::shared() / "media" / "videos")) {
        SCOPED_TRACE(path.filename().string());
        const auto proxy = make(path);
        ASSERT_TRUE(proxy) << proxy.error().detail;
        EXPECT_EQ(why_a_proxy(read_facts(to).value(), fs::file_size(to)), std::nullopt);
        ++made;
    }
    EXPECT_EQ(made, 18);
}

TEST(NoProxyEncoder, IsSaidNowhereThatDebianIsInstalled) {
    EXPECT_FALSE(no_proxy_encoder());
}

}  // namespace
}  // namespace serow::media
