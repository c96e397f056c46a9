#include "share/validate.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <limits>

#include "share/packages.h"

namespace serow::share::test {
namespace {

using testing::ElementsAre;
using testing::IsEmpty;
using testing::StartsWith;

// "column: …" of each fault.
template <class Row>
std::vector<std::string> faults(const Row& row) {
    std::vector<std::string> columns;
    for (const auto& p : check(row)) columns.push_back(p.detail.substr(0, p.detail.find(':')));
    return columns;
}

template <class Row>
Row with(Row row, const std::function<void(Row&)>& change) {
    change(row);
    return row;
}

std::vector<std::string> deployment_faults(const std::function<void(camtrap::Deployment&)>& change) {
    return faults(with<camtrap::Deployment>(deployment(), change));
}
std::vector<std::string> media_faults(const std::function<void(camtrap::Media&)>& change) {
    return faults(with<camtrap::Media>(media(), change));
}
std::vector<std::string> observation_faults(const std::function<void(camtrap::Observation&)>& change) {
    return faults(with<camtrap::Observation>(observation(), change));
}

TEST(Validate, GoodRowsHaveNoFault) {
    EXPECT_THAT(check(deployment()), IsEmpty());
    EXPECT_THAT(check(media()), IsEmpty());
    EXPECT_THAT(check(observation()), IsEmpty());
}

TEST(Validate, LimitsAreIncluded) {
    EXPECT_THAT(deployment_faults([](auto& d) { d.place = {-90, 180}; }), IsEmpty());
    EXPECT_THAT(deployment_faults([](auto& d) { d.coordinateUncertainty = 1; }), IsEmpty());
    EXPECT_THAT(observation_faults([](auto& o) { o.bbox = Box{0, 0, 1, 1}; }), IsEmpty());
    EXPECT_THAT(observation_faults([](auto& o) { o.classificationProbability = 0; }), IsEmpty());
}

TEST(Validate, DeploymentFaults) {
    const double nan = std::numeric_limits<double>::quiet_NaN();
    EXPECT_THAT(deployment_faults([](auto& d) { d.deploymentID.clear(); }), ElementsAre("deploymentID"));
    EXPECT_THAT(deployment_faults([](auto& d) { d.deploymentID = "NA"; }), ElementsAre("deploymentID"));
    EXPECT_THAT(deployment_faults([](auto& d) { d.place = {-90.1, -180.1}; }), ElementsAre("latitude", "longitude"));
    EXPECT_THAT(deployment_faults([&](auto& d) { d.place.latitude = nan; }), ElementsAre("latitude"));
    EXPECT_THAT(deployment_faults([](auto& d) { d.coordinateUncertainty = 0; }), ElementsAre("coordinateUncertainty"));
    EXPECT_THAT(deployment_faults([](auto& d) { std::swap(d.deploymentStart, d.deploymentEnd); }),
                ElementsAre("deploymentEnd"));
    EXPECT_THAT(deployment_faults([](auto& d) { d.deploymentStart.offset_minutes = 20000; }),
                testing::Contains("deploymentStart"));
    EXPECT_THAT(deployment_faults([](auto& d) { d.habitat = "\xC3("; }), ElementsAre("habitat"));
}

TEST(Validate, MediaFaults) {
    for (const char* path : {"/etc/passwd", "./a.jpg", "~/a.jpg", "a/../b.jpg", "a..jpg", "a\nb.jpg", ""})
        EXPECT_THAT(media_faults([&](auto& m) { m.filePath = path; }), ElementsAre("filePath")) << path;
    for (const char* path : {"a.jpg", "https://example.org/a.jpg", "雪豹/a.b.jpg"})
        EXPECT_THAT(media_faults([&](auto& m) { m.filePath = path; }), IsEmpty()) << path;
    for (const char* type : {"", "text/plain", "image", "Image/jpeg"})
        EXPECT_THAT(media_faults([&](auto& m) { m.fileMediatype = type; }), ElementsAre("fileMediatype")) << type;
    EXPECT_THAT(media_faults([](auto& m) { m.exifData = "{not json"; }), ElementsAre("exifData"));
    EXPECT_THAT(media_faults([](auto& m) { m.mediaID.clear(); }), ElementsAre("mediaID"));
}

TEST(Validate, ObservationFaults) {
    EXPECT_THAT(observation_faults([](auto& o) { o.count = 0; }), ElementsAre("count"));
    EXPECT_THAT(observation_faults([](auto& o) { o.bbox = Box{0.1, 0.1, 0, 0.5}; }), ElementsAre("bboxWidth"));
    EXPECT_THAT(observation_faults([](auto& o) { o.bbox = Box{-0.1, 0.1, 0.5, 0.5}; }), ElementsAre("bboxX"));
    EXPECT_THAT(observation_faults([](auto& o) { o.bbox = Box{0.6, 0.6, 0.5, 0.5}; }),
                ElementsAre("bboxWidth", "bboxHeight"));
    EXPECT_THAT(observation_faults([](auto& o) { o.classificationProbability = 1.01; }),
                ElementsAre("classificationProbability"));
    EXPECT_THAT(observation_faults([](auto& o) { o.mediaID.clear(); }), ElementsAre("mediaID"));
    EXPECT_THAT(observation_faults([](auto& o) {
                    o.mediaID.clear();
                    o.observationLevel = camtrap::ObservationLevel::event;
                }),
                IsEmpty());
    EXPECT_THAT(observation_faults([](auto& o) { o.eventEnd = at("2024-05-01T22:09:59Z"); }), ElementsAre("eventEnd"));
}

TEST(Validate, CellsAsTheyStandInAFile) {
    auto cells = cells_of(observation());
    cells[4] = "2024-05-02T06:10:00";  // eventStart without zone
    cells[7] = "Animal";
    cells[10] = "1.5";
    cells[18] = "0,1";
    const auto problems = check_row(observations_schema(), cells);
    ASSERT_EQ(problems.size(), 4U);
    EXPECT_THAT(problems[0].detail, StartsWith("eventStart: \"2024-05-02T06:10:00\" must be a time with its zone"));
    EXPECT_THAT(problems[1].detail, StartsWith("observationType: \"Animal\" must be one of animal, human, vehicle"));
    EXPECT_EQ(problems[2].detail, "count: \"1.5\" must be a whole number");
    EXPECT_EQ(problems[3].detail, "bboxX: \"0,1\" must be a number");
    cells.pop_back();
    EXPECT_EQ(check_row(observations_schema(), cells).size(), 1U);
}

TEST(Validate, LongValuesAreCutInProblems) {
    const auto problems = check(with<camtrap::Media>(media(), [](auto& m) { m.filePath = std::string(1000000, '.'); }));
    ASSERT_EQ(problems.size(), 1U);
    EXPECT_LT(problems[0].detail.size(), 200U);
}

}  // namespace
}  // namespace serow::share::test
