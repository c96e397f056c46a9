#include "ecology/effort_gaps.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "ecology/effort_gap_signs.h"
#include "ecology/faulty_cameras.h"
#include "ecology/golden.h"

namespace serow::ecology::test {
namespace {

using camtrap::FailureReason;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

Instant may(int day, int hour = 12, int minute = 0) {
    return utc("2024-05-01T00:00:00") + std::chrono::days(day - 1) + std::chrono::hours(hour) +
           std::chrono::minutes(minute);
}

FileSign file(Instant taken) {
    FileSign sign;
    sign.taken = taken;
    sign.bytes = 2'000'000;
    sign.light = camtrap::Light::colour;
    sign.brightness = 110;
    sign.contrast = 40;
    return sign;
}

// May and June; a visit at 5 in the morning and one late in the evening, not to the minute, of every day from the first
// to `last`, but those from `from` to `to`.
EffortEvidence season(int from = 0, int to = -1, int last = 61) {
    EffortEvidence evidence;
    evidence.deployment = "ridge-7";
    evidence.span = {may(1, 0), may(62, 0)};
    evidence.bounds_known = true;
    for (int day = 1; day <= last; ++day) {
        if (day >= from && day <= to) continue;
        evidence.files.push_back(file(may(day, 5, day * 7 % 60)));
        evidence.files.push_back(file(may(day, 21, day * 11 % 60)));
    }
    return evidence;
}

Neighbour busy() {
    Neighbour neighbour{{may(1, 0), may(62, 0)}, {}};
    for (int day = 1; day <= 61; ++day)
        for (const int hour : {4, 13, 22}) neighbour.files.push_back(may(day, hour, day * 13 % 60));
    return neighbour;
}

EffortExamination examined(const EffortEvidence& evidence) {
    return value_or_throw(examine_effort(evidence));
}

TEST(EffortGaps, AQuietCameraIsLeftAlone) {
    EXPECT_THAT(examined(season()).proposals, IsEmpty());
    EXPECT_EQ(examined(season()).visits, 122U);
    EXPECT_EQ(examined(season()).reason, "");
}

TEST(EffortGaps, TenSilentDaysBetweenTwoVisitsADayAreProposedFromTheLastFileToTheNext) {
    auto evidence = season(20, 29);
    evidence.neighbours = {busy()};
    const auto found = examined(evidence).proposals;
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].span.start, may(19, 21, 19 * 11 % 60));
    EXPECT_EQ(found[0].span.end, may(30, 5, 30 * 7 % 60));
    EXPECT_EQ(found[0].sign, FailureSign::silence);
    EXPECT_EQ(found[0].reason, FailureReason::other);
    EXPECT_FALSE(found[0].to_the_end);
    EXPECT_EQ(found[0].neighbours, 1);
    EXPECT_GT(found[0].confidence, 0.9);
    EXPECT_THAT(found[0].evidence, HasSubstr("No file for 248 h"));  // 19 May 21:29 to 30 May 5:30
}

TEST(EffortGaps, WhenNeighboursAreSilentTooItIsTheSeason) {
    auto evidence = season(20, 29);
    auto neighbour = busy();
    std::erase_if(neighbour.files, [](Instant t) { return t > may(20, 0) && t < may(30, 0); });
    evidence.neighbours = {neighbour};
    EXPECT_THAT(examined(evidence).proposals, IsEmpty());
}

TEST(EffortGaps, ANeighbourThatIsKnownToHaveFailedSaysNothingOfTheSeason) {
    auto evidence = season(20, 29);
    auto neighbour = busy();
    std::erase_if(neighbour.files, [](Instant t) { return t > may(19, 0) && t < may(31, 0); });
    neighbour.failures = {{may(19, 0), may(31, 0)}};  // one flood took both
    evidence.neighbours = {neighbour};
    const auto found = examined(evidence).proposals;
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_LE(found[0].confidence, 0.9);  // as where there is no neighbour
    EXPECT_FALSE(found[0].neighbours);
}

TEST(EffortGaps, AFailureThatIsRecordedTwiceIsTakenOffOnce) {
    auto evidence = season(20, 35);
    evidence.neighbours = {busy()};
    evidence.known = {{may(20, 0), may(25, 0)}, {may(20, 0), may(25, 0)}};
    const auto found = examined(evidence).proposals;
    ASSERT_THAT(found, SizeIs(1));
    // 19 May 21:29 to 5 June 5:12 are 391.7 h, of which five days are recorded.
    EXPECT_THAT(found[0].evidence, HasSubstr("No file for 272 h"));
}

TEST(EffortGaps, WithoutNeighboursOneIsLessSure) {
    const auto found = examined(season(20, 29)).proposals;
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_LE(found[0].confidence, 0.9);
    EXPECT_FALSE(found[0].neighbours);
}

