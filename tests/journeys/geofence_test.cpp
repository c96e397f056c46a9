#include "journeys/geofence.h"

#include <gtest/gtest.h>

#include "catalog/jobs.h"
#include "world.h"

namespace serow::journeys {
namespace {

class GeofenceTest : public testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);

    GeofenceNames set(GeofenceNames names) {
        return set_geofence(house, li.viewer(), project.project_id, std::move(names));
    }
    std::string refused(GeofenceNames names) {
        try {
            set(std::move(names));
        } catch (const Failure& failure) {
            return failure.problem().detail;
        }
        return "was not refused";
    }
};

TEST_F(GeofenceTest, IsEmptyAtFirstAndKeptSortedEachNameOnce) {
    EXPECT_TRUE(geofence(house, li.viewer(), project.project_id).allowed.empty());
    set({{}, {"Panthera leo", "Elephantidae", "Panthera leo"}});
    const auto kept = geofence(house, li.viewer(), project.project_id);
    EXPECT_EQ(kept.blocked, (std::vector<std::string>{"Elephantidae", "Panthera leo"}));
    EXPECT_TRUE(kept.allowed.empty());
}

TEST_F(GeofenceTest, NamesThatNobodyListsAndContradictionsAreRefused) {
    EXPECT_NE(refused({{"Yeti"}, {}}).find("\"Yeti\" is in no list"), std::string::npos);
    EXPECT_NE(refused({{}, {"Panthera unheardof"}}).find("in no list"), std::string::npos)
        << "not its genus in its place";
    EXPECT_NE(refused({{"Panthera leo"}, {"Panthera leo"}}).find("both allowed and blocked"), std::string::npos);
    EXPECT_TRUE(geofence(house, li.viewer(), project.project_id).allowed.empty());
}

TEST_F(GeofenceTest, StrangersSeeAndChangeNothing) {
    const auto stranger = World::the().newcomer("Zhao");
    EXPECT_THROW(geofence(house, stranger.viewer(), project.project_id), Failure);
    EXPECT_THROW(set_geofence(house, stranger.viewer(), project.project_id, {}), Failure);
    EXPECT_THROW(look_again(house, stranger.viewer(), project.project_id, {}), Failure);
}

TEST_F(GeofenceTest, AnEmptyProjectHasNothingToLookAtAgain) {
    EXPECT_EQ(look_again(house, li.viewer(), project.project_id, {}), 0);
}

}  // namespace
}  // namespace serow::journeys
