// A reserve trains a classifier: on drawn photos and a small network made here.
#include "journeys/train_model.h"

#include <gmock/gmock.h>

#include <fstream>
#include <iterator>

#include "base/id.h"
#include "journeys/add_model.h"
#include "journeys/eyes.h"
#include "journeys/pull_model.h"
#include "media/resize.h"
#include "vision/onnx_graph.h"
#include "vision/runtime.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using vision::testing::OnnxGraph;

const std::atomic<bool> go_on{false};
const TrainTold silent{[](const CropProgress&) {}, [](std::string_view) {}};

class TrainModel : public ::testing::Test {
protected:
    fs::path folder_ = fs::temp_directory_path() / ("serow-train-model-" + to_text(new_uuid()));
    fs::path photos_ = folder_ / "photos", list_ = folder_ / "crops.csv";
    Config config_;
    TrainRequest request_{.name = "reserve", .backbone = "mean_colour"};

    void SetUp() override {
        if (const auto runtime = vision::Runtime::open(); !runtime) GTEST_SKIP() << runtime.error().detail;
        fs::create_directories(photos_);
        config_.data_folder = folder_ / "data";
        add_backbone();
    }
    void TearDown() override { fs::remove_all(folder_); }

    // A network whose features are a crop's mean red, green and blue.
    void add_backbone() const {
        const auto own = folder_ / "mean_colour";
        fs::create_directories(own);
        std::ofstream(own / "labels.csv") << "index,label,category,scientificName\n0,thing,,\n1,other,,\n";
        std::ofstream(own / "manifest.json") << R"({"name": "mean_colour", "version": "1", "task": "classifier",
            "file": "mean_colour.onnx", "url": "", "source": "a test", "licence": "Apache-2.0", "labels": "labels.csv",
            "input": {"tensor": "images", "layout": "nchw", "width": 16, "height": 16, "colour": "rgb",
                      "resize": "plain", "scale": 1, "mean": [0, 0, 0], "std": [1, 1, 1], "crop_margin": 0},
            "output": {"decoding": "scores", "scores": "scores", "activation": "none", "features": "features"}})";
        const auto file = OnnxGraph()
                              .input("images", {1, 3, 16, 16})
                              .output("scores", {1, 2}, std::vector<float>{0.5F, 0.5F})
                              .plane_means("images", "features", 3)
                              .write(folder_);
        value_or_throw(add_model(config_, file, own.string()));
    }

    // A photo whose left half, where the animal is, has that red and green, and whose right half is blue.
    void draw(const std::string& name, int red, int green) const {
        Image image(64, 48);
        for (int y = 0; y < 48; ++y)
            for (int x = 0; x < 64; ++x) {
                auto* pixel = image.row(y) + static_cast<std::ptrdiff_t>(x) * 3;
                pixel[0] = static_cast<std::uint8_t>(x < 32 ? red : 0);
                pixel[1] = static_cast<std::uint8_t>(x < 32 ? green : 0);
                pixel[2] = static_cast<std::uint8_t>(x < 32 ? 60 : 255);
            }
        const auto bytes = value_or_throw(media::encode_jpeg(image, 95));
        std::ofstream(photos_ / name, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }

    // Red pumas and green deer at four locations of different light, six of each at each.
    void season() const {
        std::ofstream list(list_);
        list << "filePath,location,scientificName,bboxX,bboxY,bboxWidth,bboxHeight\n";
        for (int place = 0; place < 4; ++place)
            for (int i = 0; i < 12; ++i) {
                const auto name = "p" + std::to_string(place) + "_" + std::to_string(i) + ".jpg";
                const bool puma = i % 2 == 0;
                const int light = 20 * place + 3 * i;
                draw(name, (puma ? 150 : 70) + light, (puma ? 70 : 150) + light);
                list << name << ",P0" << place << "," << (puma ? "Puma concolor" : "Cervidae") << ",0,0,0.5,1\n";
            }
    }
    void add_rows(const std::string& rows) const { std::ofstream(list_, std::ios::app) << rows; }

    Problem refused() const {
        try {
            train_model(config_, request_, photos_, list_, go_on, silent);
        } catch (const Failure& failure) {
            return failure.problem();
        }
        ADD_FAILURE() << "nothing was refused";
        return {};
    }
    std::string text_of(const fs::path& path) const {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
};

TEST_F(TrainModel, TheModelIsOneLikeAnyOther) {
    season();
    const auto trained = train_model(config_, request_, photos_, list_, go_on, silent);
    EXPECT_EQ(trained.version, "1");
    EXPECT_TRUE(trained.left_out.empty());
    EXPECT_EQ(trained.training.scores.top_1.successes, trained.training.scores.top_1.trials);
    EXPECT_GE(trained.training.scores.top_1.trials, 12);

    const auto registry = open_registry(config_);
    const auto* model = value_or_throw(registry.find("reserve"));
    EXPECT_EQ(model->labels.size(), 2U);
    EXPECT_TRUE(model->manifest.output.calibrated);
    EXPECT_TRUE(verify_model(config_, "reserve"));
    const auto classifier =
        value_or_throw(vision::Classifier::load(value_or_throw(vision::Runtime::open()), model->manifest, model->labels,
                                                value_or_throw(registry.find_weights(model->manifest))));
    // The joined file says what the head says of the network's features, and still gives these.
    for (const int red : {0, 90, 128, 255}) {
        Image plain(32, 32);
        for (std::size_t i = 0; i < plain.rgb.size(); ++i)
            plain.rgb[i] = static_cast<std::uint8_t>(i % 3 == 0 ? red : i % 3 == 1 ? 128 : 60);
        const auto told = value_or_throw(classifier.classify(plain, {0, 0, 1, 1}));
        ASSERT_EQ(told.features.size(), 3U);
        EXPECT_NEAR(told.features[0], red, 0.01);
        const auto head = training::probabilities(trained.training.head, told.features);
        for (std::size_t c = 0; c < 2; ++c) EXPECT_NEAR(told.probabilities[c], head[c], 1e-5);
    }

    const auto card = text_of(config_.data_folder / "models/reserve/README.md");
    EXPECT_THAT(card, HasSubstr("# reserve, version 1"));
    EXPECT_THAT(card, HasSubstr("48 crops of 2 taxa at 4 locations"));
    EXPECT_THAT(card, HasSubstr("seed 1"));
    EXPECT_THAT(card, HasSubstr("## What it must not be used for"));
}

TEST_F(TrainModel, TrainedAgainItIsTheNextVersionAndTheOldWeightsStay) {
    season();
    train_model(config_, request_, photos_, list_, go_on, silent);
    request_.fit.seed = 2;
    const auto again = train_model(config_, request_, photos_, list_, go_on, silent);
    EXPECT_EQ(again.version, "2");
    EXPECT_TRUE(fs::exists(config_.data_folder / "models/reserve_1.onnx"));
    EXPECT_TRUE(fs::exists(config_.data_folder / "models/reserve_2.onnx"));
    // A head is no backbone: the file has one already.
    request_.name = "second";
    request_.backbone = "reserve";
    EXPECT_THAT(refused().detail, HasSubstr("it has one already"));
}

TEST_F(TrainModel, SinglePhotosThatCannotBeUsedAreToldAndTheOthersServe) {
    season();
    std::ofstream(photos_ / "text.jpg") << "no photo at all";
    add_rows("text.jpg,P00,Cervidae,0,0,0.5,1\nabsent.jpg,P01,Cervidae,0,0,0.5,1\n");
    const auto trained = train_model(config_, request_, photos_, list_, go_on, silent);
    ASSERT_EQ(trained.left_out.size(), 2U);
    EXPECT_EQ(trained.left_out[0].crop.filePath, "text.jpg");
    EXPECT_EQ(trained.left_out[1].crop.line, 51U);
    EXPECT_FALSE(trained.left_out[1].reason.empty());
    EXPECT_EQ(trained.examples.size(), 48U);
    EXPECT_THAT(text_of(trained.folder / "README.md"), HasSubstr("2 crops were left out"));
}

TEST_F(TrainModel, RareTaxaAreRefusedOrLeftOutByName) {
    season();
    draw("owl.jpg", 200, 200);
    add_rows("owl.jpg,P00,Athene cunicularia,0,0,0.5,1\n");
    EXPECT_THAT(refused().detail, HasSubstr("Athene cunicularia (1 crops at 1 locations)"));
    EXPECT_THAT(refused().detail, HasSubstr("--leave-out-rare"));
    request_.leave_out_rare = true;
    const auto trained = train_model(config_, request_, photos_, list_, go_on, silent);
    ASSERT_EQ(trained.taxa_left_out.size(), 1U);
    EXPECT_EQ(trained.examples.classes.size(), 2U);
}

TEST_F(TrainModel, WhatCannotBeTrainedIsRefusedBeforeAnythingIsKept) {
    EXPECT_EQ(refused().code, Code::not_found);  // no list
    season();
    request_.name = "Reserve 1";
    EXPECT_EQ(refused().code, Code::invalid);
    request_.name = "deimv2_femto";
    EXPECT_EQ(refused().code, Code::conflict);
    request_.name = "reserve";
    request_.backbone = "deimv2_femto";
    EXPECT_THAT(refused().detail, HasSubstr("gives no features"));
    request_.backbone = "unheard_of";
    EXPECT_EQ(refused().code, Code::not_found);
    request_.backbone = "mean_colour";

    std::ofstream(list_) << "filePath,location,scientificName,x,y,width,height\n";
    for (int i = 0; i < 12; ++i)
        add_rows("p0_" + std::to_string(i) + ".jpg,P00," + (i % 2 == 0 ? "Puma concolor" : "Cervidae") +
                 ",0,0,0.5,1\n");
    EXPECT_THAT(refused().detail, HasSubstr("all are of one location"));
    std::ofstream(list_) << "filePath,location,scientificName,x,y,width,height\n";
    for (int i = 0; i < 12; ++i) add_rows("gone.jpg,P0" + std::to_string(i % 2) + ",Cervidae,0,0,0.5,1\n");
    EXPECT_THAT(refused().detail, HasSubstr("at least two taxa"));
    for (int i = 0; i < 12; ++i) add_rows("gone.jpg,P0" + std::to_string(i % 2) + ",Puma concolor,0,0,0.5,1\n");
    EXPECT_THAT(refused().detail, HasSubstr("none of the 24 crops can be used"));

    const auto photos = photos_;
    photos_ = folder_ / "elsewhere";
    EXPECT_EQ(refused().code, Code::not_found);
    EXPECT_FALSE(fs::exists(config_.data_folder / "models/reserve"));
}

TEST_F(TrainModel, StoppedItKeepsNothing) {
    season();
    const std::atomic<bool> stop{true};
    EXPECT_THROW(train_model(config_, request_, photos_, list_, stop, silent), Failure);
    EXPECT_FALSE(fs::exists(config_.data_folder / "models/reserve"));
}

}  // namespace
}  // namespace serow::journeys
