// How many pictures at once are best: chosen from figures, measured, kept, and forgotten on another machine.
#include "journeys/model_speed.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "base/id.h"
#include "base/json.h"
#include "journeys/add_model.h"
#include "journeys/eyes.h"
#include "vision/onnx_graph.h"
#include "vision/runtime.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;

TEST(BestBatch, IsTheSmallestWithinThreeInAHundredOfTheFastest) {
    const std::vector<Speed> speeds{
        {1, 1, 2, 80}, {2, 1, 2, 97.5}, {4, 1, 2, 100}, {8, 1, 2, 99}, {1, 2, 1, 400}};  // other threads do not count
    EXPECT_EQ(best_of(speeds, 1).batch, 2);
    EXPECT_EQ(best_of(speeds, 2).batch, 1);
    EXPECT_EQ(best_of({{1, 1, 2, 100}, {2, 1, 2, 102}}, 1).batch, 1);
    EXPECT_EQ(best_of({{1, 1, 2, 96}, {2, 1, 2, 100}}, 1).batch, 2);
}

class ModelSpeed : public ::testing::Test {
protected:
    fs::path folder_ = fs::temp_directory_path() / ("serow-model-speed-" + to_text(new_uuid()));
    Config config_;

    void SetUp() override {
        if (const auto runtime = vision::Runtime::open(); !runtime) GTEST_SKIP() << runtime.error().detail;
        fs::create_directories(folder_ / "colours");
        config_.data_folder = folder_ / "data";
        std::ofstream(folder_ / "colours" / "labels.csv")
            << "index,label,category,scientificName\n0,red,,\n1,green,,\n2,blue,,\n";
        std::ofstream(folder_ / "colours" / "manifest.json") << R"({"name": "colours", "version": "1",
            "task": "classifier", "file": "colours.onnx", "url": "", "source": "a test", "licence": "MIT",
            "labels": "labels.csv", "input": {"tensor": "images", "layout": "nchw", "width": 32, "height": 32,
            "colour": "rgb", "resize": "plain", "scale": 1, "mean": [0, 0, 0], "std": [1, 1, 1], "crop_margin": 0},
            "output": {"decoding": "scores", "scores": "means", "activation": "none"}})";
    }
    void TearDown() override { fs::remove_all(folder_); }

    void add(std::int64_t batch_axis) const {
        const auto file = vision::testing::OnnxGraph()
                              .input("images", {batch_axis, 3, 32, 32})
                              .plane_means("images", "means", 3, batch_axis)
                              .write(folder_);
        value_or_throw(add_model(config_, file, (folder_ / "colours").string()));
    }
    BenchedModel bench() const {
        const auto all = bench_models(config_, {{"colours"}, {1, 2, 4}, 3, 0.002, 2}, [](const auto&) {});
        EXPECT_EQ(all.size(), 1U);
        return all.front();
    }
    int kept() const { return best_batch(config_, (*open_registry(config_).find("colours"))->manifest); }
    fs::path file() const { return config_.data_folder / "model-speed.json"; }
    json::value read() const {
        std::ifstream in(file(), std::ios::binary);
        return value_or_throw(parse_json(std::string(std::istreambuf_iterator<char>(in), {}), "the file"));
    }
    void write(const json::value& value) const { std::ofstream(file(), std::ios::binary) << json::serialize(value); }
};

TEST_F(ModelSpeed, EveryBatchIsMeasuredAndTheBestIsKept) {
    add(-1);
    EXPECT_EQ(kept(), 1);  // not measured yet
    const auto benched = bench();
    EXPECT_EQ(benched.why_not, "");
    ASSERT_EQ(benched.speeds.size(), 6U);  // three batches, with one and with two threads
    for (const auto& speed : benched.speeds) {
        EXPECT_GT(speed.images_per_second, 0);
        EXPECT_EQ(speed.callers * speed.threads, 2);
    }
    EXPECT_EQ(benched.best.threads, 1);
    EXPECT_EQ(kept(), benched.best.batch);

    // What stands in the file holds, and of the same machine and settings alone.
    auto value = read();
    value.at("models").at(0).as_object()["batch"] = 4;
    write(value);
    EXPECT_EQ(kept(), 4);
    config_.model_threads = 2;
    EXPECT_EQ(kept(), 1);
    config_.model_threads = 1;
    value.as_object()["machine"] = "another";
    write(value);
    EXPECT_EQ(kept(), 1);
    std::ofstream(file(), std::ios::binary | std::ios::trunc) << "no JSON";
    EXPECT_EQ(kept(), 1);
    bench();
    EXPECT_EQ(read().at("models").as_array().size(), 1U);
}

TEST_F(ModelSpeed, AModelOfABatchOfOneIsMeasuredWithThat) {
    add(1);
    const auto benched = bench();
    ASSERT_EQ(benched.speeds.size(), 2U);
    EXPECT_EQ(benched.best.batch, 1);
}

TEST_F(ModelSpeed, AnUnknownNameIsSaid) {
    EXPECT_THROW(bench_models(config_, {{"nobody"}, {1}, 1, 0.001, 1}, [](const auto&) {}), Failure);
}

}  // namespace
}  // namespace serow::journeys
