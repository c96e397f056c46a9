#include "ecology/clock_doctor.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ecology/faulty_clocks.h"

namespace serow::ecology::test {
namespace {

using camtrap::Light;
using std::chrono::hours;
using std::chrono::minutes;
using testing::HasSubstr;

const earth::Point changqing{33.6, 107.7};  // the sun is highest near 12:49 of China's clock

// One frame an hour at half past, for ten days: infrared while the sun is below the horizon.
std::vector<LightFrame> hourly(const earth::Point& point, const std::string& from, minutes wrong_by = minutes(0)) {
    const auto start = parse_instant(from).value() + minutes(30);
    std::vector<LightFrame> frames;
    for (int i = 0; i < 240; ++i) {
        const auto taken = start + hours(i);
        frames.push_back(
            {taken + wrong_by, earth::sun_altitude_deg(taken, point) < 0 ? Light::infrared : Light::colour});
    }
    return frames;
}

ClockDiagnosis examine(const std::vector<LightFrame>& frames, const earth::Point& point = changqing) {
    return value_or_throw(examine_clock(frames, point));
}

TEST(ClockDoctor, HasNothingToSayOfAClockThatIsRight) {
    const auto diagnosis = examine(hourly(changqing, "2024-05-01T00:00:00Z"));
    EXPECT_EQ(diagnosis.verdict, ClockVerdict::healthy);
    EXPECT_EQ(diagnosis.shift, minutes(0));
    EXPECT_FALSE(diagnosis.fault);
    EXPECT_GT(diagnosis.confidence, 0.9);
    EXPECT_EQ(diagnosis.agreement_before, diagnosis.agreement_after);
}

TEST(ClockDoctor, NamesTheShiftThatMendsAClockLeftOnUTC) {
    // Read as China's time, what a clock on UTC shows lies 8 hours too early.
    const auto diagnosis = examine(hourly(changqing, "2024-05-01T00:00:00Z", hours(-8)));
    ASSERT_EQ(diagnosis.verdict, ClockVerdict::fault);
    EXPECT_EQ(diagnosis.shift, hours(8));
    EXPECT_EQ(diagnosis.fault, ClockFault::whole_hours);
    EXPECT_GT(diagnosis.confidence, 0.9);
    EXPECT_GT(diagnosis.agreement_after, 0.95);
    EXPECT_LT(diagnosis.agreement_before, 0.6);
}

TEST(ClockDoctor, TellsNoonFromMidnight) {
    for (const auto wrong_by : {hours(12), hours(-12)}) {
        const auto diagnosis = examine(hourly(changqing, "2024-11-01T00:00:00Z", wrong_by));
        ASSERT_EQ(diagnosis.verdict, ClockVerdict::fault);
        EXPECT_EQ(diagnosis.fault, ClockFault::twelve_hours);
        EXPECT_EQ(diagnosis.shift, hours(12));
    }
}

TEST(ClockDoctor, ACameraThatTurnsToInfraredEarlyIsNotOneWithAWrongClock) {
    // Under dense canopy the change comes with the sun still 7° high: dawn later, dusk earlier, by the same half hour.
    std::vector<LightFrame> frames;
    const auto start = parse_instant("2024-05-01T00:00:00Z").value();
    for (int i = 0; i < 480; ++i) {
        const auto taken = start + minutes(30 * i);
        frames.push_back({taken, earth::sun_altitude_deg(taken, changqing) < 7 ? Light::infrared : Light::colour});
    }
    const auto diagnosis = examine(frames);
    EXPECT_EQ(diagnosis.verdict, ClockVerdict::healthy);
    EXPECT_NEAR(diagnosis.switch_altitude_deg, 7, 1.5);
}

TEST(ClockDoctor, CannotTellOnPolarDays) {
    const earth::Point varanger{70.4, 30};
    auto frames = hourly(varanger, "2024-06-15T00:00:00Z");
    auto diagnosis = examine(frames, varanger);
    EXPECT_EQ(diagnosis.verdict, ClockVerdict::cannot_tell);
    EXPECT_THAT(diagnosis.reason, HasSubstr("0 frames are infrared"));
    // Nor where some frames are taken for infrared ones all the same.
    for (std::size_t i = 0; i < frames.size(); i += 17) frames[i].light = Light::infrared;
    diagnosis = examine(frames, varanger);
    EXPECT_EQ(diagnosis.verdict, ClockVerdict::cannot_tell) << diagnosis.shift;
    EXPECT_FALSE(diagnosis.reason.empty());
}

TEST(ClockDoctor, CannotTellFromFramesOfNoonAndMidnightAlone) {
    std::vector<LightFrame> frames;
    const auto noon = parse_instant("2024-05-01T05:00:00Z").value();
    for (int day = 0; day < 30; ++day) {
        frames.push_back({noon + hours(24 * day), Light::colour});
        frames.push_back({noon + hours(24 * day + 12), Light::infrared});
    }
    // Any clock within some hours fits: no proposal, whichever of the two words is used.
    EXPECT_NE(examine(frames).verdict, ClockVerdict::fault);
}

TEST(ClockDoctor, CannotTellFromOneBurst) {
    std::vector<LightFrame> frames;
    const auto noon = parse_instant("2024-05-01T05:00:00Z").value();
    for (int i = 0; i < 100; ++i) frames.push_back({noon + std::chrono::seconds(i), Light::colour});
    const auto diagnosis = examine(frames);
    EXPECT_EQ(diagnosis.verdict, ClockVerdict::cannot_tell);
    EXPECT_EQ(diagnosis.colour, 100U);
    EXPECT_EQ(diagnosis.independent, 1U);
    EXPECT_THAT(diagnosis.reason, HasSubstr("1 independent"));
    EXPECT_EQ(examine({}).verdict, ClockVerdict::cannot_tell);
}

TEST(ClockDoctor, SaysSoWhereNoShiftExplainsTheFrames) {
    auto frames = hourly(changqing, "2024-05-01T00:00:00Z");
    for (std::size_t i = 0; i < frames.size(); i += 2)
        frames[i].light = frames[i].light == Light::colour ? Light::infrared : Light::colour;
    const auto diagnosis = examine(frames);
    EXPECT_EQ(diagnosis.verdict, ClockVerdict::cannot_tell);
    EXPECT_THAT(diagnosis.reason, HasSubstr("even the best shift"));
}

TEST(ClockDoctor, TheOrderOfTheFramesDoesNotMatter) {
    auto frames = hourly(changqing, "2024-05-01T00:00:00Z", hours(3));
    const auto straight = examine(frames);
    std::ranges::reverse(frames);
    const auto reversed = examine(frames);
    EXPECT_EQ(straight.shift, hours(-3));
    EXPECT_EQ(reversed.shift, straight.shift);
    EXPECT_DOUBLE_EQ(reversed.confidence, straight.confidence);
}

TEST(ClockDoctor, RefusesAPointThatIsNoneOnEarth) {
    for (const auto& point : {earth::Point{91, 0}, earth::Point{0, 181}, earth::Point{std::nan(""), 0}})
        EXPECT_EQ(examine_clock({}, point).error().code, Code::invalid);
}

// The measure in small; bench/clock_doctor_bench.cpp has it in full.
TEST(ClockDoctor, MendsNineteenOfTwentyFaultsAndLeavesHealthyClocksAlone) {
    std::mt19937_64 random(7);
    int faults = 0, mended = 0, healthy = 0, left_alone = 0;
    for (const auto fault : {Fault::none, Fault::hours, Fault::minutes, Fault::zone, Fault::twelve})
        for (int i = 0; i < 60; ++i) {
            const auto clock = faulty_clock(random, fault, i % 2 == 0 ? 60 : 150);
            if (clock.rarer_light < 6) continue;  // a polar day, say: no evidence
            const auto diagnosis = examine(clock.frames, clock.point);
            if (fault == Fault::none) {
                ++healthy;
                left_alone += diagnosis.verdict == ClockVerdict::fault ? 0 : 1;
            } else {
                ++faults;
                mended += mends(diagnosis, clock) ? 1 : 0;
            }
        }
    ASSERT_GT(faults, 200);
    ASSERT_GT(healthy, 50);
    EXPECT_GE(mended, 0.95 * faults);
    EXPECT_GE(left_alone, 0.98 * healthy);
}

}  // namespace
}  // namespace serow::ecology::test
