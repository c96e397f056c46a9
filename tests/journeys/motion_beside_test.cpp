#include "journeys/motion_beside.h"

#include <gmock/gmock.h>

#include <chrono>
#include <fstream>

#include "base/id.h"
#include "drawn_place.h"
#include "media/stamp.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;

// Eight visits of one camera, an hour apart; something came by at the sixth. The model's threshold is 0.3.
class MotionBesideTest : public ::testing::Test {
protected:
    fs::path folder_ = fs::temp_directory_path() / ("serow-beside-" + to_text(new_uuid()));
    std::vector<card::CardFile> files_ = std::vector<card::CardFile>(8);
    MotionBeside beside_{folder_};
    std::unordered_map<const card::CardFile*, json::value> results_;

    void SetUp() override {
        fs::create_directories(folder_);
        constexpr CameraTime first{std::chrono::local_days{std::chrono::year{2024} / 5 / 2} + std::chrono::hours{2}};
        for (std::size_t i = 0; i < files_.size(); ++i) {
            files_[i].path = std::to_string(i) + ".jpg";
            const auto bytes = value_or_throw(
                media::stamp_exif(drawn_place(3, i == 5), {first + std::chrono::hours{i}, "Maker", "A", "", "", {}}));
            std::ofstream(folder_ / files_[i].path, std::ios::binary)
                .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
            beside_.add(files_[i], drawn_picture(3, i == 5));
            results_[&files_[i]] = {{"detections", json::array{}}};
        }
    }
    void TearDown() override { fs::remove_all(folder_); }

    // A box where something came by.
    void model_says(std::size_t file, double confidence) {
        results_[&files_[file]]
            .at("detections")
            .as_array()
            .push_back(json::array{"1", confidence, 0.4, 0.4, 0.2, 0.3, -1, json::array{}});
    }
    double confidence(std::size_t file) {
        return results_[&files_[file]].at("detections").at(0).at(1).to_number<double>();
    }
};

TEST_F(MotionBesideTest, ConfidencesSayWhatBothTogetherShow) {
    model_says(5, 0.2);   // supported
    model_says(0, 0.4);   // doubted
    model_says(1, 0.5);   // too sure to be doubted
    model_says(2, 0.09);  // nobody would have shown it
    beside_.weigh(results_, 0.3);
    EXPECT_DOUBLE_EQ(confidence(5), 0.3);
    EXPECT_DOUBLE_EQ(confidence(0), 0.4 * 2 / 3);
    EXPECT_DOUBLE_EQ(confidence(1), 0.5);
    EXPECT_DOUBLE_EQ(confidence(2), 0.06);
}

TEST_F(MotionBesideTest, WhatIsSureStaysAndLessThanHalfTheThresholdIsNotSupported) {
    model_says(5, 0.8);
    beside_.weigh(results_, 0.3);
    EXPECT_DOUBLE_EQ(confidence(5), 0.8);
    results_[&files_[5]] = {{"detections", json::array{}}};
}

TEST_F(MotionBesideTest, AFileThatCouldNotBeLookedAtIsPassedOver) {
    results_[&files_[5]] = {{"failure", "the model failed"}};
    beside_.weigh(results_, 0.3);
    EXPECT_TRUE(results_[&files_[5]].as_object().contains("failure"));
}

}  // namespace
}  // namespace serow::journeys