TEST(EffortGaps, TwoFailuresDoNotHideEachOther) {
    auto evidence = season(20, 29);
    std::erase_if(evidence.files, [](const FileSign& f) { return f.taken > may(45, 0) && f.taken < may(55, 0); });
    EXPECT_THAT(examined(evidence).proposals, SizeIs(2));
}

TEST(EffortGaps, SilenceToTheEndIsOneOnlyWhereTheEndIsKnown) {
    auto evidence = season(0, -1, 40);
    const auto found = examined(evidence).proposals;
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_TRUE(found[0].to_the_end);
    EXPECT_EQ(found[0].span.end, may(62, 0));
    evidence.bounds_known = false;
    EXPECT_THAT(examined(evidence).proposals, IsEmpty());
}

TEST(EffortGaps, TheEndIsOnePlaceWhileAGapBetweenVisitsIsTheLongestOfMany) {
    // 26 June 21:27 to 1 July: 98.55 h, and 13 stretches before it with 106 visits; their number hardly varies, so that
    // the dispersion is the least, 0.02: 2 · (1 + 0.02 · 8.154)^−50 = 2 · 0.000524.
    const auto found = examined(season(0, -1, 57)).proposals;
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_TRUE(found[0].to_the_end);
    EXPECT_NEAR(*found[0].expected_visits, 106.0 / 13, 1e-9);
    EXPECT_NEAR(*found[0].p_value, 0.0010486, 1e-7);
    EXPECT_NEAR(found[0].confidence, 0.9, 1e-9);  // no neighbour
    // A longer one between visits is one of a hundred: those figures there, 1 − exp(−114 / 1.163 · 0.000524), are 0.05.
    EXPECT_THAT(examined(season(27, 30)).proposals, IsEmpty());
}

TEST(EffortGaps, QuietSpellsThatAreNoFailuresAreTimeInWhichTheCameraWorked) {
    // Four days with two visits each, eight without, and so on: 42 visits. With all other spells left out 16 were to be
    // expected in 8.3 days; with them 42 · 8.3 / (61 − 8.3) = 6.6, of which none comes with 42 / 2.3 · 2.3^−5 = 0.28 at
    // the usual dispersion.
    auto evidence = season();
    std::erase_if(evidence.files, [](const FileSign& f) {
        return std::chrono::floor<std::chrono::days>(f.taken - may(1, 0)).count() % 12 >= 4;
    });
    EXPECT_EQ(examined(evidence).visits, 42U);
    EXPECT_THAT(examined(evidence).proposals, IsEmpty());
}

TEST(EffortGaps, ManyNeighboursSayMoreOfTheSeasonThanOneBusyOne) {
    // 20 visits of one are worth 20 / (1 + 0.2 · 20) = 4, held against 1 / 0.2 = 5 for "as usual".
    EXPECT_DOUBLE_EQ(life_seen(0, 20, 1), 5.0 / 9);
    EXPECT_DOUBLE_EQ(life_seen(40, 20, 1), (4 * 2 + 5) / 9.0);
    EXPECT_DOUBLE_EQ(life_seen(0, 80, 4), 5.0 / 21);  // four of them: 16
    EXPECT_DOUBLE_EQ(life_seen(30, 30, 3), 1);
    EXPECT_DOUBLE_EQ(life_seen(0, 2.9, 3), 1);  // too few were to be expected
    EXPECT_DOUBLE_EQ(life_seen(0, 0, 0), 1);
}

TEST(EffortGaps, AFallenVoltageSaysBatteryAndAFullCardSaysCard) {
    auto flat = season(0, -1, 40);
    for (std::size_t i = 0; i < flat.files.size(); ++i)
        flat.files[i].battery_v = 9.0 - 2.0 * static_cast<double>(i) / static_cast<double>(flat.files.size() - 1);
    auto found = examined(flat).proposals;
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].reason, FailureReason::batteryEmpty);
    EXPECT_DOUBLE_EQ(*found[0].volts_first, 9);
    EXPECT_DOUBLE_EQ(*found[0].volts_last, 7);

    auto full = season(0, -1, 40);
    for (auto& f : full.files) f.bytes = 99'000'000;  // 80 of them: 7.92 GB
    found = examined(full).proposals;
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].reason, FailureReason::cardFull);
    EXPECT_EQ(found[0].card_gb, 8);
    // A healthy camera whose files happen to fill a card is left alone.
    auto healthy = season();
    for (auto& f : healthy.files) f.bytes = 65'000'000;
    EXPECT_THAT(examined(healthy).proposals, IsEmpty());
}

