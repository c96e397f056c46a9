#include "earth/clock_correction.h"

#include <gtest/gtest.h>

#include <vector>

namespace serow::earth {
namespace {

using namespace std::chrono_literals;

CameraTime clock_shown(std::string_view text) {
    return parse_camera_time(text).value();
}
std::string right(std::string_view text, const std::vector<ClockCorrection>& corrections) {
    return to_text(corrected(clock_shown(text), corrections));
}
ClockCorrection offset(milliseconds by) {
    return {CorrectionKind::offset, by, {}, {}, 0, {}};
}
ClockCorrection drift(std::string_view shown1, std::string_view right1, std::string_view shown2,
                      std::string_view right2) {
    return {CorrectionKind::drift,
            {},
            {ReferencePoint{clock_shown(shown1), clock_shown(right1)},
             ReferencePoint{clock_shown(shown2), clock_shown(right2)}},
            {},
            0,
            {}};
}
ClockCorrection swap_at(std::string_view set_at) {
    return {CorrectionKind::day_month_swap, {}, {}, clock_shown(set_at), 0, {}};
}
ClockCorrection years(int by, std::string_view set_at) {
    return {CorrectionKind::year_fix, {}, {}, clock_shown(set_at), by, {}};
}
ClockCorrection stayed_on(std::chrono::minutes utc_offset) {
    return {CorrectionKind::summer_time, {}, {}, {}, 0, utc_offset};
}

TEST(ClockCorrection, WithoutAnyTheClockIsBelieved) {
    EXPECT_EQ(right("2024-05-02T06:10:00", {}), "2024-05-02T06:10:00");
}

TEST(ClockCorrection, AnOffsetIsAddedEverywhere) {
    EXPECT_EQ(right("2024-05-02T06:10:00", {offset(-5min)}), "2024-05-02T06:05:00");
    EXPECT_EQ(right("2024-12-31T18:00:00", {offset(12h)}), "2025-01-01T06:00:00");
}

TEST(ClockCorrection, ADriftGrowsEvenlyBetweenAndBeyondItsTwoPoints) {
    // Set right on 1 May, 10 minutes slow on 11 May: a minute a day.
    const auto slow = drift("2024-05-01T12:00:00", "2024-05-01T12:00:00", "2024-05-11T12:00:00", "2024-05-11T12:10:00");
    EXPECT_EQ(right("2024-05-01T12:00:00", {slow}), "2024-05-01T12:00:00");
    EXPECT_EQ(right("2024-05-06T12:00:00", {slow}), "2024-05-06T12:05:00");
    EXPECT_EQ(right("2024-05-11T12:00:00", {slow}), "2024-05-11T12:10:00");
    EXPECT_EQ(right("2024-05-21T12:00:00", {slow}), "2024-05-21T12:20:00");
    EXPECT_EQ(right("2024-04-26T12:00:00", {slow}), "2024-04-26T11:55:00");
    // The order of the two points does not matter.
    const auto turned =
        drift("2024-05-11T12:00:00", "2024-05-11T12:10:00", "2024-05-01T12:00:00", "2024-05-01T12:00:00");
    EXPECT_EQ(right("2024-05-06T12:00:00", {turned}), "2024-05-06T12:05:00");
}

TEST(ClockCorrection, DayAndMonthExchangedAtSettingShiftEveryDateByTheSameDays) {
    // 6 May was entered as 5 June: 30 days late. On 8 June the clock shows what is 9 May.
    const auto swapped = swap_at("2024-06-05T09:00:00");
    EXPECT_EQ(right("2024-06-05T09:00:00", {swapped}), "2024-05-06T09:00:00");
    EXPECT_EQ(right("2024-06-08T21:30:00", {swapped}), "2024-05-09T21:30:00");
    EXPECT_EQ(right("2024-07-01T00:00:00", {swapped}), "2024-06-01T00:00:00");
}

TEST(ClockCorrection, AYearFixCountsTheDaysFromWhereTheClockWasSet) {
    // A clock fell back to 1 January 2019 when its batteries were changed on 1 January 2024.
    const auto fixed = years(5, "2019-01-01T00:00:00");
    EXPECT_EQ(right("2019-01-01T08:00:00", {fixed}), "2024-01-01T08:00:00");
    // 59 days later it shows 1 March; in the leap year 2024 that is 29 February.
    EXPECT_EQ(right("2019-03-01T08:00:00", {fixed}), "2024-02-29T08:00:00");
    EXPECT_EQ(right("2020-02-29T08:00:00", {years(1, "2020-02-29T00:00:00")}), "2021-03-01T08:00:00");
    EXPECT_EQ(right("2099-05-01T08:00:00", {years(-75, "2099-05-01T08:00:00")}), "2024-05-01T08:00:00");
}

TEST(ClockCorrection, AClockThatStayedOnSummerTimeIsReadByThatOffsetAllTheTime) {
    const auto berlin = value_or_throw(find_zone("Europe/Berlin"));
    const std::vector<ClockCorrection> stayed{stayed_on(2h)};
    // On 27 October 2024 Berlin's clocks went back; the camera's did not.
    EXPECT_EQ(to_text(to_instant(clock_shown("2024-10-26T12:00:00"), berlin, stayed)), "2024-10-26T10:00:00Z");
    EXPECT_EQ(to_text(to_instant(clock_shown("2024-10-28T12:00:00"), berlin, stayed)), "2024-10-28T10:00:00Z");
    EXPECT_EQ(to_text(to_instant(clock_shown("2024-10-28T12:00:00"), berlin)), "2024-10-28T11:00:00Z");
    // Both passes of the repeated hour are told apart.
    EXPECT_EQ(to_text(to_instant(clock_shown("2024-10-27T02:30:00"), berlin, stayed)), "2024-10-27T00:30:00Z");
    EXPECT_EQ(to_text(to_instant(clock_shown("2024-10-27T03:30:00"), berlin, stayed)), "2024-10-27T01:30:00Z");
}

TEST(ClockCorrection, SeveralAreAppliedInTheirOrder) {
    // First the year, then what a watch in the picture said of the mended clock.
    const std::vector<ClockCorrection> both{years(5, "2019-01-01T00:00:00"), offset(-7min)};
    EXPECT_EQ(right("2019-01-01T08:00:00", both), "2024-01-01T07:53:00");
    const auto utc = Zone();
    EXPECT_EQ(to_text(to_instant(clock_shown("2019-01-01T08:00:00"), utc, both)), "2024-01-01T07:53:00Z");
}

TEST(ClockCorrection, WordsAreThoseOfTheInterface) {
    for (const auto kind : {CorrectionKind::offset, CorrectionKind::drift, CorrectionKind::summer_time,
                            CorrectionKind::day_month_swap, CorrectionKind::year_fix})
        EXPECT_EQ(parse_correction_kind(word(kind)), kind);
    EXPECT_EQ(word(CorrectionKind::summer_time), "summerTime");
    EXPECT_FALSE(parse_correction_kind("summer_time"));
}

TEST(ClockCorrection, WhatMakesNoSenseIsRefused) {
    auto half = drift("2024-05-01T12:00:00", "2024-05-01T12:00:00", "2024-05-11T12:00:00", "2024-05-11T12:10:00");
    half.references[1].reset();
    ClockCorrection no_date{CorrectionKind::year_fix, {}, {}, {}, 2, {}};
    const std::vector<ClockCorrection> bad{
        offset(0ms),
        offset(std::chrono::hours(24 * 40'000)),
        half,
        drift("2024-05-01T12:00:00", "2024-05-01T12:00:00", "2024-05-01T12:30:00", "2024-05-01T12:31:00"),
        drift("2024-05-01T12:00:00", "2024-05-09T12:00:00", "2024-05-11T12:00:00", "2024-05-01T12:00:00"),
        drift("2024-05-01T12:00:00", "2024-05-01T12:00:00", "2024-05-02T12:00:00", "2024-06-02T12:00:00"),
        swap_at("2024-06-13T09:00:00"),
        swap_at("2024-06-06T09:00:00"),
        years(0, "2019-01-01T00:00:00"),
        years(500, "2019-01-01T00:00:00"),
        no_date,
        stayed_on(15h)};
    for (const auto& one : bad) {
        const auto refused = check(one);
        ASSERT_FALSE(refused) << word(one.kind);
        EXPECT_EQ(refused.error().code, Code::invalid);
        EXPECT_GT(refused.error().detail.size(), 10U);
    }
    EXPECT_TRUE(check(offset(-1ms)));
    EXPECT_TRUE(check(swap_at("2024-06-12T09:00:00")));
    EXPECT_TRUE(check(stayed_on(-210min)));
}

}  // namespace
}  // namespace serow::earth
