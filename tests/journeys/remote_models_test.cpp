// Photos classified by a server of the Open Inference Protocol that goes away and comes back: the queue neither stands
// still nor loses nor doubles an answer.
#include <gmock/gmock.h>

#include <fstream>
#include <iterator>
#include <set>
#include <thread>

#include "base/id.h"
#include "catalog/answers.h"
#include "catalog/jobs.h"
#include "catalog/media.h"
#include "journeys/analyze_folder.h"
#include "journeys/eyes.h"
#include "journeys/open_session.h"
#include "journeys/pull_model.h"
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
using vision::testing::Fault;
using vision::testing::InferenceServer;

TEST(RemoteOf, OneModelsOwnServerCountsMoreThanThatOfAll) {
    Config config;
    EXPECT_FALSE(remote_of(config, "m"));
    config.remote_inference = {"http://all:8000/", "other=https://one:8001",
                               "m=http://gpu:8000/v2/models/md/versions/2"};
    config.remote_timeout = std::chrono::seconds(7);
    EXPECT_EQ(remote_of(config, "m")->url, "http://gpu:8000/v2/models/md/versions/2");
    EXPECT_EQ(remote_of(config, "other")->url, "https://one:8001/v2/models/other");
    EXPECT_EQ(remote_of(config, "third")->url, "http://all:8000/v2/models/third");
    EXPECT_EQ(remote_of(config, "third")->timeout, std::chrono::seconds(7));
    config.remote_inference = {"m=http://gpu:8000", "http://all:8000"};
    EXPECT_EQ(remote_of(config, "m")->url, "http://gpu:8000/v2/models/m");
    config.remote_inference = {"gpu:8000"};
    EXPECT_THROW(remote_of(config, "m"), Failure);
}

// The default detector's inputs and outputs; it sees one bird in every photo. Nothing of it lies on this machine.
class RemoteModels : public ::testing::Test {
protected:
    fs::path folder_ = fs::temp_directory_path() / ("serow-remote-models-" + to_text(new_uuid()));
    std::optional<InferenceServer> server_;
    const House& house_ = World::the().house();
    Config config_ = house_.config;
    Caller li_ = World::the().newcomer("Li");
    Project project_ = World::the().new_project(li_);

    void SetUp() override {
        if (const auto runtime = vision::Runtime::open(); !runtime) GTEST_SKIP() << runtime.error().detail;
        World::the().forget_jobs();
        fs::create_directories(folder_);
        const auto file = one_thing_detector(14, 416).write(folder_);
        server_.emplace(std::map<std::string, fs::path>{{"deimv2_femto", file}});
        config_.remote_inference = {server_->base()};
        config_.remote_timeout = std::chrono::seconds(20);
        config_.classifiers.clear();
        config_.job_attempts = 1;  // a counted try would be the last
    }
    void TearDown() override { fs::remove_all(folder_); }

