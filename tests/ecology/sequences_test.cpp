#include "ecology/sequences.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace serow::ecology {
namespace {

using namespace std::chrono_literals;
using testing::ElementsAre;

const Instant t0 = parse_instant("2024-05-02T06:10:00Z").value();

std::vector<std::size_t> events_of(const std::vector<Instant>& media, milliseconds gap = 120s) {
    return group_into_events(media, gap).event_of;
}

TEST(Sequences, ABurstIsOneEvent) {
    EXPECT_THAT(events_of({t0, t0, t0 + 1s}), ElementsAre(0, 0, 0));
}

TEST(Sequences, AGapOfExactlyTwoMinutesStillJoins) {
    EXPECT_THAT(events_of({t0, t0 + 120s}), ElementsAre(0, 0));
    EXPECT_THAT(events_of({t0, t0 + 120s + 1ms}), ElementsAre(0, 1));
}

TEST(Sequences, TheGapCountsFromTheLastMediumNotTheFirst) {
    EXPECT_THAT(events_of({t0, t0 + 100s, t0 + 200s, t0 + 300s}), ElementsAre(0, 0, 0, 0));
}

TEST(Sequences, AVideoLastsUntilItsEnd) {
    const std::vector<Interval> media{{t0, t0 + 60s}, {t0 + 170s, t0 + 170s}};
    const auto grouped = group_into_events(media);
    EXPECT_THAT(grouped.event_of, ElementsAre(0, 0));
    EXPECT_THAT(grouped.events, ElementsAre(Interval{t0, t0 + 170s}));
}

TEST(Sequences, ALongVideoCoversShorterMediaWithinIt) {
    const std::vector<Interval> media{{t0, t0 + 600s}, {t0 + 10s, t0 + 20s}, {t0 + 650s, t0 + 650s}};
    EXPECT_THAT(group_into_events(media).event_of, ElementsAre(0, 0, 0));
}

TEST(Sequences, UnsortedMediaAreGroupedByTime) {
    EXPECT_THAT(events_of({t0 + 10h, t0, t0 + 10h + 5s, t0 + 30s}), ElementsAre(1, 0, 1, 0));
}

TEST(Sequences, NoMediaNoEvents) {
    EXPECT_TRUE(group_into_events(std::span<const Instant>{}).events.empty());
}

TEST(Sequences, OrderOfInputNeverMatters) {
    std::mt19937 random(7);
    std::vector<Instant> media;
    for (int i = 0; i < 500; ++i) media.push_back(t0 + std::chrono::seconds{random() % 40000});
    auto shuffled = media;
    std::ranges::shuffle(shuffled, random);
    EXPECT_EQ(group_into_events(media).events, group_into_events(shuffled).events);
}

TEST(Sequences, AWiderGapNeverMakesMoreEvents) {
    std::mt19937 random(11);
    std::vector<Instant> media;
    for (int i = 0; i < 300; ++i) media.push_back(t0 + std::chrono::seconds{random() % 40000});
    std::size_t before = media.size();
    for (const auto gap : {0s, 30s, 60s, 120s, 600s, 3600s}) {
        const std::size_t now = group_into_events(media, gap).events.size();
        EXPECT_LE(now, before);
        before = now;
    }
}

}  // namespace
}  // namespace serow::ecology
