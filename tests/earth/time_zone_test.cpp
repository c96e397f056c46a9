#include "earth/time_zone.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace serow::earth {
namespace {

using namespace std::chrono_literals;

Zone zone(std::string_view name) {
    return value_or_throw(find_zone(name));
}
CameraTime shown(std::string_view text) {
    return parse_camera_time(text).value();
}
std::string utc(std::string_view local, std::string_view name, milliseconds clock_offset = 0ms) {
    return to_text(to_instant(shown(local), zone(name), clock_offset));
}

TEST(TimeZone, ShanghaiIsEightHoursAheadOfUtc) {
    EXPECT_EQ(utc("2024-05-02T06:10:00", "Asia/Shanghai"), "2024-05-01T22:10:00Z");
}

TEST(TimeZone, BerlinHasSummerAndWinterTime) {
    EXPECT_EQ(utc("2024-07-01T12:00:00", "Europe/Berlin"), "2024-07-01T10:00:00Z");
    EXPECT_EQ(utc("2024-01-01T12:00:00", "Europe/Berlin"), "2024-01-01T11:00:00Z");
}

TEST(TimeZone, ClockCorrectionIsAddedToWhatTheClockShowed) {
    EXPECT_EQ(utc("2024-05-02T06:10:00", "Asia/Shanghai", -5min), "2024-05-01T22:05:00Z");
    EXPECT_EQ(utc("2019-01-01T00:00:00", "UTC", 24h * 365), "2020-01-01T00:00:00Z");
}

TEST(TimeZone, CorrectionAcrossTheSummerTimeChangeUsesTheCorrectedHour) {
    // The clock was a day slow: what it showed at 30 March, 12:00 was 31 March, after the change.
    EXPECT_EQ(utc("2024-03-30T12:00:00", "Europe/Berlin", 24h), "2024-03-31T10:00:00Z");
}

TEST(TimeZone, RepeatedHourOfAutumnMeansItsFirstPass) {
    EXPECT_EQ(utc("2024-10-27T02:30:00", "Europe/Berlin"), "2024-10-27T00:30:00Z");  // still summer time
    EXPECT_EQ(utc("2024-10-27T03:00:00", "Europe/Berlin"), "2024-10-27T02:00:00Z");
}

TEST(TimeZone, SkippedHourOfSpringIsReadByTheOldClock) {
    // 02:30 does not exist; by the clock of before it is 01:30 UTC, when the new clock shows 03:30.
    EXPECT_EQ(utc("2024-03-31T02:30:00", "Europe/Berlin"), "2024-03-31T01:30:00Z");
    EXPECT_EQ(to_text(to_camera_time(parse_instant("2024-03-31T01:30:00Z").value(), zone("Europe/Berlin"))),
              "2024-03-31T03:30:00");
}

TEST(TimeZone, FixedOffsetsNeverChange) {
    EXPECT_EQ(utc("2024-01-01T12:00:00", "+02:00"), "2024-01-01T10:00:00Z");
    EXPECT_EQ(utc("2024-07-01T12:00:00", "+02:00"), "2024-07-01T10:00:00Z");
    EXPECT_EQ(utc("2024-07-01T12:00:00", "-0330"), "2024-07-01T15:30:00Z");
    EXPECT_EQ(zone("+8").name(), "+08:00");
    EXPECT_EQ(zone("+00:00").name(), "UTC");
}

TEST(TimeZone, UnknownNamesAreRefusedWithAnExample) {
    for (const std::string_view name : {"", "Mars/Olympus", "Asia/shanghai", "+", "+99", "+08:60", "+15:00", "+080",
                                        "8", "+08:0", "-3:30", "../../etc/passwd"}) {
        const auto found = find_zone(name);
        ASSERT_FALSE(found) << name;
        EXPECT_EQ(found.error().code, Code::invalid) << name;
        EXPECT_NE(found.error().detail.find("Asia/Shanghai"), std::string::npos);
    }
}

TEST(TimeZone, EveryNameOnOfferIsFoundAgain) {
    const auto names = zone_names();
    ASSERT_GT(names.size(), 300U);
    EXPECT_TRUE(std::ranges::is_sorted(names));
    for (const auto& name : names) EXPECT_TRUE(find_zone(zone(name).name())) << name;
    EXPECT_TRUE(std::ranges::binary_search(names, "Asia/Kuala_Lumpur"));
}

TEST(TimeZone, LocalTimeAndBackIsTheSameMoment) {
    const auto berlin = zone("Europe/Berlin");
    const auto start = parse_instant("2024-01-01T00:00:00Z").value();
    for (int hour = 0; hour < 366 * 24; ++hour) {
        const auto instant = start + std::chrono::hours{hour};
        if (instant == parse_instant("2024-10-27T01:00:00Z").value()) continue;  // the second pass of that hour
        ASSERT_EQ(to_instant(to_camera_time(instant, berlin), berlin), instant) << to_text(instant);
    }
}

TEST(TimeZone, WrittenFormCarriesTheOffset) {
    const auto instant = parse_instant("2024-05-01T22:10:00.999Z").value();
    EXPECT_EQ(text_with_offset(instant, offset_minutes(instant, zone("Asia/Shanghai"))), "2024-05-02T06:10:00+08:00");
    EXPECT_EQ(text_with_offset(instant, offset_minutes(instant, zone("Asia/Kathmandu"))), "2024-05-02T03:55:00+05:45");
    EXPECT_EQ(text_with_offset(instant, offset_minutes(instant, zone("America/St_Johns"))),
              "2024-05-01T19:40:00-02:30");
    EXPECT_EQ(text_with_offset(instant, 0), "2024-05-01T22:10:00+00:00");
    EXPECT_EQ(text_with_offset(parse_instant("1969-12-31T23:59:59.500Z").value(), 0), "1969-12-31T23:59:59+00:00");
}

}  // namespace
}  // namespace serow::earth
