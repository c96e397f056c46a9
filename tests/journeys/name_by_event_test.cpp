#include "journeys/name_by_event.h"

#include <gmock/gmock.h>

#include <format>

#include "catalog/answers.h"
#include "catalog/jobs.h"
#include "catalog/media.h"
#include "catalog/observations.h"
#include "journeys/answer.h"
#include "journeys/explain_media.h"
#include "journeys/group_events.h"
#include "journeys/read_media.h"
#include "journeys/run_jobs.h"
#include "journeys/seen_things.h"
#include "journeys/settle.h"
#include "world.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::Not;

// A card of five photos, a minute apart: one event.
class NameByEventTest : public testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    Location point = World::the().new_location(li, project.project_id);
    catalog::Scope scope{Viewer::system(), project.project_id, 1};
    std::vector<MediaId> photos;
    DeploymentId deployment;

    void SetUp() override {
        DeploymentChange ten_days;
        ten_days.location_id = point.location_id;
        ten_days.deployment_start = parse_instant("2024-05-01T00:00:00+08:00");
        ten_days.deployment_end = parse_instant("2024-05-11T00:00:00+08:00");
        deployment = create_deployment(house, li.viewer(), project.project_id, ten_days).deployment_id;
        const auto card = begin_upload(house, li.viewer(), project.project_id, {deployment, {}, "card"});
        for (int minute = 0; minute < 5; ++minute) {
            const auto bytes = jpeg(static_cast<std::uint8_t>(150 + minute));
            const auto file =
                announced(std::format("{}.jpg", minute), bytes, std::format("2024-05-02T06:1{}:00+08:00", minute));
            const auto wanted =
                announce(house, li.viewer(), project.project_id, card.upload_id, std::span(&file, 1)).front();
            Arrival arrival(house, li.viewer(), project.project_id, card.upload_id, wanted.upload_file_id);
            arrival.write(bytes_of(bytes));
            photos.push_back(*arrival.finish().media_id);
            read_media(house, project.project_id, std::vector{photos.back()});
        }
        group_events(house, project.project_id, deployment);
    }

    void machine_says(std::size_t photo, const std::string& name, double probability) {
        review::SeenThing thing;
        thing.type = ObservationType::animal;
        thing.scientificName = name;
        thing.box = Box{0.1, 0.1, 0.2, 0.2};
        thing.probability = 0.8;
        thing.taxon_probability = probability;
        house.catalog.transaction([&](catalog::Transaction& tx) {
            catalog::Answer answer;
            answer.answer_id = AnswerId::make();
            answer.batch_id = BatchId::make();
            answer.media_id = photos[photo];
            answer.model = "detector 1";
            answer.model_details = json::value{{"threshold", 0.3}};
            answer.observations = to_ledger(std::span(&thing, 1));
            answer.answered_at = house.clock.now();
            catalog::append_answers(tx, scope, std::span(&answer, 1));
            settle(tx, scope, std::span(&answer.media_id, 1));
        });
    }
    AnswerBatch person_says(std::size_t photo, const std::string& name) {
        review::SeenThing thing;
        thing.type = ObservationType::animal;
        thing.scientificName = name;
        return answer(house, li, project.project_id, {{photos[photo]}, {}, false, {thing}});
    }

    EventId event() {
        return *house.catalog.transaction(
            [&](catalog::Transaction& tx) { return catalog::media_by_id(tx, scope, photos[0])->event_id; });
    }
    // Whether the job is waiting.
    bool queued() {
        return house.catalog.transaction([&](catalog::Transaction& tx) {
            return std::ranges::any_of(catalog::jobs_about(tx, scope, event().text()), [](const auto& job) {
                return job.kind == job::name_by_event && job.state == "queued";
            });
        });
    }
    void work() { name_by_event(house, project.project_id, event()); }

    std::vector<catalog::Observation> observations() {
        std::vector<catalog::Observation> list;
        house.catalog.transaction([&](catalog::Transaction& tx) {
            for (const auto& photo : photos)
                for (auto& one : catalog::observations_of_media(tx, scope, std::span(&photo, 1)))
                    list.push_back(std::move(one));
        });
        return list;
    }
    std::vector<std::string> names() {
        std::vector<std::string> list;
        for (const auto& one : observations()) list.push_back(one.scientific_name);
        return list;
    }
};

