// EXIF that Serow writes is EXIF that Serow, like anybody, can read.
#include "media/stamp.h"

#include <gmock/gmock.h>

#include "media/decode.h"
#include "media/drawn.h"
#include "media/facts.h"

namespace serow::media {
namespace {

using ::testing::HasSubstr;

Stamp stamp() {
    return {.taken = *parse_camera_time("2024-05-01T06:40:07"),
            .make = "Serow",
            .model = "rendered scene",
            .description = "Drawn by a program",
            .software = "Serow 0.1",
            .offset_minutes = {}};
}

TEST(Stamp, WhatIsWrittenIsReadBack) {
    const auto facts = value_or_throw(read_facts(value_or_throw(stamp_exif(testing::drawn_jpeg(), stamp()))));
    ASSERT_TRUE(facts.camera_time);
    EXPECT_EQ(to_text(*facts.camera_time), "2024-05-01T06:40:07");
    EXPECT_EQ(facts.camera_time_source, "exif");
    EXPECT_EQ(facts.make, "Serow");
    EXPECT_EQ(facts.model, "rendered scene");
    EXPECT_EQ(facts.firmware, "Serow 0.1");
    EXPECT_FALSE(facts.offset_minutes);
    EXPECT_EQ(facts.width, 64);
    EXPECT_EQ(facts.height, 48);
    EXPECT_THAT(facts.exif_json, HasSubstr(R"("ImageDescription":"Drawn by a program")"));
    EXPECT_THAT(facts.exif_json, HasSubstr(R"("DateTimeDigitized":"2024:05:01 06:40:07")"));
    EXPECT_TRUE(facts.warnings.empty());
}

TEST(Stamp, MillisecondsAndOffsetsAreKept) {
    auto exact = stamp();
    exact.taken = *parse_camera_time("2024-05-01T23:59:59.045");
    for (const int offset : {480, -210, 0, 840}) {
        exact.offset_minutes = offset;
        const auto facts = value_or_throw(read_facts(value_or_throw(stamp_exif(testing::drawn_jpeg(), exact))));
        ASSERT_TRUE(facts.camera_time);
        EXPECT_EQ(to_text(*facts.camera_time), "2024-05-01T23:59:59.045");
        EXPECT_EQ(facts.offset_minutes, offset);
    }
}

TEST(Stamp, NoPixelChanges) {
    const auto before = testing::drawn_jpeg();
    const auto after = value_or_throw(stamp_exif(before, stamp()));
    EXPECT_NE(before, after);
    EXPECT_EQ(value_or_throw(decode_image(before)).image.rgb, value_or_throw(decode_image(after)).image.rgb);
}

TEST(Stamp, TheSameInputGivesTheSameBytes) {
    EXPECT_EQ(value_or_throw(stamp_exif(testing::drawn_jpeg(), stamp())),
              value_or_throw(stamp_exif(testing::drawn_jpeg(), stamp())));
}

TEST(Stamp, AStampReplacesTheOneBefore) {
    auto later = stamp();
    later.taken = *parse_camera_time("2025-01-02T03:04:05");
    later.offset_minutes = -60;
    auto earlier = stamp();
    earlier.offset_minutes = 60;
    const auto once = value_or_throw(stamp_exif(testing::drawn_jpeg(), later));
    const auto twice = value_or_throw(stamp_exif(value_or_throw(stamp_exif(testing::drawn_jpeg(), earlier)), later));
    const auto facts = value_or_throw(read_facts(twice));
    ASSERT_TRUE(facts.camera_time);
    EXPECT_EQ(to_text(*facts.camera_time), "2025-01-02T03:04:05");
    EXPECT_EQ(facts.offset_minutes, -60);
    EXPECT_EQ(once.size(), twice.size());
}

TEST(Stamp, BytesThatAreNoJpegAreRefused) {
    const std::vector<std::byte> nothing;
    const std::vector<std::byte> zeros(100);
    EXPECT_EQ(stamp_exif(nothing, stamp()).error().code, Code::unsupported);
    EXPECT_EQ(stamp_exif(zeros, stamp()).error().code, Code::unsupported);
    // A head without a picture behind it.
    const auto whole = testing::drawn_jpeg();
    const auto cut = stamp_exif(std::span(whole).first(4), stamp());
    ASSERT_FALSE(cut);
    EXPECT_EQ(cut.error().code, Code::unreadable);
}

TEST(Stamp, ValuesThatExifCannotKeepAreRefused) {
    const auto code_of_stamp = [](auto&& change) {
        auto bad = stamp();
        change(bad);
        const auto result = stamp_exif(testing::drawn_jpeg(), bad);
        return result ? std::string("accepted") : std::string(facts_of(result.error().code).word);
    };
    EXPECT_EQ(code_of_stamp([](Stamp& s) { s.make = std::string(1001, 'x'); }), "invalid");
    EXPECT_EQ(code_of_stamp([](Stamp& s) { s.make = std::string(1000, 'x'); }), "accepted");
    EXPECT_EQ(code_of_stamp([](Stamp& s) { s.description = "caf\xC3\xA9"; }), "invalid");
    EXPECT_EQ(code_of_stamp([](Stamp& s) { s.model = "a\nb"; }), "invalid");
    EXPECT_EQ(code_of_stamp([](Stamp& s) { s.offset_minutes = 841; }), "invalid");
    EXPECT_EQ(code_of_stamp([](Stamp& s) { s.taken = std::chrono::local_days{std::chrono::year{10000} / 1 / 1}; }),
              "invalid");
}

}  // namespace
}  // namespace serow::media