    std::vector<MediaId> photos(int count) const {
        const auto point = World::the().new_location(li_, project_.project_id);
        DeploymentChange fields;
        fields.location_id = point.location_id;
        const auto deployment = create_deployment(house_, li_.viewer(), project_.project_id, fields).deployment_id;
        const auto card = begin_upload(house_, li_.viewer(), project_.project_id, {deployment, {}, "card"});
        std::vector<MediaId> ids;
        for (int i = 0; i < count; ++i) {
            const auto bytes = jpeg(static_cast<std::uint8_t>(100 + i));
            const auto file = announced(std::to_string(i) + ".jpg", bytes);
            const auto wanted =
                announce(house_, li_.viewer(), project_.project_id, card.upload_id, std::span(&file, 1)).front();
            Arrival arrival(house_, li_.viewer(), project_.project_id, card.upload_id, wanted.upload_file_id);
            arrival.write(bytes_of(bytes));
            ids.push_back(*arrival.finish().media_id);
        }
        return ids;
    }
    // A worker with these settings, until the queue is empty.
    void work() const {
        const House house{config_,     house_.catalog,       house_.store,    house_.partials,        house_.clock,
                          house_.taxa, house_.sign_in_tries, house_.promises, house_.answers_together};
        WorkerOptions options;
        options.name = "remote-models";
        options.threads = 2;
        options.until_empty = true;
        const auto registry = open_registry(config_);
        std::atomic<bool> stop{false};
        // Whatever goes wrong, the test ends.
        std::jthread patience([&](const std::stop_token& done) {
            for (int i = 0; i < 1200 && !done.stop_requested(); ++i)
                std::this_thread::sleep_for(std::chrono::milliseconds(50));
            stop = true;
        });
        run_jobs(house, registry, options, stop);
    }
    void expect_each_answered_once(const std::vector<MediaId>& ids) const {
        const catalog::Scope scope{Viewer::system(), project_.project_id, 1};
        house_.catalog.transaction([&](catalog::Transaction& tx) {
            EXPECT_TRUE(catalog::dead_jobs(tx, scope, 10).empty());
            const auto ledger = catalog::ledger_of_media(tx, scope, ids);
            EXPECT_EQ(ledger.size(), ids.size());
            for (const auto& answer : ledger) EXPECT_EQ(answer.model, "deimv2_femto 1");
            for (const auto& id : ids) EXPECT_EQ(catalog::media_by_id(tx, scope, id)->state, "ready");
        });
    }
};

TEST_F(RemoteModels, AServerWithoutWeightsHereIsEnough) {
    EXPECT_EQ(usable_detector(config_), "deimv2_femto");
    work();  // what other tests left in the queue
    const auto before = server_->served().size();
    const auto ids = photos(3);
    work();
    expect_each_answered_once(ids);
    EXPECT_EQ(server_->served().size() - before, 3U);
}

TEST_F(RemoteModels, PhotosOfSeveralJobsAreAnsweredTogether) {
    const auto ids = photos(40);
    work();
    expect_each_answered_once(ids);
    const catalog::Scope scope{Viewer::system(), project_.project_id, 1};
    std::set<std::string> acts;
    house_.catalog.transaction([&](catalog::Transaction& tx) {
        for (const auto& answer : catalog::ledger_of_media(tx, scope, ids)) acts.insert(answer.batch_id.text());
    });
    EXPECT_LT(acts.size(), ids.size() / 2);
}

// Read when it came, and damaged since: its own fault alone.
TEST_F(RemoteModels, AFileThatCannotBeDecodedIsNoProblemOfTheOthers) {
    const auto ids = photos(12);
    const catalog::Scope scope{Viewer::system(), project_.project_id, 1};
    read_media(house_, project_.project_id, ids);
    house_.catalog.transaction([&](catalog::Transaction& tx) {  // that was those jobs' work
        std::vector<JobId> done;
        for (const auto& one :
             catalog::claim_jobs(tx, "test", std::vector<std::string>{job::read_media}, 1000, std::chrono::minutes(1)))
            done.push_back(one.job_id);
        catalog::finish_jobs(tx, "test", done);
    });
    const auto bad = house_.catalog.transaction(
        [&](catalog::Transaction& tx) { return catalog::media_by_id(tx, scope, ids[5])->sha256; });
    const auto path = house_.store.original(Sha256{bad}).path();
    std::ifstream in(path, std::ios::binary);
    const std::string good(std::istreambuf_iterator<char>(in), {});
    fs::permissions(path, fs::perms::owner_write, fs::perm_options::add);
    std::ofstream(path, std::ios::binary | std::ios::trunc) << "no picture";
    work();
    std::ofstream(path, std::ios::binary | std::ios::trunc) << good;
    house_.catalog.transaction([&](catalog::Transaction& tx) {
        EXPECT_TRUE(catalog::dead_jobs(tx, scope, 10).empty());
        EXPECT_EQ(catalog::ledger_of_media(tx, scope, ids).size(), ids.size() - 1);
        for (const auto& id : ids)
            EXPECT_EQ(catalog::media_by_id(tx, scope, id)->state, id == ids[5] ? "unreadable" : "ready");
    });
}

