// A project trains a classifier on what its people verified: real database and store, drawn photos, a small network.
#include "journeys/train_project.h"

#include <gmock/gmock.h>

#include "catalog/answers.h"
#include "catalog/blobs.h"
#include "catalog/jobs.h"
#include "journeys/model_choice.h"
#include "journeys/motion_answer.h"
#include "journeys/training_material.h"
#include "train_world.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class TrainProject : public TrainWorld {
protected:
    ProjectModel start(const std::string& name = "reserve") {
        return start_training(house(), li_.viewer(), project_, {.name = name});
    }
    template <class Body>
    auto by_system(Body body) {
        return there_.catalog.transaction(
            [&](catalog::Transaction& tx) { return body(tx, catalog::Scope{Viewer::system(), project_, 1}); });
    }
    catalog::TrainedModel run_of(TrainedModelId id) {
        return by_system([&](auto& tx, const auto& scope) { return *catalog::trained_model_by_id(tx, scope, id); });
    }
};

TEST_F(TrainProject, BoxesComeFromTheMachineThatHolds) {
    const auto point = World::the().new_location(li_, project_).location_id;
    for (const int red : {150, 170, 190}) bring(point, plain(red, 70));
    say("Puma concolor", photos_);  // before any machine looked: without boxes
    work();
    ASSERT_EQ(training_material(house(), li_.viewer(), project_).boxes_by_machine, 3);
    // Later, but neither holds: what only moved, and a run that nobody put to use.
    by_system([&](catalog::Transaction& tx, const catalog::Scope& scope) {
        for (const auto& [model, run] : {std::pair(motion_model(), std::optional<ModelRunId>()),
                                         std::pair(std::string("other 1"), std::optional(ModelRunId::make()))}) {
            std::vector<catalog::Answer> lines;
            for (const auto photo : photos_) {
                auto& line = lines.emplace_back();
                line.answer_id = AnswerId::make();
                line.batch_id = BatchId::make();
                line.media_id = photo;
                line.model = model;
                line.model_run_id = run;
                line.answered_at = there_.clock.now();
            }
            catalog::append_answers(tx, scope, lines);
        }
    });
    EXPECT_EQ(training_material(house(), li_.viewer(), project_).boxes_by_machine, 3);
}

TEST_F(TrainProject, TheModelIsOneOfTheProjectsAlone) {
    season(4, 6);
    const auto material = training_material(house(), li_.viewer(), project_);
    EXPECT_EQ(material.crops, 48);
    EXPECT_EQ(material.locations, 4);
    EXPECT_EQ(material.backbones.front(), "mean_colour");
    ASSERT_EQ(material.taxa.size(), 2U);
    EXPECT_TRUE(material.taxa[1].proposed());

    const auto begun = start();
    EXPECT_EQ(begun.model.state, "queued");
    EXPECT_THAT(refused([&] { start("another"); }).detail, HasSubstr("under way"));
    work();
    const auto models = project_models(house(), li_.viewer(), project_);
    ASSERT_EQ(models.size(), 1U);
    const auto& model = models.front().model;
    EXPECT_EQ(model.state, "ready") << model.problem_detail;
    EXPECT_EQ(model.version, 1);
    EXPECT_EQ(model.licence, "Apache-2.0");
    EXPECT_FALSE(models.front().in_use);
    EXPECT_EQ(there_.catalog
                  .transaction([&](catalog::Transaction& tx) {
                      return catalog::known_blobs(tx, std::span(&*model.weights_sha256, 1));
                  })
                  .size(),
              1U);
    EXPECT_EQ(model.report.at("crops").to_number<int>(), 48);
    EXPECT_EQ(model.report.at("locations").to_number<int>(), 4);
    EXPECT_EQ(model.report.at("top1").at("value").to_number<double>(), 1);  // red and green are told apart
    EXPECT_GE(model.report.at("top1").at("trials").to_number<int>(), 12);
    EXPECT_THAT(trained_card(house(), li_.viewer(), project_, model.trained_model_id).text,
                HasSubstr("48 crops of 2 taxa at 4 locations"));

    // Nobody else's: neither by choosing it nor by looking.
    const auto other = World::the().new_project(li_).project_id;
    EXPECT_TRUE(project_models(house(), li_.viewer(), other).empty());
    EXPECT_THAT(refused([&] {
                    choose_models(house(), li_.viewer(), other, {{}, std::vector<std::string>{"reserve-v1"}});
                }).detail,
                HasSubstr("this project has no model"));
    EXPECT_EQ(refused([&] { trained_card(house(), li_.viewer(), other, model.trained_model_id); }).code,
              Code::not_found);
    const auto stranger = World::the().newcomer("Wang");
    EXPECT_EQ(refused([&] { project_models(house(), stranger.viewer(), project_); }).code, Code::not_found);

    // What comes from now on is named by it.
    choose_models(house(), li_.viewer(), project_, {{}, std::vector<std::string>{"reserve-v1"}});
    EXPECT_TRUE(project_models(house(), li_.viewer(), project_).front().in_use);
    const auto point = World::the().new_location(li_, project_, "P09").location_id;
    const auto puma = bring(point, plain(201, 99));
    work();
    const auto ledger = there_.catalog.transaction([&](catalog::Transaction& tx) {
        return catalog::ledger_of_media(tx, {Viewer::system(), project_, 1}, std::span(&puma, 1));
    });
    ASSERT_EQ(ledger.size(), 1U);
    EXPECT_EQ(ledger.front().model, "deimv2_femto 1 + reserve 1");
    EXPECT_EQ(ledger.front().observations.at(0).at("scientificName").as_string(), "Puma concolor");

    // In use it stays; then it goes, and its version is not given again.
    EXPECT_THAT(refused([&] { remove_trained_model(house(), li_.viewer(), project_, model.trained_model_id); }).detail,
                HasSubstr("has reserve-v1 chosen"));
    choose_models(house(), li_.viewer(), project_, {});
    remove_trained_model(house(), li_.viewer(), project_, model.trained_model_id);
    EXPECT_TRUE(project_models(house(), li_.viewer(), project_).empty());
    EXPECT_TRUE(there_.catalog
                    .transaction([&](catalog::Transaction& tx) {
                        return catalog::known_blobs(tx, std::span(&*model.weights_sha256, 1));
                    })
                    .empty());
    EXPECT_EQ(refused([&] {
                  choose_models(house(), li_.viewer(), project_, {{}, std::vector<std::string>{"reserve-v1"}});
              }).code,
              Code::invalid);
    start();
    work();
    EXPECT_EQ(project_models(house(), li_.viewer(), project_).front().model.version, 2);
}

