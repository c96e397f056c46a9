// A reserve's project whose photos can be looked at and learnt from: real database and store, drawn photos.
#pragma once

#include <fstream>
#include <map>
#include <thread>

#include "base/id.h"
#include "journeys/add_model.h"
#include "journeys/answer.h"
#include "journeys/browse.h"
#include "journeys/eyes.h"
#include "journeys/run_jobs.h"
#include "one_thing_detector.h"
#include "video.h"
#include "vision/inference_server.h"
#include "vision/onnx_graph.h"
#include "vision/runtime.h"
#include "world.h"

namespace serow::journeys {

// A project of which the worker knows what to do with every photo: a detector that sees one animal in the middle of
// each, on a server, and a small network whose features are a crop's mean colours.
class TrainWorld : public ::testing::Test {
protected:
    std::filesystem::path folder_ =
        std::filesystem::temp_directory_path() / ("serow-train-project-" + to_text(new_uuid()));
    std::optional<vision::testing::InferenceServer> server_;
    const House& there_ = World::the().house();
    Config config_ = there_.config;
    Caller li_ = World::the().newcomer("Li");
    ProjectId project_;
    std::atomic<bool> go_on_{false};

    void SetUp() override {
        if (const auto runtime = vision::Runtime::open(); !runtime) GTEST_SKIP() << runtime.error().detail;
        std::filesystem::create_directories(folder_);
        server_.emplace(
            std::map<std::string, std::filesystem::path>{{"deimv2_femto", one_thing_detector(14, 416).write(folder_)}});
        config_.remote_inference = {"deimv2_femto=" + server_->base() + "/v2/models/deimv2_femto"};
        config_.data_folder = folder_ / "data";
        config_.worker_threads = 2;
        add_backbone();
        config_.classifiers = {"mean_colour"};
        project_ = World::the().new_project(li_).project_id;
    }
    void TearDown() override { std::filesystem::remove_all(folder_); }

    // A network whose features are a crop's mean red, green and blue.
    void add_backbone() const {
        const auto own = folder_ / "mean_colour";
        std::filesystem::create_directories(own);
        std::ofstream(own / "labels.csv") << "index,label,category,scientificName\n0,thing,,\n1,other,,\n";
        std::ofstream(own / "manifest.json") << R"({"name": "mean_colour", "version": "1", "task": "classifier",
            "file": "mean_colour.onnx", "url": "", "source": "a test", "licence": "Apache-2.0", "labels": "labels.csv",
            "input": {"tensor": "images", "layout": "nchw", "width": 16, "height": 16, "colour": "rgb",
                      "resize": "plain", "scale": 1, "mean": [0, 0, 0], "std": [1, 1, 1], "crop_margin": 0},
            "output": {"decoding": "scores", "scores": "scores", "activation": "none", "features": "features"}})";
        value_or_throw(add_model(config_,
                                 vision::testing::OnnxGraph()
                                     .input("images", {1, 3, 16, 16})
                                     .output("scores", {1, 2}, std::vector<float>{0.5F, 0.5F})
                                     .plane_means("images", "features", 3)
                                     .write(folder_),
                                 own.string()));
    }
    House house() const {
        return {config_,     there_.catalog,       there_.store,    there_.partials,        there_.clock,
                there_.taxa, there_.sign_in_tries, there_.promises, there_.answers_together};
    }

    static std::string plain(int red, int green) {
        Image image(64, 48);
        for (std::size_t i = 0; i < image.rgb.size(); ++i)
            image.rgb[i] = static_cast<std::uint8_t>(i % 3 == 0 ? red : i % 3 == 1 ? green : 60);
        const auto bytes = value_or_throw(media::encode_jpeg(image, 95));
        return {reinterpret_cast<const char*>(bytes.data()), bytes.size()};
    }
    MediaId bring(LocationId location, const std::string& bytes, const std::string& modified = "2024-05-01T02:00:00Z") {
        return bring_to({{}, location, "card"}, bytes, modified);
    }
    // Photos of one deployment can be of one event.
    DeploymentId new_deployment(LocationId location) const {
        DeploymentChange fields;
        fields.location_id = location;
        return create_deployment(there_, li_.viewer(), project_, fields).deployment_id;
    }
    MediaId bring_to(const NewUpload& where, const std::string& bytes, const std::string& modified) {
        const auto card = begin_upload(there_, li_.viewer(), project_, where);
        photos_.push_back(
            World::the().bring(li_, project_, card.upload_id, std::to_string(++files_) + ".jpg", bytes, modified));
        return photos_.back();
    }
    void work() {
        const auto registry = open_registry(config_);
        WorkerOptions options;
        options.name = "train-project";
        options.threads = 2;
        std::atomic<bool> stop{false};
        // Until nothing of this project waits; other tests may have left work that nobody does here.
        const std::jthread patience([&] {
            for (int i = 0; i < 1200; ++i) {
                std::this_thread::sleep_for(std::chrono::milliseconds(100));
                const auto now = progress(there_, li_.viewer(), project_);
                const bool looked_at = now.ready + now.unreadable == now.media && now.classified == now.ready;
                if (now.waiting + now.running == films_ && (films_ == 0 || looked_at)) break;
            }
            stop = true;
        });
        run_jobs(house(), registry, options, stop);
    }
    // A video in which one thing is to be seen; that browsers do not play it stays as it is here.
    MediaId bring_film(LocationId location, int shade, const std::string& modified = "2024-05-01T02:00:00Z") {
        ++films_;
        return bring(location, avi(static_cast<std::uint8_t>(shade)), modified);
    }
    // Red pumas and green deer, `each` of both at each of so many points, looked at and then named by Li.
    void season(int points, int each) {
        std::map<std::string, std::vector<MediaId>> by_name;
        for (int place = 0; place < points; ++place) {
            const auto point = World::the().new_location(li_, project_, "P0" + std::to_string(place)).location_id;
            for (int i = 0; i < each; ++i) {
                const int light = 20 * place + 3 * i;
                by_name["Puma concolor"].push_back(bring(point, plain(150 + light, 70 + light)));
                by_name["Cervidae"].push_back(bring(point, plain(70 + light, 150 + light)));
            }
        }
        work();
        for (const auto& [name, media] : by_name) say(name, media);
    }
    void say(const std::string& name, const std::vector<MediaId>& media) {
        NewAnswer given;
        given.media = media;
        auto& thing = given.things.emplace_back();
        thing.type = camtrap::ObservationType::animal;
        thing.scientificName = name;
        answer(there_, li_, project_, given);
    }
    template <class Act>
    static Problem refused(Act act) {
        try {
            act();
        } catch (const Failure& failure) {
            return failure.problem();
        }
        ADD_FAILURE() << "nothing was refused";
        return {};
    }
    int files_ = 0, films_ = 0;
    std::vector<MediaId> photos_;  // all that were brought
};

}  // namespace serow::journeys