TEST(EffortGaps, ATimetableThatIsNotKeptIsAFailureAndOneThatIsKeptExcusesSilence) {
    EffortEvidence evidence;
    evidence.span = {may(1, 0), may(62, 0)};
    evidence.bounds_known = true;
    for (int day = 1; day <= 61; ++day)
        if (day < 30 || day > 33) evidence.files.push_back(file(may(day, 12)));
    auto found = examined(evidence).proposals;
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].sign, FailureSign::missed_shot);
    EXPECT_EQ(found[0].span.start, may(29, 12));
    EXPECT_EQ(found[0].span.end, may(34, 12));
    EXPECT_EQ(found[0].frames, 4);
    EXPECT_DOUBLE_EQ(*found[0].usual_h, 24);
    // No animal for weeks, but the noon picture came every day.
    EffortEvidence kept = evidence;
    for (int day = 30; day <= 33; ++day) kept.files.push_back(file(may(day, 12)));
    for (int day = 1; day <= 20; ++day) kept.files.push_back(file(may(day, 5, day)));
    EXPECT_THAT(examined(kept).proposals, IsEmpty());
}

TEST(EffortGaps, ATimetableOfDaylightIsKeptThroughTheNights) {
    EffortEvidence evidence;
    evidence.span = {may(1, 0), may(62, 0)};
    evidence.bounds_known = true;
    for (int day = 1; day <= 61; ++day)
        for (int hour = 6; hour <= 18; ++hour) evidence.files.push_back(file(may(day, hour)));
    EXPECT_THAT(examined(evidence).proposals, IsEmpty());
    // Two days without: 13 pictures each, and none for the nights beside them.
    std::erase_if(evidence.files, [](const FileSign& f) { return f.taken > may(20, 0) && f.taken < may(22, 0); });
    const auto found = examined(evidence).proposals;
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].frames, 26);
    EXPECT_EQ(found[0].span.start, may(19, 18));
    EXPECT_EQ(found[0].span.end, may(22, 6));
    // What of it is recorded is no longer missing.
    evidence.known = {{may(20, 0), may(22, 0)}};
    EXPECT_THAT(examined(evidence).proposals, IsEmpty());
}

TEST(EffortGaps, FramesWithoutAnythingOnThemAreProposedAsObstructed) {
    for (const auto& [brightness, contrast] : {std::pair(2.0, 1.0), std::pair(254.0, 0.5), std::pair(90.0, 3.0)}) {
        auto evidence = season();
        for (auto& f : evidence.files)
            if (f.taken > may(40, 0) && f.taken < may(50, 0)) {
                f.brightness = brightness;
                f.contrast = contrast;
            }
        const auto found = examined(evidence).proposals;
        ASSERT_THAT(found, SizeIs(1));
        EXPECT_EQ(found[0].sign, FailureSign::nothing_seen);
        EXPECT_EQ(found[0].reason, FailureReason::obstructed);
        EXPECT_EQ(found[0].frames, 20);
        EXPECT_EQ(found[0].span.start, may(39, 21, 39 * 11 % 60));
        EXPECT_EQ(found[0].span.end, may(50, 5, 50 * 7 % 60));
    }
}

TEST(EffortGaps, AFewDarkFramesAreNoFailure) {
    auto evidence = season();
    for (std::size_t i = 0; i < evidence.files.size(); i += 7) evidence.files[i].brightness = 1;
    for (std::size_t i = 51; i < 55; ++i) evidence.files[i].contrast = 0;
    EXPECT_THAT(examined(evidence).proposals, IsEmpty());
}

// A view with its edges in some of the fields.
std::vector<std::uint8_t> view(int which, int noise) {
    std::vector<std::uint8_t> fields(288);
    for (int i = 0; i < 288; ++i)
        fields[static_cast<std::size_t>(i)] =
            static_cast<std::uint8_t>((i * (which == 0 ? 37 : 101) + (which == 0 ? 5 : 77)) % 199 + i * noise % 23);
    return fields;
}

TEST(EffortGaps, AnotherViewIsProposedUntilTheOldOneComesBack) {
    auto evidence = season();
    int noise = 0;
    for (auto& f : evidence.files) f.view = view(f.taken > may(30, 0) && f.taken < may(50, 0) ? 1 : 0, ++noise);
    auto found = examined(evidence).proposals;
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_EQ(found[0].sign, FailureSign::other_view);
    EXPECT_EQ(found[0].reason, FailureReason::viewShifted);
    EXPECT_EQ(found[0].span.start, may(29, 21, 29 * 11 % 60));
    EXPECT_EQ(found[0].span.end, may(50, 5, 50 * 7 % 60));
    EXPECT_EQ(found[0].frames, 40);

    for (auto& f : evidence.files) f.view = view(f.taken > may(30, 0) ? 1 : 0, ++noise);
    found = examined(evidence).proposals;
    ASSERT_THAT(found, SizeIs(1));
    EXPECT_TRUE(found[0].to_the_end);
}