TEST_F(RemoteModels, AServerThatVanishesMidwayAndComesBackCostsNothingButTime) {
    const auto ids = photos(6);
    std::jthread accident([&] {
        while (server_->served().size() < 2) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        server_->stop();
        EXPECT_FALSE(usable_detector(config_));
        std::this_thread::sleep_for(std::chrono::seconds(3));
        server_->start();
    });
    work();
    accident.join();
    expect_each_answered_once(ids);
}

TEST_F(RemoteModels, AServerThatComesLateIsWaitedFor) {
    const auto ids = photos(2);
    server_->stop();
    std::jthread later([&] {
        std::this_thread::sleep_for(std::chrono::seconds(2));
        server_->start();
    });
    work();
    later.join();
    expect_each_answered_once(ids);
}

TEST_F(RemoteModels, AnAnswerThatIsNoneEndsTheJobWithItsReason) {
    const auto ids = photos(1);
    server_->misbehave({Fault::no_json, Fault::no_json, Fault::no_json});
    work();
    const catalog::Scope scope{Viewer::system(), project_.project_id, 1};
    house_.catalog.transaction([&](catalog::Transaction& tx) {
        const auto dead = catalog::dead_jobs(tx, scope, 10);
        ASSERT_EQ(dead.size(), 1U);
        EXPECT_THAT(dead[0].problem_detail, HasSubstr("not of the Open Inference Protocol"));
        // No fault of the photo.
        EXPECT_EQ(catalog::media_by_id(tx, scope, ids[0])->state, "ready");
        catalog::retry_dead(tx, scope);
    });
    work();
    expect_each_answered_once(ids);
}

TEST_F(RemoteModels, TheListOfModelsSaysWhereTheyRunAndWhetherTheServerIsThere) {
    const auto detail = [&] {
        const auto list = list_models(config_);
        return *std::ranges::find(list, "deimv2_femto", &ModelStatus::name);
    };
    EXPECT_TRUE(detail().present);
    EXPECT_THAT(detail().detail, HasSubstr("on " + server_->url("deimv2_femto")));
    server_->stop();
    EXPECT_FALSE(detail().present);
    EXPECT_THAT(detail().detail, HasSubstr("which is away"));
}

TEST_F(RemoteModels, AnalysingAFolderStopsWhereTheServerGoesAndGoesOnLater) {
    const auto photos_in = folder_ / "photos";
    fs::create_directories(photos_in);
    for (int i = 0; i < 5; ++i)
        std::ofstream(photos_in / (std::to_string(i) + ".jpg"), std::ios::binary) << jpeg(static_cast<std::uint8_t>(i));
    const auto eyes = value_or_throw(Eyes::open(config_, open_registry(config_), house_.taxa, false));
    AnalyzeOptions options;
    options.folder = photos_in;
    options.output = folder_ / "boxes.json";
    options.threads = 1;
    const std::atomic<bool> stop{false};
    server_->misbehave({Fault::slow, Fault::slow, Fault::slow, Fault::slow, Fault::slow});
    server_->slowness_ms = 200;
    std::jthread accident([&] {
        while (server_->served().size() < 3) std::this_thread::sleep_for(std::chrono::milliseconds(1));
        server_->stop();
    });
    EXPECT_THROW(analyze_folder(options, eyes, SystemClock(), stop, [](const auto&) {}), Failure);
    accident.join();
    server_->start();
    const auto progress = analyze_folder(options, eyes, SystemClock(), stop, [](const auto&) {});
    EXPECT_EQ(progress.finished, 5U);
    EXPECT_EQ(progress.failures, 0U);
    EXPECT_GE(progress.resumed, 2U);
}

}  // namespace
}  // namespace serow::journeys
