// Photos are looked at again with another model: what it says stands beside until it is put to use.
#include "journeys/model_runs.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <format>
#include <map>
#include <set>
#include <thread>

#include "catalog/answers.h"
#include "catalog/observations.h"
#include "journeys/answer.h"
#include "journeys/compare_models.h"
#include "journeys/open_session.h"
#include "journeys/publish_predictions.h"
#include "journeys/read_media.h"
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

// Two detectors on a server: femto, the service's, sees a bird in every photo, atto a person.
class ModelRuns : public ::testing::Test {
protected:
    fs::path folder_ = fs::temp_directory_path() / ("serow-model-runs-" + to_text(new_uuid()));
    std::optional<InferenceServer> server_;
    const House& there_ = World::the().house();
    Config config_ = there_.config;
    Caller li_ = World::the().newcomer("Li");
    ProjectId id_ = World::the().new_project(li_).project_id;
    DeploymentId deployment_;
    std::vector<MediaId> photos_;

    void SetUp() override {
        if (const auto runtime = vision::Runtime::open(); !runtime) GTEST_SKIP() << runtime.error().detail;
        World::the().forget_jobs();
        fs::create_directories(folder_);
        server_.emplace(std::map<std::string, fs::path>{{"deimv2_femto", one_thing_detector(14, 416).write(folder_)},
                                                        {"deimv2_atto", one_thing_detector(0, 320).write(folder_)}});
        config_.remote_inference = {"deimv2_femto=" + server_->base() + "/v2/models/deimv2_femto",
                                    "deimv2_atto=" + server_->base() + "/v2/models/deimv2_atto"};
        config_.classifiers.clear();
        deployment_ = World::the().new_deployment(li_, id_);
        const auto card = begin_upload(there_, li_.viewer(), id_, {deployment_, {}, "card"});
        for (int i = 0; i < 4; ++i)
            photos_.push_back(World::the().bring(li_, id_, card.upload_id, std::format("{}.jpg", i),
                                                 jpeg(static_cast<std::uint8_t>(30 * i + 20))));
        work();
    }
    void TearDown() override { fs::remove_all(folder_); }

