#include "ecology/effort.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>

#include "ecology/golden.h"

namespace serow::ecology::test {
namespace {

using testing::HasSubstr;

Interval days(const std::string& from, const std::string& to) {
    const auto moment = [](const std::string& text) { return utc(text.size() > 10 ? text : text + "T00:00:00"); };
    return {moment(from), moment(to)};
}

double nights(const std::vector<Interval>& failures, std::optional<Interval> window = {}) {
    return value_or_throw(trap_nights({"d1", "A", days("2024-05-01", "2024-05-11"), failures}, window));
}

TEST(Effort, TenDaysAreTenTrapNights) {
    EXPECT_DOUBLE_EQ(nights({}), 10);
}

TEST(Effort, PartsOfDaysCount) {
    EXPECT_DOUBLE_EQ(value_or_throw(trap_nights({"d", "A", days("2024-05-01T18:00:00", "2024-05-02T06:00:00"), {}})),
                     0.5);
}

TEST(Effort, FailuresAreTakenOffOnce) {
    EXPECT_DOUBLE_EQ(nights({days("2024-05-03", "2024-05-05")}), 8);
    EXPECT_DOUBLE_EQ(nights({days("2024-05-04", "2024-05-06"), days("2024-05-03", "2024-05-05")}), 7);
    EXPECT_DOUBLE_EQ(nights({days("2024-05-03", "2024-05-09"), days("2024-05-04", "2024-05-05")}), 4);
}

TEST(Effort, FailuresBeyondTheDeploymentTakeOffOnlyWhatLiesWithin) {
    EXPECT_DOUBLE_EQ(nights({days("2024-04-01", "2024-05-02"), days("2024-05-10", "2024-07-01")}), 8);
    EXPECT_DOUBLE_EQ(nights({days("2023-01-01", "2023-02-01")}), 10);
    EXPECT_DOUBLE_EQ(nights({days("2024-01-01", "2025-01-01")}), 0);
}

TEST(Effort, TheOrderOfFailuresAndOfCamerasDoesNotMatter) {
    std::vector<Interval> failures{days("2024-05-03", "2024-05-05"), days("2024-05-02T12:00:00", "2024-05-03T06:00:00"),
                                   days("2024-05-04", "2024-05-04T12:00:00"), days("2024-05-09", "2024-06-01")};
    std::ranges::sort(failures, {}, [](const Interval& i) { return std::pair(i.start, i.end); });
    do EXPECT_DOUBLE_EQ(nights(failures), 5.5);  // 10 − 2.5 (2 May 12:00 to 5 May 0:00) − 2 (9 and 10 May)
    while (
        std::ranges::next_permutation(failures, {}, [](const Interval& i) { return std::pair(i.start, i.end); }).found);
}

TEST(Effort, TwoHalvesEqualTheWhole) {
    const std::vector<Interval> failures{days("2024-05-03", "2024-05-05"), days("2024-05-04", "2024-05-08T09:00:00")};
    const double whole = nights(failures);
    EXPECT_DOUBLE_EQ(whole, 4.625);  // 10 − 5 days 9 h
    for (int hour = 1; hour < 240; ++hour) {
        const auto middle = utc("2024-05-01T00:00:00") + std::chrono::hours(hour);
        const Interval first{utc("2024-05-01T00:00:00"), middle};
        const Interval second{middle, utc("2024-05-11T00:00:00")};
        // The deployment seen through two windows that meet, and as two deployments with the same failures.
        EXPECT_NEAR(nights(failures, first) + nights(failures, second), whole, 1e-9) << hour;
        EXPECT_NEAR(value_or_throw(trap_nights({"a", "A", first, failures})) +
                        value_or_throw(trap_nights({"b", "A", second, failures})),
                    whole, 1e-9)
            << hour;
    }
    // A failure in two pieces that meet is the same failure.
    EXPECT_DOUBLE_EQ(nights({days("2024-05-03", "2024-05-05"), days("2024-05-05", "2024-05-08T09:00:00")}), whole);
}

TEST(Effort, AWindowCutsDeploymentAndFailures) {
    EXPECT_DOUBLE_EQ(nights({}, days("2024-05-09", "2024-06-01")), 2);
    EXPECT_DOUBLE_EQ(nights({days("2024-05-08", "2024-05-10")}, days("2024-05-09", "2024-06-01")), 1);
    EXPECT_DOUBLE_EQ(nights({}, days("2025-01-01", "2025-02-01")), 0);
}

TEST(Effort, TwoCamerasAtALocationAddUp) {
    const std::vector<Operation> operations{{"d2", "B", days("2024-05-01", "2024-05-03"), {}},
                                            {"d1", "A", days("2024-05-01", "2024-05-11"), {}},
                                            {"d3", "A", days("2024-05-01", "2024-05-06"), {}}};
    const auto efforts = value_or_throw(effort_by_location(operations));
    ASSERT_EQ(efforts.size(), 2U);
    EXPECT_EQ(efforts[0].location, "A");
    EXPECT_DOUBLE_EQ(efforts[0].trap_nights, 15);
    EXPECT_DOUBLE_EQ(efforts[1].trap_nights, 2);
}

TEST(Effort, TimesThatRunBackwardsAreNamed) {
    for (const auto& span : {days("2024-05-11", "2024-05-01"), days("2024-05-01", "2024-05-01")}) {
        const auto refused = trap_nights({"ridge-7", "A", span, {}});
        ASSERT_FALSE(refused);
        EXPECT_EQ(refused.error().code, Code::invalid);
        EXPECT_THAT(refused.error().detail, HasSubstr("ridge-7"));
    }
    EXPECT_THAT(
        trap_nights({"d", "A", days("2024-05-01", "2024-05-11"), {days("2024-05-05", "2024-05-04")}}).error().detail,
        HasSubstr("failure"));
}

class EffortGolden : public Golden {};

// Row sums of camtrapR's camera operation matrix: its cells are rounded to 4 decimals, 53 days at most.
void compare_rows(const json::object& expected, const std::map<std::string, double>& ours) {
    const auto& rows = expected.at("rows").as_array();
    ASSERT_EQ(rows.size(), ours.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        double sum = 0;
        for (const auto& cell : expected.at("values").at(i).as_array())
            if (!cell.is_null()) sum += cell.to_number<double>();
        const std::string name(rows[i].as_string());
        ASSERT_TRUE(ours.contains(name)) << name;
        EXPECT_NEAR(ours.at(name), sum, 0.003) << name;
    }
}

TEST_F(EffortGolden, TimesToTheMinuteWithOverlappingProblems) {
    std::map<std::string, double> by_camera;
    std::vector<Operation> operations;
    for (auto& row : golden_table("dev_synth_deployments.csv")) {
        Operation operation{
            row["Station"] + "__CAM_" + row["Camera"], row["Station"], {utc(row["Setup"]), utc(row["Retrieval"])}, {}};
        for (const std::string problem : {"Problem1", "Problem2"})
            if (!row[problem + "_from"].empty())
                operation.failures.push_back({utc(row[problem + "_from"]), utc(row[problem + "_to"])});
        by_camera[operation.deployment] = value_or_throw(trap_nights(operation));
        operations.push_back(operation);
    }
    auto cases = golden_cases("dev_synth.json");
    compare_rows(cases.at("camop/datetime/byCamera").at("expected").as_object(), by_camera);
    std::map<std::string, double> by_station;
    for (const auto& effort : value_or_throw(effort_by_location(operations)))
        by_station[effort.location] = effort.trap_nights;
    compare_rows(cases.at("camop/datetime/station/independent").at("expected").as_object(), by_station);
}

TEST_F(EffortGolden, DatesAloneMeanNoon) {
    // camtrapR: set-up and retrieval at noon, a problem from 0:00 of its first to 24:00 of its last day.
    const auto day = [](const std::string& dmy) {
        return utc(dmy.substr(6, 4) + "-" + dmy.substr(3, 2) + "-" + dmy.substr(0, 2) + "T00:00:00");
    };
    std::map<std::string, double> ours;
    for (auto& row : golden_table("dev_camtrapR_deployments.csv")) {
        const auto noon = std::chrono::hours{12};
        Operation operation{
            row["Station"], row["Station"], {day(row["Setup_date"]) + noon, day(row["Retrieval_date"]) + noon}, {}};
        if (!row["Problem1_from"].empty())
            operation.failures.push_back({day(row["Problem1_from"]), day(row["Problem1_to"]) + std::chrono::hours{24}});
        ours[row["Station"]] = value_or_throw(trap_nights(operation));
    }
    compare_rows(golden_cases("dev_camtrapR.json").at("camop/problems").at("expected").as_object(), ours);
}

}  // namespace
}  // namespace serow::ecology::test
