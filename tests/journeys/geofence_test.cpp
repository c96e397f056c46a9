#include "journeys/geofence.h"

#include <gtest/gtest.h>

#include "catalog/jobs.h"
#include "journeys/answer.h"
#include "journeys/read_media.h"
#include "journeys/run_jobs.h"
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

// What a worker would do with the queue, without looking.
void work_off_classifications(const House& house) {
    const std::vector<std::string> kinds{job::classify_media};
    for (bool more = true; more;)
        more = house.catalog.transaction([&](catalog::Transaction& tx) {
            std::vector<JobId> ids;
            for (const auto& one : catalog::claim_jobs(tx, "test", kinds, 100, std::chrono::minutes(1)))
                ids.push_back(one.job_id);
            catalog::finish_jobs(tx, "test", ids);
            return !ids.empty();
        });
}

TEST_F(GeofenceTest, LooksAgainAtWhatNoPersonHasAnswered) {
    const auto point = World::the().new_location(li, project.project_id);
    DeploymentChange fields;
    fields.location_id = point.location_id;
    const auto deployment = create_deployment(house, li.viewer(), project.project_id, fields).deployment_id;
    const auto other = create_deployment(house, li.viewer(), project.project_id, fields).deployment_id;
    const auto card = begin_upload(house, li.viewer(), project.project_id, {deployment, {}, "card"});
    std::vector<MediaId> photos;
    for (const std::uint8_t shade : {60, 61}) {
        const auto bytes = jpeg(shade);
        const auto file = announced(std::to_string(shade) + ".jpg", bytes);
        const auto wanted =
            announce(house, li.viewer(), project.project_id, card.upload_id, std::span(&file, 1)).front();
        Arrival arrival(house, li.viewer(), project.project_id, card.upload_id, wanted.upload_file_id);
        arrival.write(bytes_of(bytes));
        photos.push_back(*arrival.finish().media_id);
        read_media(house, project.project_id, std::vector{photos.back()});
    }
    work_off_classifications(house);
    review::SeenThing boar;
    boar.type = camtrap::ObservationType::animal;
    answer(house, li, project.project_id, {{photos[0]}, {}, false, {boar}});
    const auto again = [&](std::optional<DeploymentId> of) {
        return look_again(house, li.viewer(), project.project_id, of);
    };
    EXPECT_EQ(again(other), 0);
    EXPECT_EQ(again(deployment), 1) << "the other photo was answered by a person";
    EXPECT_EQ(again({}), 0) << "what waits already is not queued twice";
}

}  // namespace
}  // namespace serow::journeys
