// Which videos are played as the camera wrote them.
#include "media/playback.h"

#include <gtest/gtest.h>

#include "media/shared.h"

namespace serow::media {
namespace {

Facts clip() {
    Facts facts;
    facts.type = {Kind::video, "video/mp4", true};
    facts.codec = "h264";
    facts.pixel_format = "yuv420p";
    facts.index_first = true;
    facts.width = 1920;
    facts.height = 1080;
    facts.frame_rate = 30;
    facts.duration_s = 60;
    return facts;
}
constexpr std::uint64_t megabyte = 1'000'000;

TEST(WhyAProxy, PlainFilesArePlayedAsTheyAre) {
    struct Row {
        const char* what;
        void (*change)(Facts&);
        std::uint64_t bytes;
    };
    const Row rows[] = {
        {"60 s at 8 Mbit a second", [](Facts&) {}, 60 * megabyte},
        {"with AAC", [](Facts& f) { f.sound_codec = "aac"; }, megabyte},
        {"full range", [](Facts& f) { f.pixel_format = "yuvj420p"; }, megabyte},
        {"upright telephone", [](Facts& f) { std::swap(f.width, f.height); }, megabyte},
        {"59.94 and 60 frames a second", [](Facts& f) { f.frame_rate = 60.02; }, megabyte},
        {"small, whatever its duration", [](Facts& f) { f.duration_s = 0; }, 4'194'304},
        {"no frame rate told", [](Facts& f) { f.frame_rate = 0; }, megabyte},
    };
    for (const auto& row : rows) {
        auto facts = clip();
        row.change(facts);
        EXPECT_EQ(why_a_proxy(facts, row.bytes), std::nullopt) << row.what;
    }
}

TEST(WhyAProxy, OthersSayWhatIsInTheWay) {
    struct Row {
        const char* why;
        void (*change)(Facts&);
        std::uint64_t bytes;
    };
    const Row rows[] = {
        {"the container video/x-msvideo", [](Facts& f) { f.type.mediatype = "video/x-msvideo"; }, megabyte},
        {"the container video/quicktime", [](Facts& f) { f.type.mediatype = "video/quicktime"; }, megabyte},
        {"the codec hevc", [](Facts& f) { f.codec = "hevc"; }, megabyte},
        {"the codec mjpeg", [](Facts& f) { f.codec = "mjpeg"; }, megabyte},
        {"pixels as yuv420p10le", [](Facts& f) { f.pixel_format = "yuv420p10le"; }, megabyte},
        {"pixels as yuv422p", [](Facts& f) { f.pixel_format = "yuv422p"; }, megabyte},
        {"pixels as nobody knows", [](Facts& f) { f.pixel_format.clear(); }, megabyte},
        {"the sound's codec pcm_s16le", [](Facts& f) { f.sound_codec = "pcm_s16le"; }, megabyte},
        {"its index behind the frames", [](Facts& f) { f.index_first = false; }, megabyte},
        {"frames of 3840 × 2160 pixels", [](Facts& f) { f.width = 3840, f.height = 2160; }, megabyte},
        {"120 frames a second", [](Facts& f) { f.frame_rate = 120; }, megabyte},
        // 61 MB in 60 s are 8.13 Mbit a second.
        {"8 Mbit a second", [](Facts&) {}, 61 * megabyte},
        {"an unknown duration", [](Facts& f) { f.duration_s = 0; }, 4'194'305},
    };
    for (const auto& row : rows) {
        auto facts = clip();
        row.change(facts);
        EXPECT_EQ(why_a_proxy(facts, row.bytes), row.why);
    }
}

TEST(WhyAProxy, RealClipsByWhatTheyAre) {
    SEROW_NEEDS_SHARED();
    const auto why = [](const std::filesystem::path& path) {
        return why_a_proxy(read_facts(path).value(), std::filesystem::file_size(path));
    };
    EXPECT_EQ(why(testing::clip("zt_00.AVI")), "the container video/x-msvideo");
    EXPECT_EQ(why(testing::bad("video.MOV")), "the container video/quicktime");
    EXPECT_EQ(why(testing::bad("video_hevc.mp4")), "the codec hevc");
}

}  // namespace
}  // namespace serow::media
