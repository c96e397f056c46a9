// A model that says 0.9 where it is right in three of four cases, at three sample points.
#include "journeys/calibrate_models.h"

#include <gmock/gmock.h>

#include <format>

#include "catalog/answers.h"
#include "catalog/jobs.h"
#include "catalog/media.h"
#include "catalog/observations.h"
#include "catalog/upload_files.h"
#include "catalog/uploads.h"
#include "journeys/run_jobs.h"
#include "journeys/seen_things.h"
#include "journeys/settle.h"
#include "world.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;
using testing::HasSubstr;

class CalibrateModels : public testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    catalog::Scope scope{Viewer::system(), project.project_id, 1};
    std::vector<DeploymentId> deployments;
    int count = 0;

    void SetUp() override {
        for (const auto* name : {"P01", "P02", "P03"}) {
            DeploymentChange fields;
            fields.location_id = World::the().new_location(li, project.project_id, name).location_id;
            fields.deployment_start = parse_instant("2024-05-01T00:00:00Z");
            deployments.push_back(create_deployment(house, li.viewer(), project.project_id, fields).deployment_id);
        }
    }

    // A photo that was read; its bytes are nobody's business here.
    MediaId photo(catalog::Transaction& tx, DeploymentId deployment) {
        catalog::Upload upload;
        upload.upload_id = UploadId::make();
        upload.deployment_id = deployment;
        catalog::create_upload(tx, scope, upload);
        const auto name = std::format("{} {}", project.project_id.text(), ++count);
        const catalog::AnnouncedFile file{name + ".jpg", 1000, sha256_of(name).hex, {}};
        const auto announced = catalog::announce_files(tx, scope, upload.upload_id, std::span(&file, 1)).at(0);
        const auto id = catalog::receive_file(tx, scope, announced.upload_file_id, "nothing", 0).media_id;
        catalog::MediaFacts facts;
        facts.kind = "image";
        facts.captured_at = *parse_instant("2024-05-02T00:00:00Z") + std::chrono::hours(count);
        catalog::set_facts(tx, scope, std::vector{catalog::FactsOfMedia{id, facts, "{}"}});
        return id;
    }
    void says(catalog::Transaction& tx, MediaId id, const std::string& model,
              const std::vector<review::SeenThing>& things) {
        catalog::Answer answer;
        answer.answer_id = AnswerId::make();
        answer.batch_id = BatchId::make();
        answer.media_id = id;
        answer.method = model.empty() ? camtrap::ClassificationMethod::human : camtrap::ClassificationMethod::machine;
        answer.model = model;
        if (model.empty())
            answer.account_id = li.account_id;
        else
            answer.model_details = json::value{{"threshold", 0.3}};
        answer.observations = to_ledger(things);
        answer.answered_at = house.clock.now();
        catalog::append_answers(tx, scope, std::span(&answer, 1));
        settle(tx, scope, std::span(&id, 1));
    }
    static review::SeenThing boar(bool by_machine = true) {
        review::SeenThing thing;
        thing.type = ObservationType::animal;
        thing.scientificName = "Sus scrofa";
        if (by_machine) {
            thing.box = Box{0.1, 0.1, 0.2, 0.2};
            thing.probability = 0.9;
            thing.taxon_probability = 0.8;
        }
        return thing;
    }
    // `each` photos at each point, of which people say that a quarter is blank.
    void judge(const std::string& model, int each) {
        house.catalog.transaction([&](catalog::Transaction& tx) {
            for (const auto& deployment : deployments)
                for (int i = 0; i < each; ++i) {
                    const auto id = photo(tx, deployment);
                    says(tx, id, model, {boar()});
                    says(tx, id, "", i % 4 == 0 ? std::vector<review::SeenThing>{} : std::vector{boar(false)});
                }
        });
    }
    catalog::Observation observation_of(MediaId id) {
        return house.catalog.transaction([&](catalog::Transaction& tx) {
            return catalog::observations_of_media(tx, scope, std::span(&id, 1)).at(0);
        });
    }
    CategoryCalibration category(const std::string& name) {
        const auto models = model_calibrations(house, li.viewer(), project.project_id);
        return *std::ranges::find(models.at(0).categories, name, &CategoryCalibration::category);
    }
};