TEST_F(NameByEventTest, ACoarseNameComesFromTheEventAndKeepsWhatWasTold) {
    machine_says(0, "Puma concolor", 0.9);
    machine_says(1, "Mammalia", 0.95);
    machine_says(2, "Puma concolor", 0.8);
    EXPECT_TRUE(queued());
    EXPECT_THAT(names(), ElementsAre("Puma concolor", "Mammalia", "Puma concolor"));
    work();
    EXPECT_THAT(names(), ElementsAre("Puma concolor", "Puma concolor", "Puma concolor"));
    EXPECT_EQ(observations()[0].told_as, std::nullopt);
    EXPECT_EQ(observations()[1].told_as, "Mammalia");
    EXPECT_EQ(observations()[1].taxon_probability, 0.95);
    // The ledger is as it was, and the life of the photo tells where the name is from.
    const auto life = as_text(explain_media(house, li.viewer(), project.project_id, photos[1]));
    EXPECT_THAT(life, HasSubstr("detector 1: animal Mammalia"));
    EXPECT_THAT(life, HasSubstr("animal Puma concolor ×1 by detector 1 (0.80), named by its event; by itself told as "
                                "Mammalia"));
    EXPECT_THAT(published_table(house, li, project.project_id, "observations.csv"),
                HasSubstr("named by its event; by itself told as Mammalia"));
    // Doing it again changes nothing.
    work();
    EXPECT_THAT(names(), ElementsAre("Puma concolor", "Puma concolor", "Puma concolor"));
    EXPECT_EQ(observations()[1].told_as, "Mammalia");
}

TEST_F(NameByEventTest, ANewAnswerOfTheEventDerivesItsNamesAnew) {
    machine_says(0, "Puma concolor", 0.9);
    machine_says(1, "Felidae", 0.95);
    machine_says(2, "Puma concolor", 0.8);
    work();
    ASSERT_EQ(names()[1], "Puma concolor");
    machine_says(2, "Lynx rufus", 0.8);  // another look; now nobody knows which the coarse one is
    work();
    EXPECT_THAT(names(), ElementsAre("Puma concolor", "Felidae", "Lynx rufus"));
    EXPECT_EQ(observations()[1].told_as, std::nullopt);
}

TEST_F(NameByEventTest, ASecondSpeciesThatIsWellSupportedStays) {
    machine_says(0, "Puma concolor", 0.9);
    machine_says(1, "Puma concolor", 0.9);
    machine_says(2, "Puma concolor", 0.9);
    machine_says(3, "Sus scrofa", 0.76);
    work();
    EXPECT_EQ(names()[3], "Sus scrofa");
}

TEST_F(NameByEventTest, WhatAPersonSaidWinsAndNamesTheOthersUntilItIsTakenBack) {
    machine_says(0, "Puma concolor", 0.9);
    machine_says(1, "Felidae", 0.95);
    const auto batch = person_says(0, "Lynx rufus");
    EXPECT_TRUE(queued());
    work();
    EXPECT_THAT(names(), ElementsAre("Lynx rufus", "Lynx rufus"));
    EXPECT_EQ(observations()[0].told_as, std::nullopt);
    retract(house, li, project.project_id, batch.batch_id);
    work();
    EXPECT_THAT(names(), ElementsAre("Puma concolor", "Felidae")) << "one sure picture names no others";
    // What a person says of the coarse one is not touched by what the event shows.
    machine_says(2, "Puma concolor", 0.9);
    person_says(1, "Felidae");
    work();
    EXPECT_THAT(names(), ElementsAre("Puma concolor", "Felidae", "Puma concolor"));
}

TEST_F(NameByEventTest, WhoConfirmsConfirmsTheNameThatIsShown) {
    machine_says(0, "Puma concolor", 0.9);
    machine_says(1, "Mammalia", 0.95);
    machine_says(2, "Puma concolor", 0.8);
    work();
    answer(house, li, project.project_id, {{photos[1]}, {}, true, {}});
    EXPECT_EQ(names()[1], "Puma concolor");
    EXPECT_EQ(observations()[1].told_as, std::nullopt);
    EXPECT_EQ(observations()[1].classification_method, camtrap::ClassificationMethod::human);
}

TEST_F(NameByEventTest, AnotherGroupingNamesAnew) {
    machine_says(0, "Puma concolor", 0.9);
    machine_says(1, "Mammalia", 0.95);
    machine_says(2, "Puma concolor", 0.8);
    work();
    ASSERT_EQ(names()[1], "Puma concolor");
    ProjectChange each_alone;
    each_alone.sequence_gap_s = 30;
    update_project(house, li.viewer(), project.project_id, each_alone);
    group_events(house, project.project_id, deployment);
    EXPECT_EQ(names()[1], "Mammalia");
    EXPECT_EQ(observations()[1].told_as, std::nullopt);
    each_alone.sequence_gap_s = 120;
    update_project(house, li.viewer(), project.project_id, each_alone);
    group_events(house, project.project_id, deployment);
    EXPECT_EQ(names()[1], "Puma concolor");
}

}  // namespace
}  // namespace serow::journeys
