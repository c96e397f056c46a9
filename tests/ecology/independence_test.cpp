#include "ecology/independence.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <format>
#include <random>

#include "ecology/golden.h"

namespace serow::ecology::test {
namespace {

using namespace std::chrono_literals;

Record leopard(const std::string& time, int count = 1, const std::string& location = "A") {
    return {location, "Panthera pardus", utc("2024-05-02T" + time), count};
}

std::vector<IndependentEvent> events(const std::vector<Record>& records, Independence rule = {}) {
    return value_or_throw(independent_events(records, rule));
}

TEST(Independence, ALingeringAnimalIsOneEventByLastRecord) {
    const auto found = events({leopard("06:00:00"), leopard("06:20:00"), leopard("06:40:00"), leopard("07:00:00")});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].images, 4U);
    EXPECT_EQ(found[0].span.end, utc("2024-05-02T07:00:00"));
}

TEST(Independence, ALongVisitIsCutByLastIndependentRecord) {
    const auto found = events({leopard("06:00:00"), leopard("06:20:00"), leopard("06:40:00"), leopard("07:00:00")},
                              {30min, Compare::last_independent_record});
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[1].delta, 40min);
    EXPECT_EQ(found[0].images, 2U);
}

TEST(Independence, AGapOfExactlyTheIntervalIsEnough) {
    EXPECT_EQ(events({leopard("06:00:00"), leopard("06:30:00")}).size(), 2U);
    EXPECT_EQ(events({leopard("06:00:00"), leopard("06:29:59")}).size(), 1U);
}

TEST(Independence, EventsCrossMidnight) {
    EXPECT_EQ(events({{"A", "x", utc("2024-05-02T23:50:00"), 1}, {"A", "x", utc("2024-05-03T00:10:00"), 1}}).size(),
              1U);
}

TEST(Independence, SpeciesAndLocationsAreIndependentOfEachOther) {
    auto other = leopard("06:05:00");
    other.taxon = "Naemorhedus griseus";
    EXPECT_EQ(events({leopard("06:00:00"), other, leopard("06:01:00", 1, "B")}).size(), 3U);
}

TEST(Independence, RepeatsOfASecondAddNoImageButTheirCount) {
    auto second = leopard("06:00:00", 3);
    second.time += 400ms;
    const auto found = events({leopard("06:00:00", 2), second, leopard("06:00:01", 1)});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].record, 0U);
    EXPECT_EQ(found[0].images, 2U);
    EXPECT_EQ(found[0].individuals, 3);
}

TEST(Independence, WithoutIntervalEveryRecordCountsAndDeltasAreGaps) {
    for (const auto compare : {Compare::last_record, Compare::last_independent_record}) {
        const auto found = events({leopard("06:00:00"), leopard("06:00:05"), leopard("06:01:05")}, {0min, compare});
        ASSERT_EQ(found.size(), 3U);
        EXPECT_EQ(found[0].delta, 0s);
        EXPECT_EQ(found[1].delta, 5s);
        EXPECT_EQ(found[2].delta, 60s);
    }
}

TEST(Independence, BadInputIsRefused) {
    const std::vector<Record> none{leopard("06:00:00", 0)};
    EXPECT_EQ(independent_events(none).error().code, Code::invalid);
    EXPECT_EQ(independent_events({}, {-1min, Compare::last_record}).error().code, Code::invalid);
    EXPECT_TRUE(independent_events({})->empty());
}

TEST(Independence, OrderOfInputNeverMattersAndLongerIntervalsNeverAddEvents) {
    std::mt19937 random(3);
    std::vector<Record> records;
    for (int i = 0; i < 400; ++i)
        records.push_back({std::string(1, static_cast<char>('A' + random() % 3)), random() % 2 == 0 ? "fox" : "hare",
                           utc("2024-05-02T00:00:00") + std::chrono::seconds{random() % 200000}, 1});
    for (const auto compare : {Compare::last_record, Compare::last_independent_record}) {
        std::size_t before = records.size();
        for (const auto interval : {0min, 1min, 5min, 30min, 60min, 1440min}) {
            const auto found = events(records, {interval, compare});
            EXPECT_LE(found.size(), before);
            before = found.size();
            auto shuffled = records;
            std::ranges::shuffle(shuffled, random);
            const auto again = events(shuffled, {interval, compare});
            ASSERT_EQ(again.size(), found.size());
            for (std::size_t i = 0; i < found.size(); ++i) {
                EXPECT_EQ(again[i].span, found[i].span);
                EXPECT_EQ(again[i].delta, found[i].delta);
            }
        }
    }
}

class IndependenceGolden : public Golden {};

// camtrapR::filterRecordTable: which images begin an event, their delta and their number of images.
void compare_with_camtraps(const std::string& name) {
    std::vector<Record> records;
    std::vector<std::int64_t> ids;
    for (auto& row : golden_table(name + "_records.csv")) {
        records.push_back({row["Station"], row["Species"], utc(row["DateTimeOriginal"]), 1});
        ids.push_back(std::stoll(row["image_id"]));
    }
    int compared = 0;
    for (const auto& [id, one] : golden_cases(name + ".json")) {
        if (!id.starts_with("events/")) continue;
        SCOPED_TRACE(name + " " + id);
        ++compared;
        const auto& params = one.at("params").as_object();
        const Independence rule{
            std::chrono::minutes{params.at("minDeltaTime_minutes").to_number<int>()},
            params.at("deltaTimeComparedTo") == "lastRecord" ? Compare::last_record : Compare::last_independent_record};
        auto found = events(records, rule);
        std::ranges::sort(found, {}, [&](const auto& event) { return ids[event.record]; });
        const auto& expected = one.at("expected").as_object();
        const auto expected_ids = numbers(expected.at("image_id"));
        const auto deltas = numbers(expected.at("delta_time_secs"));
        const auto images = numbers(expected.at("n_images"));
        ASSERT_EQ(found.size(), expected.at("n_events").to_number<std::size_t>());
        for (std::size_t i = 0; i < found.size(); ++i) {
            EXPECT_EQ(static_cast<double>(ids[found[i].record]), expected_ids[i]);
            EXPECT_EQ(static_cast<double>(found[i].delta.count()), deltas[i]);
            EXPECT_EQ(static_cast<double>(found[i].images), images[i]);
        }
    }
    EXPECT_GE(compared, 6);
}

TEST_F(IndependenceGolden, CamtrapRSampleData) {
    compare_with_camtraps("dev_camtrapR");
}
TEST_F(IndependenceGolden, SyntheticStationsWithTwoCameras) {
    compare_with_camtraps("dev_synth");
}

}  // namespace
}  // namespace serow::ecology::test