TEST_F(CalibrateModels, WhatIsShownIsWhatItTurnedOutToMean) {
    judge("boaster 1", 40);
    const auto open = house.catalog.transaction([&](catalog::Transaction& tx) {
        const auto id = photo(tx, deployments[0]);
        says(tx, id, "boaster 1", {boar()});
        return id;
    });
    EXPECT_EQ(observation_of(open).probability, 0.9);

    const auto before = category("animal");
    EXPECT_EQ(before.fit.answers, 120);
    EXPECT_EQ(before.fit.right, 90);
    EXPECT_EQ(before.fit.locations, 3);
    ASSERT_TRUE(before.fit.enough);
    EXPECT_NEAR(before.fit.as_said.calibration_error, 0.15, 1e-9);
    EXPECT_NEAR(before.fit.as_said.brier, 0.75 * 0.01 + 0.25 * 0.81, 1e-9);
    EXPECT_NEAR(before.fit.by_best().calibration_error, 0, 1e-6);
    EXPECT_FALSE(before.in_force);
    EXPECT_NEAR(category("name").fit.as_said.calibration_error, 0.05, 1e-9);
    EXPECT_EQ(category("human").fit.answers, 0);

    const auto now = calibrate_model(house, li.viewer(), project.project_id, "boaster 1");
    EXPECT_TRUE(now.categories.at(0).in_force);
    EXPECT_EQ(category("animal").in_force->answers, 120);
    const auto jobs = house.catalog.transaction(
        [&](catalog::Transaction& tx) { return catalog::jobs_about(tx, scope, project.project_id.text()); });
    ASSERT_EQ(jobs.size(), 1U);
    EXPECT_EQ(jobs[0].kind, job::settle_project);
    settle_project(house, project.project_id);
    EXPECT_NEAR(observation_of(open).probability.value(), 0.75, 1e-6);
    EXPECT_NEAR(observation_of(open).taxon_probability.value(), 0.75, 1e-6);
    // What the model said stays in the ledger, and is what the next fit starts from.
    const auto ledger = house.catalog.transaction(
        [&](catalog::Transaction& tx) { return catalog::ledger_of_media(tx, scope, std::span(&open, 1)); });
    EXPECT_EQ(from_ledger(ledger.at(0).observations).at(0).probability, 0.9);
    EXPECT_NEAR(category("animal").fit.as_said.calibration_error, 0.15, 1e-9);

    const auto off = uncalibrate_model(house, li.viewer(), project.project_id, "boaster 1");
    EXPECT_FALSE(off.categories.at(0).in_force);
    settle_project(house, project.project_id);
    EXPECT_EQ(observation_of(open).probability, 0.9);
    EXPECT_NO_THROW(uncalibrate_model(house, li.viewer(), project.project_id, "boaster 1")) << "it is off already";
    EXPECT_THROW(uncalibrate_model(house, li.viewer(), project.project_id, "nobody 1"), Failure);
}

TEST_F(CalibrateModels, WithTooLittleItSaysHowMuchThereIs) {
    judge("boaster 1", 4);
    try {
        calibrate_model(house, li.viewer(), project.project_id, "boaster 1");
        FAIL() << "twelve answers are not enough";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::conflict);
        EXPECT_THAT(failure.problem().detail, HasSubstr("animal 12 of 100 answers, 3 of 3 sample points"));
    }
    EXPECT_THROW(calibrate_model(house, li.viewer(), project.project_id, "nobody 1"), Failure);
    const auto stranger = World::the().newcomer("Somebody");
    EXPECT_THROW(model_calibrations(house, stranger.viewer(), project.project_id), Failure);
}

}  // namespace
}  // namespace serow::journeys
