#include "ecology/rate.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <limits>

#include "ecology/golden.h"
#include "ecology/species_table.h"

namespace serow::ecology::test {
namespace {

TEST(Rate, IsTheRatioOfSumsNotTheMeanOfRatios) {
    // 2 events in 10 nights and 1 in 90: 3 per 100, while the mean of 20 and 1.1 would be 10.6.
    const auto rate = value_or_throw(capture_rate(std::vector<LocationCount>{{"A", 2, 10}, {"B", 1, 90}}));
    EXPECT_DOUBLE_EQ(rate.per_100_trap_nights, 3);
    EXPECT_DOUBLE_EQ(rate.naive_occupancy, 1);
    EXPECT_DOUBLE_EQ(rate.trap_nights, 100);
}

TEST(Rate, LocationsWithoutEffortAreLeftOut) {
    const auto rate = value_or_throw(capture_rate(std::vector<LocationCount>{{"A", 2, 10}, {"B", 0, 10}, {"C", 5, 0}}));
    EXPECT_DOUBLE_EQ(rate.per_100_trap_nights, 10);
    EXPECT_EQ(rate.locations, 2U);
    EXPECT_DOUBLE_EQ(rate.naive_occupancy, 0.5);
    EXPECT_FALSE(per_100_trap_nights({"C", 5, 0}));
    EXPECT_DOUBLE_EQ(*per_100_trap_nights({"A", 2, 10}), 20);
}

TEST(Rate, NoEffortIsNoRateRatherThanZero) {
    EXPECT_EQ(capture_rate(std::vector<LocationCount>{{"A", 0, 0}}).error().code, Code::invalid);
    EXPECT_EQ(capture_rate({}).error().code, Code::invalid);
}

TEST(Rate, BadNumbersAreRefused) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_FALSE(capture_rate(std::vector<LocationCount>{{"A", -1, 10}}));
    EXPECT_FALSE(capture_rate(std::vector<LocationCount>{{"A", 1, nan}}));
    EXPECT_FALSE(capture_rate(std::vector<LocationCount>{{"A", 1, 10}}, {.replicates = 0}));
    EXPECT_FALSE(capture_rate(std::vector<LocationCount>{{"A", 1, 10}}, {.confidence = 1}));
}

TEST(Rate, OneLocationHasNoInterval) {
    EXPECT_FALSE(value_or_throw(capture_rate(std::vector<LocationCount>{{"A", 2, 10}, {"B", 1, 0}})).interval);
}

TEST(Rate, IntervalOfTwoLocationsIsWorkedByHand) {
    // Resamples are AA (20), AB (10), BB (0) with chances ¼, ½, ¼: the 2.5 % and 97.5 % quantiles are the ends.
    const auto rate = value_or_throw(capture_rate(std::vector<LocationCount>{{"A", 2, 10}, {"B", 0, 10}}));
    ASSERT_TRUE(rate.interval);
    EXPECT_DOUBLE_EQ(rate.interval->low, 0);
    EXPECT_DOUBLE_EQ(rate.interval->high, 20);
    const auto half = value_or_throw(
        capture_rate(std::vector<LocationCount>{{"A", 2, 10}, {"B", 0, 10}}, {.replicates = 4000, .confidence = 0.4}));
    EXPECT_DOUBLE_EQ(half.interval->low, 10) << "the middle 40 % are all AB";
    EXPECT_DOUBLE_EQ(half.interval->high, 10);
}

TEST(Rate, IntervalOfManyEqualEffortsIsNearTheNormalOne) {
    // Poisson-like counts 0…9 at 100 locations of 10 nights: mean 4.5, sd 2.872 (population), so the rate
    // 45 ± 1.96 · 10 · 2.872 / √100 = 45 ± 5.63; bootstrap noise of an end at R = 10 000 is about 0.1.
    std::vector<LocationCount> counts;
    for (int i = 0; i < 100; ++i) counts.push_back({std::to_string(i), static_cast<double>(i % 10), 10});
    const auto rate = value_or_throw(capture_rate(counts, {.replicates = 10000}));
    EXPECT_DOUBLE_EQ(rate.per_100_trap_nights, 45);
    EXPECT_NEAR(rate.interval->low, 45 - 5.63, 0.4);
    EXPECT_NEAR(rate.interval->high, 45 + 5.63, 0.4);
}

TEST(Rate, OrderDoesNotMatterAndTwiceTheEffortHalvesIt) {
    std::vector<LocationCount> counts{{"A", 3, 20}, {"B", 0, 31.5}, {"C", 7, 12}, {"D", 1, 44}};
    const auto rate = value_or_throw(capture_rate(counts));
    auto turned = counts;
    std::ranges::reverse(turned);
    EXPECT_EQ(value_or_throw(capture_rate(turned)).interval->low, rate.interval->low);
    for (auto& count : counts) count.trap_nights *= 2;
    const auto halved = value_or_throw(capture_rate(counts));
    EXPECT_DOUBLE_EQ(halved.per_100_trap_nights, rate.per_100_trap_nights / 2);
    EXPECT_DOUBLE_EQ(halved.interval->high, rate.interval->high / 2);
}

TEST(SpeciesTable, CountsEventsMediaAndIndividuals) {
    const std::vector<Record> records{{"A", "serow", utc("2024-05-02T06:00:00"), 1},
                                      {"A", "serow", utc("2024-05-02T06:10:00"), 3},
                                      {"B", "serow", utc("2024-05-02T06:10:00"), 2},
                                      {"B", "fox", utc("2024-05-02T06:10:00"), 1},
                                      {"X", "fox", utc("2024-05-02T06:10:00"), 1}};
    const std::vector<LocationEffort> effort{{"A", 40}, {"B", 10}, {"C", 50}};
    const auto table = value_or_throw(species_table(records, effort));
    ASSERT_EQ(table.rows.size(), 2U);
    EXPECT_DOUBLE_EQ(table.trap_nights, 100);
    EXPECT_EQ(table.rows[0].taxon, "fox") << "as many events: by name";
    EXPECT_EQ(table.rows[0].events, 2U);
    EXPECT_DOUBLE_EQ(table.rows[0].rate.per_100_trap_nights, 1) << "X has no effort";
    EXPECT_EQ(table.rows[1].media, 3U);
    EXPECT_EQ(table.rows[1].events, 2U);
    EXPECT_EQ(table.rows[1].individuals, 5U);
    EXPECT_DOUBLE_EQ(table.rows[1].rate.per_100_trap_nights, 2);
    EXPECT_DOUBLE_EQ(table.rows[1].rate.naive_occupancy, 2.0 / 3);
    EXPECT_EQ(table.without_effort, std::vector<std::string>{"X"});
}

TEST(SpeciesTable, RefusesALocationListedTwiceAndNoEffort) {
    const std::vector<Record> records{{"A", "serow", utc("2024-05-02T06:00:00"), 1}};
    EXPECT_FALSE(species_table(records, std::vector<LocationEffort>{{"A", 1}, {"A", 2}}));
    EXPECT_FALSE(species_table(records, std::vector<LocationEffort>{}));
    EXPECT_TRUE(value_or_throw(species_table({}, std::vector<LocationEffort>{{"A", 1}})).rows.empty());
}

class RateGolden : public Golden {};

// camtrapR::surveyReport: events, stations, rate and naive occupancy of each species.
void compare_with_report(const std::string& name, const std::string& report, const Independence& rule) {
    std::vector<Record> records;
    for (auto& row : golden_table(name + "_records.csv"))
        records.push_back({row["Station"], row["Species"], utc(row["DateTimeOriginal"]), 1});
    const auto expected = golden_cases(name + ".json").at(report).at("expected").as_object();
    const auto& stations = expected.at("survey_dates").at("Station").as_array();
    const auto nights = numbers(expected.at("survey_dates").at("n_trap_nights_active"));
    std::vector<LocationEffort> effort;
    for (std::size_t i = 0; i < stations.size(); ++i)
        effort.push_back({std::string(stations[i].as_string()), nights[i]});

    const auto table = value_or_throw(species_table(records, effort, rule));
    const auto& species = expected.at("species").as_array();
    ASSERT_EQ(table.rows.size(), species.size());
    for (std::size_t i = 0; i < species.size(); ++i) {
        const auto row = std::ranges::find(table.rows, std::string(species[i].as_string()), &SpeciesRow::taxon);
        ASSERT_NE(row, table.rows.end());
        EXPECT_EQ(static_cast<double>(row->events), numbers(expected.at("n_events"))[i]);
        EXPECT_EQ(static_cast<double>(row->rate.locations_detected), numbers(expected.at("n_stations"))[i]);
        const double rai = numbers(expected.at("RAI_per_100"))[i];
        EXPECT_NEAR(row->rate.per_100_trap_nights, rai, 1e-5 * rai) << row->taxon;
        EXPECT_NEAR(row->rate.naive_occupancy, numbers(expected.at("naive_occupancy"))[i], 1e-12);
    }
}

TEST_F(RateGolden, SurveyReportOfTheSampleData) {
    compare_with_report("dev_camtrapR", "survey-report", {std::chrono::minutes{0}, Compare::last_record});
}

TEST_F(RateGolden, SurveyReportOfIndependentEvents) {
    compare_with_report("dev_synth", "survey-report/30min-lastIndependent",
                        {std::chrono::minutes{30}, Compare::last_independent_record});
}

}  // namespace
}  // namespace serow::ecology::test
