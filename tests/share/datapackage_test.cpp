#include "share/datapackage.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"
#include "share/packages.h"

namespace serow::share::test {
namespace {

using testing::HasSubstr;

std::string spatial_of(std::vector<camtrap::Place> places) {
    auto m = metadata();
    m.places = std::move(places);
    return json::serialize(value_or_throw(parse_json(datapackage_json(m), "it")).at("spatial"));
}

std::string first_fault(const std::function<void(camtrap::PackageMetadata&)>& spoil) {
    auto m = metadata();
    spoil(m);
    const auto problems = check(m);
    return problems.empty() ? "" : problems.front().detail;
}

TEST(Datapackage, PlacesAreBoundedByAPolygon) {
    EXPECT_EQ(spatial_of({{33.5, 107.5}, {33.75, 108.25}, {33.6, 108}}),
              R"({"type":"Polygon","coordinates":[[[1.075E2,3.35E1],[1.0825E2,3.35E1],[1.0825E2,3.375E1],)"
              R"([1.075E2,3.375E1],[1.075E2,3.35E1]]]})");
}

TEST(Datapackage, OnePlaceIsAPointAndARowOfPlacesALine) {
    EXPECT_EQ(spatial_of({{10, 20}}), R"({"type":"Point","coordinates":[2E1,1E1]})");
    EXPECT_EQ(spatial_of({{10, 20}, {10, 20}}), R"({"type":"Point","coordinates":[2E1,1E1]})");
    EXPECT_EQ(spatial_of({{10, 20}, {10, 21}}), R"({"type":"LineString","coordinates":[[2E1,1E1],[2.1E1,1E1]]})");
}

TEST(Datapackage, PlacesOnBothSidesOfTheDateLineMakeTwoSmallBoxes) {
    const auto spatial = spatial_of({{-17, 179}, {-16, -179}});
    EXPECT_THAT(spatial, HasSubstr("MultiPolygon"));
    EXPECT_THAT(spatial, HasSubstr("[1.79E2,-1.7E1],[1.8E2,-1.7E1]"));
    EXPECT_THAT(spatial, HasSubstr("[-1.8E2,-1.7E1],[-1.79E2,-1.7E1]"));
}

TEST(Datapackage, LicencesStandOnlyWhereBothAreKnown) {
    auto m = metadata();
    m.media_licence.clear();
    EXPECT_TRUE(check(m).empty());
    EXPECT_FALSE(value_or_throw(parse_json(datapackage_json(m), "it")).as_object().contains("licenses"));
}

TEST(Datapackage, GoodMetadataHaveNoFault) {
    EXPECT_EQ(first_fault([](auto&) {}), "");
}

TEST(Datapackage, FaultsAreNamed) {
    EXPECT_THAT(first_fault([](auto& m) { m.name = "Qin ling"; }), HasSubstr("name: \"Qin ling\""));
    EXPECT_THAT(first_fault([](auto& m) { m.name.clear(); }), HasSubstr("name"));
    EXPECT_THAT(first_fault([](auto& m) { m.project.title.clear(); }), HasSubstr("title"));
    EXPECT_THAT(first_fault([](auto& m) { m.contributors.clear(); }), HasSubstr("contributors"));
    EXPECT_THAT(first_fault([](auto& m) { m.contributors[0].role = "boss"; }), HasSubstr("boss"));
    EXPECT_THAT(first_fault([](auto& m) { m.places.clear(); }), HasSubstr("spatial"));
    EXPECT_THAT(first_fault([](auto& m) { m.places[0].longitude = 181; }), HasSubstr("181"));
    EXPECT_THAT(first_fault([](auto& m) { m.temporal_end.reset(); }), HasSubstr("temporal"));
    EXPECT_THAT(first_fault([](auto& m) { std::swap(m.temporal_start, m.temporal_end); }), HasSubstr("before"));
    EXPECT_THAT(first_fault([](auto& m) { m.taxonomic[0].taxonRank = "tribe"; }), HasSubstr("tribe"));
    EXPECT_THAT(first_fault([](auto& m) { m.taxonomic[0].scientificName.clear(); }), HasSubstr("scientificName"));
    EXPECT_THAT(first_fault([](auto& m) { m.project.description = "\xFF"; }), HasSubstr("UTF-8"));
    EXPECT_THAT(first_fault([](auto& m) { m.project.captureMethod.clear(); }), HasSubstr("captureMethod"));
}

}  // namespace
}  // namespace serow::share::test