TEST_F(TrainProject, AReserveThatFilmsHasSomethingToLearnFrom) {
    std::map<std::string, std::vector<MediaId>> by_name;
    for (int place = 0; place < 3; ++place) {
        const auto point = World::the().new_location(li_, project_, "P0" + std::to_string(place)).location_id;
        for (int i = 0; i < 4; ++i) {
            const int shade = 3 * (4 * place + i);
            by_name["Puma concolor"].push_back(bring_film(point, 10 + shade));
            by_name["Cervidae"].push_back(bring_film(point, 150 + shade));
        }
    }
    work();
    for (const auto& [name, media] : by_name) say(name, media);
    const auto material = training_material(house(), li_.viewer(), project_);
    EXPECT_EQ(material.left_out.videos, 0);
    ASSERT_EQ(material.taxa.size(), 2U);
    EXPECT_EQ(material.taxa[0].crops, 12);  // one track each, however many frames it has
    EXPECT_EQ(material.taxa[0].videos, 12);
    EXPECT_EQ(material.taxa[0].photos, 0);
    const auto id = start().model.trained_model_id;
    work();
    const auto run = run_of(id);
    ASSERT_EQ(run.state, "ready") << run.problem_detail;
    const auto number = [&](const char* name) { return run.report.at(name).to_number<int>(); };
    EXPECT_EQ(std::tuple(number("crops"), number("videos"), number("photos"), number("cropsLeftOut")),
              std::tuple(24, 24, 0, 0));
    EXPECT_EQ(run.report.at("top1").at("value").to_number<double>(), 1);  // dark and light are told apart
}

TEST_F(TrainProject, OfAVideoThatWasNamedBeforeAnyMachineLookedTheTracksAreTakenThatHold) {
    const auto point = World::the().new_location(li_, project_).location_id;
    for (const int shade : {10, 40, 70}) bring_film(point, shade);
    say("Puma concolor", photos_);
    work();
    const auto material = training_material(house(), li_.viewer(), project_);
    EXPECT_EQ(material.crops, 3);
    EXPECT_EQ(material.boxes_by_machine, 3);
    EXPECT_EQ(material.left_out.videos, 0);
    const auto crops = by_system([&](auto& tx, const auto& scope) { return verified_crops(house(), tx, scope).crops; });
    ASSERT_EQ(crops.size(), 3U);
    EXPECT_EQ(crops[0].second, 0);                         // all frames alike: the earliest
    EXPECT_EQ(crops[0].box, (Box{0.25, 0.25, 0.5, 0.5}));  // the detector's
    // A later answer that follows nothing, as another program's, leaves the tracks where they are.
    by_system([&](catalog::Transaction& tx, const catalog::Scope& scope) {
        catalog::Answer line;
        line.answer_id = AnswerId::make();
        line.batch_id = BatchId::make();
        line.media_id = photos_.front();
        line.model = "other 1";
        line.answered_at = there_.clock.now();
        catalog::append_answers(tx, scope, std::span(&line, 1));
    });
    EXPECT_EQ(training_material(house(), li_.viewer(), project_).crops, 3);
}