TEST(EffortGaps, NightIsComparedWithNight) {
    // In infrared the same place has other edges: that is no other view.
    auto evidence = season();
    int noise = 0;
    for (std::size_t i = 0; i < evidence.files.size(); ++i) {
        evidence.files[i].light = i % 2 == 0 ? camtrap::Light::colour : camtrap::Light::infrared;
        evidence.files[i].view = view(i % 2 == 0 ? 0 : 1, ++noise);
    }
    EXPECT_THAT(examined(evidence).proposals, IsEmpty());
    // Leaves that changed the view by day alone, while by night it stayed, are none either.
    for (std::size_t i = 60; i < evidence.files.size(); i += 2) evidence.files[i].view = view(1, ++noise);
    EXPECT_THAT(examined(evidence).proposals, IsEmpty());
}

TEST(EffortGaps, TooFewFilesAreToldNotGuessed) {
    EffortEvidence evidence;
    evidence.span = {may(1, 0), may(62, 0)};
    evidence.bounds_known = true;
    EXPECT_THAT(examined(evidence).reason, HasSubstr("0 visits"));
    for (int day = 1; day <= 11; ++day) evidence.files.push_back(file(may(day, 5, day * 5)));
    EXPECT_THAT(examined(evidence).reason, HasSubstr("11 visits of half an hour; at least 12"));
    EXPECT_THAT(examined(evidence).proposals, IsEmpty());
    evidence.files.front().contrast.reset();
    EXPECT_EQ(examined(evidence).unmeasured, 1U);
}

TEST(EffortGaps, FilesInAnyOrderAndOutsideTheDeploymentChangeNothing) {
    auto evidence = season(20, 29);
    evidence.neighbours = {busy()};
    const auto first = examined(evidence).proposals;
    std::ranges::reverse(evidence.files);
    std::swap(evidence.files[3], evidence.files[60]);
    evidence.files.push_back(file(may(1, 0) - std::chrono::days(400)));
    evidence.files.push_back(file(may(400)));
    const auto second = examined(evidence).proposals;
    ASSERT_THAT(first, SizeIs(1));
    ASSERT_THAT(second, SizeIs(1));
    EXPECT_EQ(first[0].span, second[0].span);
    EXPECT_EQ(first[0].evidence, second[0].evidence);
}

TEST(EffortGaps, WhatIsRecordedAlreadyIsNoTimeInWhichToExpectFiles) {
    auto evidence = season(20, 29);
    evidence.known = {{may(19, 23), may(30, 4)}};
    EXPECT_THAT(examined(evidence).proposals, IsEmpty());
}

TEST(EffortGaps, ADeploymentThatEndsBeforeItStartsIsNamed) {
    auto evidence = season();
    std::swap(evidence.span.start, evidence.span.end);
    const auto refused = examine_effort(evidence);
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::invalid);
    EXPECT_THAT(refused.error().detail, HasSubstr("ridge-7"));
}

TEST(EffortGaps, BelievesOneCameraInTwentyBeforeItSeesFiles) {
    EXPECT_DOUBLE_EQ(failed_given(1), 0.05);
    EXPECT_NEAR(failed_given(0.05), 0.5128, 1e-4);  // 0.05 / (0.05 + 0.95 · 0.05)
    EXPECT_NEAR(failed_given(0.002), 0.9634, 1e-4);
}

// The bench measures more of them, with their kinds apart (bench/README.md).
TEST(EffortGaps, OfMadeUpCamerasMostFailuresAreFoundAndHealthyOnesLeftAlone) {
    std::mt19937_64 random(7);
    int found = 0, asked = 0, quiet = 0;
    for (int i = 0; i < 60; ++i) {
        const auto fault =
            std::array{CameraFault::outage,  CameraFault::died,   CameraFault::filled,
                       CameraFault::covered, CameraFault::turned, CameraFault::dozed}[static_cast<std::size_t>(i) % 6];
        const auto camera = faulty_camera(random, fault);
        if (camera.visits_expected < 15) continue;
        ++asked;
        found += right_proposal(examined(camera.evidence), camera) != nullptr ? 1 : 0;
    }
    for (int i = 0; i < 40; ++i)
        quiet += examined(faulty_camera(random, CameraFault::none).evidence).proposals.empty() ? 1 : 0;
    EXPECT_GE(found, asked * 8 / 10) << asked;
    EXPECT_GE(quiet, 38);
}

}  // namespace
}  // namespace serow::ecology::test
