#include "journeys/failure_periods.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <fstream>

#include "journeys/look.h"
#include "journeys/publish_package.h"
#include "world.h"

namespace serow::journeys {
namespace {

using testing::HasSubstr;
using testing::Not;

// One camera, ten days of May from 10:00 to 10:00 in China.
class FailurePeriodsTest : public testing::Test {
protected:
    Deployment deployed(const std::string& start, const std::string& end) {
        DeploymentChange fields;
        fields.location_id = point.location_id;
        fields.deployment_start = parse_instant(start);
        fields.deployment_end = parse_instant(end);
        return create_deployment(house, li.viewer(), project.project_id, fields);
    }
    static GivenFailure from(const std::string& start, const std::string& end = "",
                             camtrap::FailureReason reason = camtrap::FailureReason::batteryEmpty) {
        GivenFailure given;
        given.failure_start = parse_instant(start);
        if (!end.empty()) given.failure_end = parse_instant(end);
        given.reason = reason;
        return given;
    }
    FailurePeriod record(const GivenFailure& given) {
        return record_failure(house, li.viewer(), project.project_id, camera.deployment_id, given);
    }
    DeploymentFailures known() { return list_failures(house, li.viewer(), project.project_id, camera.deployment_id); }
    double of_project() {
        return species_report(house, li.viewer(), project.project_id, Counted::everything).trap_nights;
    }
    // The table in the package, one line a failure.
    std::string table() { return published_table(house, li, project.project_id, "failure-periods.csv"); }
    Problem refused(const std::function<void()>& work) {
        try {
            work();
        } catch (const Failure& failure) {
            return failure.problem();
        }
        return {Code::internal, "was not refused"};
    }

    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    Location point = World::the().new_location(li, project.project_id);
    Deployment camera = deployed("2024-05-01T02:00:00Z", "2024-05-11T02:00:00Z");
};

TEST_F(FailurePeriodsTest, TakeEffortOffTheDeploymentTheProjectAndTheMap) {
    EXPECT_DOUBLE_EQ(of_project(), 10);
    EXPECT_TRUE(known().items.empty());
    EXPECT_DOUBLE_EQ(known().trap_nights, 10);
    const auto row = record(from("2024-05-03T02:00:00Z", "2024-05-05T14:00:00Z"));
    EXPECT_EQ(row.account_name, "Li");
    EXPECT_EQ(row.reason, camtrap::FailureReason::batteryEmpty);
    EXPECT_DOUBLE_EQ(of_project(), 7.5);
    EXPECT_DOUBLE_EQ(known().lost_trap_nights, 2.5);
    const auto map = project_map(house, li.viewer(), project.project_id, Counted::everything);
    ASSERT_EQ(map.points.size(), 1U);
    EXPECT_DOUBLE_EQ(map.points[0].trap_nights, 7.5);
    // Twelve of its hours are lost already.
    record(from("2024-05-05T02:00:00Z", "2024-05-06T02:00:00Z", camtrap::FailureReason::obstructed));
    EXPECT_DOUBLE_EQ(of_project(), 7);
}

TEST_F(FailurePeriodsTest, WithoutAnEndTheyLastToTheEndOfTheDeployment) {
    record(from("2024-05-08T02:00:00Z"));
    EXPECT_DOUBLE_EQ(of_project(), 7);
    // The camera stood four days longer than was thought: still not working.
    DeploymentChange longer;
    longer.deployment_end = parse_instant("2024-05-15T02:00:00Z");
    update_deployment(house, li.viewer(), project.project_id, camera.deployment_id, longer);
    EXPECT_DOUBLE_EQ(of_project(), 7);
    // It was fetched before it failed.
    DeploymentChange shorter;
    shorter.deployment_end = parse_instant("2024-05-04T02:00:00Z");
    update_deployment(house, li.viewer(), project.project_id, camera.deployment_id, shorter);
    EXPECT_DOUBLE_EQ(of_project(), 3);
}

TEST_F(FailurePeriodsTest, OtherDeploymentsOfThePointKeepTheirNights) {
    deployed("2024-05-01T02:00:00Z", "2024-05-06T02:00:00Z");
    record(from("2024-05-01T02:00:00Z"));
    EXPECT_DOUBLE_EQ(of_project(), 5);
}

TEST_F(FailurePeriodsTest, TakenBackTheyCountNoLongerAndStayInTheList) {
    const auto row = record(from("2024-05-03T02:00:00Z", "2024-05-05T02:00:00Z"));
    const auto back =
        retract_failure(house, li.viewer(), project.project_id, camera.deployment_id, row.failure_period_id);
    EXPECT_TRUE(back.retracted_at);
    EXPECT_EQ(back.retracted_by, "Li");
    EXPECT_DOUBLE_EQ(of_project(), 10);
    EXPECT_EQ(known().items.size(), 1U);
    EXPECT_EQ(refused([&] {
                  retract_failure(house, li.viewer(), project.project_id, camera.deployment_id, row.failure_period_id);
              }).code,
              Code::conflict);
}

TEST_F(FailurePeriodsTest, ThatACameraWorkedTakesNothingOff) {
    auto worked = from("2024-05-03T02:00:00Z", "2024-05-05T02:00:00Z");
    worked.verdict = camtrap::FailureVerdict::worked;
    EXPECT_EQ(record(worked).verdict, camtrap::FailureVerdict::worked);
    EXPECT_DOUBLE_EQ(of_project(), 10);
    EXPECT_THAT(table(), Not(HasSubstr("2024-05-03")));
    record(from("2024-05-03T02:00:00Z", "2024-05-05T02:00:00Z"));
    EXPECT_THAT(table(), HasSubstr("2024-05-03T10:00:00+08:00,2024-05-05T10:00:00+08:00"));
}

TEST_F(FailurePeriodsTest, AreInThePackageCutToTheDeployment) {
    auto given = from("2024-04-01T00:00:00Z", "2024-05-03T02:00:00Z", camtrap::FailureReason::cardFull);
    given.comments = "  a full card, 满了 ";
    const auto row = record(given);
    record(from("2024-05-09T02:00:00Z"));
    EXPECT_EQ(row.comments, "a full card, 满了");
    // From 1 May 10:00 to 11 May 10:00 in China.
    const auto told = table();
    EXPECT_THAT(told, HasSubstr("2024-05-01T10:00:00+08:00,2024-05-03T10:00:00+08:00,cardFull,\"a full card, 满了\""));
    EXPECT_THAT(told, HasSubstr("2024-05-09T10:00:00+08:00,2024-05-11T10:00:00+08:00,"));
    const auto first = published_package(house, li, project.project_id);
    EXPECT_EQ(first, published_package(house, li, project.project_id));
}

TEST_F(FailurePeriodsTest, OfADeploymentWhoseStartNobodyKnowsAreNotInThePackage) {
    DeploymentChange fields;
    fields.location_id = camera.location_id;
    fields.deployment_end = parse_instant("2024-05-11T02:00:00Z");
    const auto unknown = create_deployment(house, li.viewer(), project.project_id, fields);
    record_failure(house, li.viewer(), project.project_id, unknown.deployment_id,
                   from("2024-05-03T02:00:00Z", "2024-05-05T02:00:00Z"));
    EXPECT_THAT(table(), Not(HasSubstr(unknown.deployment_id.text())));
}

TEST_F(FailurePeriodsTest, BadOnesAreRefusedAndNothingIsRecorded) {
    GivenFailure nothing;
    EXPECT_EQ(refused([&] { record(nothing); }).code, Code::invalid);
    EXPECT_THAT(refused([&] { record(from("2024-05-05T02:00:00Z", "2024-05-05T02:00:00Z")); }).detail,
                HasSubstr("before or when it starts"));
    EXPECT_THAT(refused([&] { record(from("2025-05-03T02:00:00Z", "2025-05-05T02:00:00Z")); }).detail,
                HasSubstr("ends 2024-05-11T02:00:00Z"));
    EXPECT_THAT(refused([&] { record(from("2023-05-03T02:00:00Z", "2023-05-05T02:00:00Z")); }).detail,
                HasSubstr("starts 2024-05-01T02:00:00Z"));
    auto novel = from("2024-05-03T02:00:00Z");
    novel.comments = std::string(2001, 'x');
    EXPECT_EQ(refused([&] { record(novel); }).code, Code::invalid);
    novel.comments = "\xC3(";
    EXPECT_EQ(refused([&] { record(novel); }).code, Code::invalid);
    EXPECT_TRUE(known().items.empty());
}

TEST_F(FailurePeriodsTest, OthersNeitherSeeNorRecordThem) {
    const auto row = record(from("2024-05-03T02:00:00Z"));
    const auto wang = World::the().newcomer("Wang");
    const auto id = camera.deployment_id;
    const auto given = from("2024-05-03T02:00:00Z");
    EXPECT_EQ(refused([&] { list_failures(house, wang.viewer(), project.project_id, id); }).code, Code::not_found);
    EXPECT_EQ(refused([&] { record_failure(house, wang.viewer(), project.project_id, id, given); }).code,
              Code::not_found);
    EXPECT_EQ(
        refused([&] { retract_failure(house, wang.viewer(), project.project_id, id, row.failure_period_id); }).code,
        Code::not_found);
    set_member(house, li.viewer(), project.project_id, wang.email, people::Role::annotator);
    EXPECT_EQ(list_failures(house, wang.viewer(), project.project_id, id).items.size(), 1U);
    EXPECT_EQ(refused([&] { record_failure(house, wang.viewer(), project.project_id, id, given); }).code,
              Code::forbidden);
}

}  // namespace
}  // namespace serow::journeys
