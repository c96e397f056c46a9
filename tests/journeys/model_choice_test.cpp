// A project chooses the models that look at its photos; others keep the service's.
#include "journeys/model_choice.h"

#include <gmock/gmock.h>

#include <thread>

#include "base/id.h"
#include "catalog/answers.h"
#include "journeys/run_jobs.h"
#include "one_thing_detector.h"
#include "vision/inference_server.h"
#include "vision/runtime.h"
#include "world.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using vision::testing::InferenceServer;

// Two detectors that see one bird in every photo, on a server; nothing of them lies on this machine.
class ModelChoiceTest : public ::testing::Test {
protected:
    fs::path folder_ = fs::temp_directory_path() / ("serow-model-choice-" + to_text(new_uuid()));
    std::optional<InferenceServer> server_;
    const House& there_ = World::the().house();
    Config config_ = there_.config;
    Caller li_ = World::the().newcomer("Li");

    void SetUp() override {
        if (const auto runtime = vision::Runtime::open(); !runtime) GTEST_SKIP() << runtime.error().detail;
        World::the().forget_jobs();
        fs::create_directories(folder_);
        server_.emplace(std::map<std::string, fs::path>{{"deimv2_femto", one_thing_detector(14, 416).write(folder_)},
                                                        {"deimv2_atto", one_thing_detector(14, 320).write(folder_)}});
        config_.remote_inference = {"deimv2_femto=" + server_->base() + "/v2/models/deimv2_femto",
                                    "deimv2_atto=" + server_->base() + "/v2/models/deimv2_atto"};
        config_.classifiers.clear();
    }
    void TearDown() override { fs::remove_all(folder_); }

    House house() const {
        return {config_,     there_.catalog,       there_.store,    there_.partials,        there_.clock,
                there_.taxa, there_.sign_in_tries, there_.promises, there_.answers_together};
    }
    MediaId photo_in(ProjectId project) const {
        const auto deployment = World::the().new_deployment(li_, project);
        const auto card = begin_upload(there_, li_.viewer(), project, {deployment, {}, "card"});
        return World::the().bring(li_, project, card.upload_id, "1.jpg", jpeg(150));
    }
    std::string model_of(ProjectId project, MediaId media) const {
        return there_.catalog.transaction([&](catalog::Transaction& tx) {
            const auto ledger = catalog::ledger_of_media(tx, {Viewer::system(), project, 1}, std::span(&media, 1));
            return ledger.size() == 1 ? ledger.front().model : std::to_string(ledger.size()) + " answers";
        });
    }
};

TEST_F(ModelChoiceTest, AProjectsOwnModelsLookAtItsPhotosAndNoOthers) {
    const auto own = World::the().new_project(li_).project_id;
    const auto other = World::the().new_project(li_).project_id;
    EXPECT_EQ(model_choice(house(), li_.viewer(), own).recorded_at, std::nullopt);
    const auto chosen = choose_models(house(), li_.viewer(), own, {"deimv2_atto", {}});
    EXPECT_EQ(chosen.names.detector, "deimv2_atto");
    EXPECT_EQ(chosen.account_name, "Li");

    const auto first = photo_in(own), second = photo_in(other);
    const auto registry = open_registry(config_);
    WorkerOptions options;
    options.name = "model-choice";
    options.until_empty = true;
    std::atomic<bool> stop{false};
    std::jthread patience([&](const std::stop_token& done) {
        for (int i = 0; i < 1200 && !done.stop_requested(); ++i)
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        stop = true;
    });
    run_jobs(house(), registry, options, stop);
    EXPECT_EQ(model_of(own, first), "deimv2_atto 1");
    EXPECT_EQ(model_of(other, second), "deimv2_femto 1");
}

TEST_F(ModelChoiceTest, WhatCannotBeRunHereIsRefusedAndSaysHowToGetIt) {
    const auto project = World::the().new_project(li_).project_id;
    const auto refusal = [&](const ModelNames& names) -> std::string {
        try {
            choose_models(house(), li_.viewer(), project, names);
            return "chosen";
        } catch (const Failure& failure) {
            EXPECT_EQ(failure.problem().code, Code::invalid);
            return failure.problem().detail;
        }
    };
    EXPECT_THAT(refusal({"no_such_model", {}}), HasSubstr("there is no model \"no_such_model\""));
    EXPECT_THAT(refusal({"mobilenetv2_imagenet", {}}), HasSubstr("is a classifier"));
    EXPECT_THAT(refusal({"megadetector_v5a", {}}), HasSubstr("serow models add"));
    EXPECT_THAT(refusal({{}, std::vector<std::string>{"deimv2_femto"}}), HasSubstr("is a detector"));
    EXPECT_EQ(model_choice(house(), li_.viewer(), project).recorded_at, std::nullopt);
}

TEST_F(ModelChoiceTest, OnlyManagersChoose) {
    const auto project = World::the().new_project(li_).project_id;
    const auto stranger = World::the().newcomer("Wang");
    EXPECT_THROW(choose_models(house(), stranger.viewer(), project, {"deimv2_atto", {}}), Failure);
}

}  // namespace
}  // namespace serow::journeys