TEST_F(TrainProject, ThePackageIsAModelThatCanBeAddedElsewhere) {
    season(3, 4);
    const auto id = start().model.trained_model_id;
    work();
    const auto place = folder_ / "package.zip";
    std::ofstream zip(place, std::ios::binary);
    const auto package = trained_package(house(), li_.viewer(), project_, id);
    EXPECT_EQ(package.file_name, "reserve-v1.zip");
    package.write([&](std::span<const std::byte> bytes) {
        zip.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    });
    zip.close();
    auto reader = value_or_throw(share::ZipReader::open(place));
    while (const auto entry = value_or_throw(reader.next())) {
        fs::create_directories((folder_ / entry->name).parent_path());
        std::ofstream out(folder_ / entry->name, std::ios::binary);
        value_or_throw(reader.read([&](std::span<const std::byte> bytes) {
            out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        }));
    }
    Config elsewhere;
    elsewhere.data_folder = folder_ / "elsewhere";
    const auto added = add_model(elsewhere, folder_ / "reserve-v1/reserve_1.onnx", (folder_ / "reserve-v1").string());
    ASSERT_TRUE(added) << added.error().detail;
    EXPECT_TRUE(fs::exists(elsewhere.data_folder / "models/reserve/README.md"));
}

TEST_F(TrainProject, DoneOnceMoreItDoublesNothing) {
    season(3, 4);
    const auto id = start().model.trained_model_id;
    const auto registry = open_registry(config_);
    const catalog::Scope scope{Viewer::system(), project_, 1};
    // A worker was killed in the middle of it.
    there_.catalog.transaction([&](catalog::Transaction& tx) { catalog::go_on_training(tx, scope, id, "fit", 0, 0); });
    EXPECT_EQ(run_of(id).state, "running");
    train_project(house(), registry, project_, id, go_on_);
    const auto once = run_of(id);
    EXPECT_EQ(once.state, "ready");
    train_project(house(), registry, project_, id, go_on_);
    const auto twice = run_of(id);
    EXPECT_EQ(twice.finished_at, once.finished_at);
    EXPECT_EQ(twice.version, 1);
    EXPECT_EQ(project_models(house(), li_.viewer(), project_).size(), 1U);
}

TEST_F(TrainProject, StoppedItIsGoneOnWithAndTakenAwayItEnds) {
    season(3, 4);
    const auto id = start().model.trained_model_id;
    const auto registry = open_registry(config_);
    const std::atomic<bool> stop{true};
    EXPECT_EQ(refused([&] { train_project(house(), registry, project_, id, stop); }).code, Code::interrupted);
    EXPECT_EQ(run_of(id).state, "running");
    remove_trained_model(house(), li_.viewer(), project_, id);
    train_project(house(), registry, project_, id, go_on_);
    EXPECT_TRUE(project_models(house(), li_.viewer(), project_).empty());
}

TEST_F(TrainProject, AGivenUpJobIsAFailedRunAndAnotherCanBegin) {
    season(3, 4);
    const auto id = start().model.trained_model_id;
    there_.catalog.transaction([&](catalog::Transaction& tx) {
        const auto kinds = std::vector<std::string>{job::train_model};
        const auto jobs = catalog::claim_jobs(tx, "doomed", kinds, 100, std::chrono::minutes(1));
        for (const auto& one : jobs)
            if (one.subject == id.text())
                catalog::fail_job(tx, "doomed", one.job_id, {Code::too_large, "there is not enough memory for it"},
                                  {1});
        catalog::release_jobs(tx, "doomed");
    });
    EXPECT_EQ(run_of(id).state, "failed");
    EXPECT_THAT(run_of(id).problem_detail, HasSubstr("memory"));
    EXPECT_EQ(start().model.state, "queued");
    work();
}

TEST_F(TrainProject, WhatTheDataDoNotAllowIsSaidAtOnce) {
    EXPECT_THAT(refused([&] { start(); }).detail, HasSubstr("at least two taxa"));
    season(1, 6);
    EXPECT_THAT(refused([&] { start(); }).detail, HasSubstr("at two sample points"));
    EXPECT_EQ(refused([&] { start("Our reserve"); }).code, Code::invalid);
    EXPECT_EQ(refused([&] { start("mean_colour"); }).code, Code::conflict);
    config_.classifiers.clear();
    fs::remove_all(config_.data_folder);
    config_.shared.clear();
    EXPECT_THAT(refused([&] { start(); }).detail, HasSubstr("features"));
    EXPECT_TRUE(project_models(house(), li_.viewer(), project_).empty());
}

TEST_F(TrainProject, OnlyManagersTrain) {
    const auto helper = World::the().newcomer("Annotator");
    set_member(there_, li_.viewer(), project_, helper.email, people::Role::annotator);
    EXPECT_EQ(refused([&] { start_training(house(), helper.viewer(), project_, {.name = "reserve"}); }).code,
              Code::forbidden);
    EXPECT_TRUE(project_models(house(), helper.viewer(), project_).empty());
}

}  // namespace
}  // namespace serow::journeys
