// What is shown of the service's proposal, and what becomes of a person's answer.
#include "cli/folder_destination.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace serow::cli {
namespace {

using testing::HasSubstr;

const auto locations = json::parse(R"({"items": [{"locationID": "l-1", "locationName": "P01"},
                                                 {"locationID": "l-2", "locationName": "P02"}]})");

// An item of the proposal: `more` in place of what says nothing.
json::object item(const std::string& folder, const json::object& more) {
    json::object all{{"folder", folder},
                     {"files", 12},
                     {"areaName", ""},
                     {"pointName", ""},
                     {"visit", ""},
                     {"source", "none"},
                     {"locationID", nullptr},
                     {"distance", nullptr},
                     {"readings", 0},
                     {"latitude", nullptr},
                     {"longitude", nullptr},
                     {"moved", false},
                     {"near", nullptr},
                     {"cameraID", ""},
                     {"cameraModel", ""},
                     {"cameras", json::array()},
                     {"deploymentID", nullptr}};
    for (const auto& [key, value] : more) all[key] = value;
    return all;
}

FolderPlan plan(json::array items, const std::string& pattern = "{point}") {
    return plan_of(json::object{{"pattern", pattern}, {"items", std::move(items)}}, locations);
}

TEST(FolderPlan, AFolderGoesToItsPointWithItsCamera) {
    const auto made = plan({item("P01", {{"source", "name"}, {"locationID", "l-1"}, {"cameraID", "CAM-07"}})});
    EXPECT_EQ(made.folders,
              (json::array{json::object{{"folder", "P01"}, {"locationID", "l-1"}, {"cameraID", "CAM-07"}}}));
    EXPECT_EQ(made.open, 0u);
    EXPECT_EQ(made.new_points, 0u);
    EXPECT_THAT(made.told, HasSubstr("read as {point}:\n"));
    EXPECT_THAT(made.told, HasSubstr("12 files  -> P01  [CAM-07]\n"));
}

TEST(FolderPlan, ADeploymentThatRunsTakesItAndKnowsItsCamera) {
    const auto made = plan(
        {item("P01", {{"source", "name"}, {"locationID", "l-1"}, {"deploymentID", "d-1"}, {"cameraID", "CAM-07"}})});
    EXPECT_EQ(made.folders, (json::array{json::object{{"folder", "P01"}, {"deploymentID", "d-1"}}}));
}

TEST(FolderPlan, APointOfSeveralFoldersIsMadeOnce) {
    const json::object fresh{{"source", "new"},    {"pointName", "P09"}, {"latitude", 33.5},
                             {"longitude", 107.8}, {"readings", 3},      {"areaName", "North"}};
    const auto made = plan({item("P09/a", fresh), item("P09/b", fresh)});
    EXPECT_EQ(made.new_points, 1u);
    ASSERT_EQ(made.folders.size(), 2u);
    EXPECT_EQ(made.folders[1].at("location"),
              json::value(json::object{
                  {"locationName", "P09"}, {"latitude", 33.5}, {"longitude", 107.8}, {"areaName", "North"}}));
    EXPECT_THAT(made.told, HasSubstr("new point P09 at 33.50000, 107.80000 (3 GPS readings)"));
}

TEST(FolderPlan, WhatNothingTellsIsOpen) {
    const auto made = plan({item("misc", {}), item("P77", {{"source", "new"}, {"pointName", "P77"}}),
                            item("P02", {{"source", "gps"}, {"locationID", "l-2"}, {"distance", 12.4}})},
                           "");
    EXPECT_EQ(made.open, 2u);
    EXPECT_EQ(made.folders.size(), 1u);
    EXPECT_THAT(made.told, HasSubstr("nothing that names a point:\n"));
    EXPECT_THAT(made.told, HasSubstr("-> ? nothing tells where it belongs\n"));
    EXPECT_THAT(made.told, HasSubstr("-> ? no sample point is called \"P77\", and its photos carry no GPS\n"));
    EXPECT_THAT(made.told, HasSubstr("-> P02 (by GPS, 12 m away)\n"));
}

TEST(FolderPlan, ACameraThatWasMovedAndSeveralInOneFolderAreToldOf) {
    const auto made = plan({item("P01", {{"source", "name"},
                                         {"locationID", "l-1"},
                                         {"moved", true},
                                         {"distance", 830},
                                         {"near", json::object{{"locationID", "l-2"}}},
                                         {"cameras", json::array{"A", "B"}}})});
    EXPECT_THAT(made.told, HasSubstr("P01 - GPS says 830 m away, at P02: was the camera moved?  (several cameras!)"));
}

class ConfirmedTest : public testing::Test {
protected:
    AskedFolders asking(bool answer) {
        AskedFolders asked;
        asked.ask = [this, answer](const std::string& question) {
            questions.push_back(question);
            return answer;
        };
        return asked;
    }
    static Code code_of(const FolderPlan& plan, const AskedFolders& asked) {
        try {
            confirmed(plan, asked);
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        return Code::internal;
    }
    FolderPlan two_new{"", {json::object{{"folder", "P09"}}}, 0, 2};
    std::vector<std::string> questions;
};

TEST_F(ConfirmedTest, APersonIsAskedOnceWhateverTheAnswer) {
    EXPECT_EQ(confirmed(two_new, asking(true)), (json::object{{"folders", two_new.folders}}));
    EXPECT_EQ(questions, (std::vector<std::string>{"Make 2 sample points and begin? [y/N] "}));
    EXPECT_EQ(code_of(two_new, asking(false)), Code::interrupted);
    EXPECT_EQ(questions.size(), 2u);
}

TEST_F(ConfirmedTest, WithYesOrAnOpenFolderNobodyIsAsked) {
    auto asked = asking(false);
    asked.yes = true;
    EXPECT_EQ(confirmed(two_new, asked), (json::object{{"folders", two_new.folders}}));
    EXPECT_EQ(code_of({"", {}, 1, 0}, asked), Code::invalid) << "also where --yes was given";
    EXPECT_TRUE(questions.empty());
}

TEST(SamePlace, IsThatOfTheDeploymentTheSamplePointOrTheFolders) {
    const json::value upload{{"deploymentID", "d-1"}, {"locationID", "l-1"}, {"folders", 0}};
    EXPECT_TRUE(is_same_place(upload, {{"deploymentID", "d-1"}}));
    EXPECT_FALSE(is_same_place(upload, {{"deploymentID", "d-2"}}));
    EXPECT_TRUE(is_same_place(upload, {{"locationID", "l-1"}}));
    EXPECT_FALSE(is_same_place(upload, {{"folders", json::array()}}));
    EXPECT_TRUE(is_same_place({{"deploymentID", nullptr}, {"locationID", nullptr}, {"folders", 3}},
                              {{"folders", json::array()}}));
}

}  // namespace
}  // namespace serow::cli