    House house() const {
        return {config_,     there_.catalog,       there_.store,    there_.partials,        there_.clock,
                there_.taxa, there_.sign_in_tries, there_.promises, there_.answers_together};
    }
    // All that is queued.
    void work() const {
        const auto registry = open_registry(config_);
        WorkerOptions options;
        options.name = "model-runs";
        options.threads = 2;
        options.until_empty = true;
        std::atomic<bool> stop{false};
        std::jthread patience([&](const std::stop_token& done) {
            for (int i = 0; i < 1200 && !done.stop_requested(); ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            stop = true;
        });
        run_jobs(house(), registry, options, stop);
    }
    ModelRun begin(const RunMedia& what = {}, const ModelNames& models = {"deimv2_atto", {}}) const {
        return begin_model_run(house(), li_.viewer(), id_, models, what, json::object{});
    }
    template <class Body>
    auto by_system(Body body) const {
        return there_.catalog.transaction(
            [&](catalog::Transaction& tx) { return body(tx, catalog::Scope{Viewer::system(), id_, 1}); });
    }
    std::string holds(MediaId photo) const {
        return by_system([&](auto& tx, const auto& scope) {
            std::string text;
            for (const auto& one : catalog::observations_of_media(tx, scope, std::span(&photo, 1)))
                text += std::string(camtrap::word(one.observation_type)) + " ";
            return text;
        });
    }
    std::vector<catalog::Answer> ledger(MediaId photo) const {
        return by_system(
            [&](auto& tx, const auto& scope) { return catalog::ledger_of_media(tx, scope, std::span(&photo, 1)); });
    }
    Code refusal(const std::function<void()>& act) const {
        try {
            act();
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        ADD_FAILURE() << "was not refused";
        return Code::internal;
    }
};

TEST_F(ModelRuns, StandBesideUntilTheyArePutToUse) {
    EXPECT_EQ(holds(photos_[0]), "animal ");
    const auto begun = begin();
    EXPECT_EQ(begun.media, 4);
    EXPECT_EQ(begun.open, 4);
    EXPECT_EQ(state_of(begun), "running");
    EXPECT_EQ(begun.detector, "deimv2_atto");
    work();
    const auto run = model_run(house(), li_.viewer(), id_, begun.model_run_id);
    EXPECT_EQ(state_of(run), "done");
    EXPECT_EQ(run.problems, 0);
    for (const auto& photo : photos_) {
        const auto lines = ledger(photo);
        ASSERT_EQ(lines.size(), 2U) << "what was said before stays";
        EXPECT_EQ(lines[0].model, "deimv2_femto 1");
        EXPECT_EQ(lines[1].model, "deimv2_atto 1");
        EXPECT_TRUE(lines[1].beside);
        EXPECT_EQ(holds(photo), "animal ") << "and holds";
    }

    use_model_run(house(), li_.viewer(), id_, run.model_run_id, true);
    work();
    for (const auto& photo : photos_) EXPECT_EQ(holds(photo), "human ");
    EXPECT_EQ(model_run(house(), li_.viewer(), id_, run.model_run_id).used_by, "Li");

    use_model_run(house(), li_.viewer(), id_, run.model_run_id, false);
    work();
    for (const auto& photo : photos_) EXPECT_EQ(holds(photo), "animal ") << "and back";
}

TEST_F(ModelRuns, EachAnswerSaysByWhichModelItCame) {
    begin();
    work();
    const auto lines = ledger(photos_[0]);
    ASSERT_EQ(lines.size(), 2U);
    const auto registry = open_registry(config_);
    const auto& manifest = value_or_throw(registry.find("deimv2_atto"))->manifest;
    const auto& model = lines[1].model_details.at("models").at(0);
    EXPECT_EQ(model.at("name").as_string(), "deimv2_atto");
    EXPECT_EQ(model.at("version").as_string(), manifest.version);
    EXPECT_EQ(model.at("sha256").as_string(), manifest.sha256.hex);
    EXPECT_EQ(model.at("manifest").as_string().size(), 64U);
    EXPECT_NE(model.at("manifest"), lines[0].model_details.at("models").at(0).at("manifest"));
    EXPECT_EQ(lines[1].model_details.at("threshold").to_number<double>(), manifest.typical_threshold);
}

TEST_F(ModelRuns, WhatPeopleSaidHoldsWhateverIsUsed) {
    review::SeenThing car;
    car.type = camtrap::ObservationType::vehicle;
    answer(house(), li_, id_, {{photos_[1]}, {}, false, {car}});
    const auto run = begin();
    work();
    use_model_run(house(), li_.viewer(), id_, run.model_run_id, true);
    work();
    EXPECT_EQ(holds(photos_[1]), "vehicle ");
    EXPECT_EQ(holds(photos_[2]), "human ");
    const auto compared = compare_models(house(), li_.viewer(), id_, {"deimv2_femto 1", "deimv2_atto 1"});
    EXPECT_EQ(compared.size(), 2U) << "both are held against what people settled";
}

TEST_F(ModelRuns, OnlyWhatIsAskedForIsLookedAt) {
    EXPECT_EQ(begin({{photos_[0], photos_[2], photos_[0]}, {}, {}}).media, 2) << "each once";
    EXPECT_EQ(begin({{}, {}, {.deployments = {deployment_}}}).media, 4);
    review::SeenThing car;
    car.type = camtrap::ObservationType::vehicle;
    answer(house(), li_, id_, {{photos_[1]}, {}, false, {car}});
    RunMedia unreviewed;
    unreviewed.filter.show = "unreviewed";
    EXPECT_EQ(begin(unreviewed).media, 3);
    RunMedia vehicles;
    vehicles.filter.show = "vehicle";
    EXPECT_EQ(begin(vehicles).media, 1);
    RunMedia blank;
    blank.filter.show = "blank";
    EXPECT_EQ(refusal([&] { begin(blank); }), Code::conflict) << "nothing to look at";
    RunMedia nonsense;
    nonsense.filter.show = "nonsense";
    EXPECT_EQ(refusal([&] { begin(nonsense); }), Code::invalid);
    EXPECT_EQ(refusal([&] { begin({{photos_[0], MediaId::make()}, {}, {}}); }), Code::not_found);
    EXPECT_EQ(refusal([&] { begin({{}, {}, {.deployments = {DeploymentId::make()}}}); }), Code::conflict);
    EXPECT_EQ(refusal([&] { begin({}, {"no_such_model", {}}); }), Code::invalid);
    EXPECT_EQ(list_model_runs(house(), li_.viewer(), id_).size(), 4U) << "what was refused is no run";
}

TEST_F(ModelRuns, ACancelledRunLooksAtNothingMore) {
    const auto run = begin().model_run_id;
    const auto cancelled = cancel_model_run(house(), li_.viewer(), id_, run);
    EXPECT_EQ(state_of(cancelled), "cancelled");
    work();
    EXPECT_EQ(ledger(photos_[0]).size(), 1U);
    EXPECT_EQ(refusal([&] { cancel_model_run(house(), li_.viewer(), id_, run); }), Code::conflict);
    const auto done = begin().model_run_id;
    work();
    EXPECT_EQ(refusal([&] { cancel_model_run(house(), li_.viewer(), id_, done); }), Code::conflict);
}

TEST_F(ModelRuns, AJobDoneTwiceSaysItOnce) {
    begin();
    // A worker that was killed after it wrote: the job is taken again, by another.
    const std::vector<std::string> kinds{job::look_at_run};
    const auto jobs = there_.catalog.transaction([&](catalog::Transaction& tx) {
        return catalog::claim_jobs(tx, "killed", kinds, 100, std::chrono::minutes(5));
    });
    ASSERT_EQ(std::ranges::count(jobs, id_, &catalog::Job::project_id), 4);
    const auto registry = open_registry(config_);
    const auto here = house();
    ChosenEyes eyes(here, registry);
    for (int round = 0; round < 2; ++round)
        for (const auto& job : jobs)
            if (job.project_id == id_) look_at_run(here, eyes, std::span(&job, 1));
    for (const auto& photo : photos_) EXPECT_EQ(ledger(photo).size(), 2U);
    there_.catalog.transaction([&](catalog::Transaction& tx) { catalog::release_jobs(tx, "killed"); });
    work();
    for (const auto& photo : photos_) EXPECT_EQ(ledger(photo).size(), 2U);
}

TEST_F(ModelRuns, JobsOfARunAreAnsweredTogether) {
    begin();
    const std::vector<std::string> kinds{job::look_at_run};
    auto jobs = there_.catalog.transaction([&](catalog::Transaction& tx) {
        return catalog::claim_jobs(tx, "together", kinds, 100, std::chrono::minutes(5));
    });
    std::erase_if(jobs, [&](const catalog::Job& job) { return job.project_id != id_; });
    ASSERT_EQ(jobs.size(), 4U);
    const auto registry = open_registry(config_);
    const auto here = house();
    ChosenEyes eyes(here, registry);
    look_at_run(here, eyes, std::span(jobs).first(1));
    const auto problems = look_at_run(here, eyes, jobs);
    EXPECT_EQ(problems.size(), 4U);
    EXPECT_TRUE(std::ranges::none_of(problems, [](const auto& why) { return why.has_value(); }));
    std::map<BatchId, int> batches;
    for (const auto& photo : photos_) {
        const auto lines = ledger(photo);
        ASSERT_EQ(lines.size(), 2U) << "what was answered before is not answered again";
        ++batches[lines[1].batch_id];
    }
    std::vector<int> sizes;
    for (const auto& [batch, size] : batches) sizes.push_back(size);
    EXPECT_THAT(sizes, ::testing::UnorderedElementsAre(1, 3));
    there_.catalog.transaction([&](catalog::Transaction& tx) { catalog::release_jobs(tx, "together"); });
    work();
}

TEST_F(ModelRuns, AWorkerTakesSeveralPhotosOfARunAtOnce) {
    const auto card = begin_upload(there_, li_.viewer(), id_, {deployment_, {}, "second card"});
    for (int i = 4; i < 10; ++i)
        photos_.push_back(World::the().bring(li_, id_, card.upload_id, std::format("{}.jpg", i),
                                             jpeg(static_cast<std::uint8_t>(20 * i + 35))));
    work();
    begin();
    work();
    std::set<BatchId> batches;
    for (const auto& photo : photos_) {
        ASSERT_EQ(ledger(photo).size(), 2U);
        batches.insert(ledger(photo)[1].batch_id);
    }
    EXPECT_LT(batches.size(), photos_.size()) << "one by one";
}

TEST_F(ModelRuns, AnotherVersionOfAModelDoesNotGoOnWithARun) {
    const auto run = begin().model_run_id;
    const std::vector<std::string> kinds{job::look_at_run};
    const auto jobs = there_.catalog.transaction([&](catalog::Transaction& tx) {
        return catalog::claim_jobs(tx, "other", kinds, 100, std::chrono::minutes(5));
    });
    // The run says that it began with other weights.
    there_.catalog.transaction([&](catalog::Transaction& tx) {
        const auto open = catalog::open_in_run(tx, {Viewer::system(), id_, 1}, run, photos_[0]);
        ASSERT_TRUE(open);
        EXPECT_EQ(open->models.at(0).at("name").as_string(), "deimv2_atto");
    });
    auto other = model_texts(config_);
    for (auto& text : other)
        if (text.manifest.contains("\"deimv2_atto\"")) {
            const auto at = text.manifest.find("\"version\": \"");
            ASSERT_NE(at, std::string::npos);
            text.manifest.insert(at + 12, "9.");
        }
    const auto registry = value_or_throw(vision::Registry::open(other, {}));
    const auto here = house();
    ChosenEyes eyes(here, registry);
    const auto mine = std::ranges::find(jobs, id_, &catalog::Job::project_id);
    ASSERT_NE(mine, jobs.end());
    EXPECT_EQ(refusal([&] { look_at_run(here, eyes, std::span(&*mine, 1)); }), Code::conflict);
    there_.catalog.transaction([&](catalog::Transaction& tx) { catalog::release_jobs(tx, "other"); });
    cancel_model_run(house(), li_.viewer(), id_, run);
}

TEST_F(ModelRuns, OtherProgramsGetWhatHolds) {
    begin();
    work();
    std::string text;
    publish_predictions(
        house(), li_.viewer(), id_, {PredictionsFormat::megadetector, {}},
        [&](std::span<const std::byte> part) { text.append(reinterpret_cast<const char*>(part.data()), part.size()); });
    EXPECT_THAT(text, HasSubstr("deimv2_femto"));
    EXPECT_EQ(text.find("deimv2_atto"), std::string::npos);
}

TEST_F(ModelRuns, OnlyManagersBeginThem) {
    const auto annotator = World::the().newcomer("Zhao");
    set_member(there_, li_.viewer(), id_, annotator.email, people::Role::annotator);
    const auto run = begin().model_run_id;
    EXPECT_EQ(refusal([&] { begin_model_run(house(), annotator.viewer(), id_, {}, {}, json::object{}); }),
              Code::forbidden);
    EXPECT_EQ(refusal([&] { cancel_model_run(house(), annotator.viewer(), id_, run); }), Code::forbidden);
    EXPECT_EQ(refusal([&] { use_model_run(house(), annotator.viewer(), id_, run, true); }), Code::forbidden);
    EXPECT_EQ(model_run(house(), annotator.viewer(), id_, run).media, 4);
    const auto stranger = World::the().newcomer("Wang");
    EXPECT_EQ(refusal([&] { model_run(house(), stranger.viewer(), id_, run); }), Code::not_found);
    cancel_model_run(house(), li_.viewer(), id_, run);
}

}  // namespace
}  // namespace serow::journeys
