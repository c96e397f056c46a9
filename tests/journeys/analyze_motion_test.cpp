#include "journeys/analyze_motion.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

#include "base/json.h"
#include "card/checkpoint.h"
#include "drawn_place.h"
#include "media/stamp.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;
using std::chrono::hours;
using testing::EndsWith;
using testing::HasSubstr;

constexpr CameraTime first{std::chrono::local_days{std::chrono::year{2024} / 5 / 2} + hours{2}};

class FixedClock final : public Clock {
    [[nodiscard]] Instant now() const override { return Instant{hours{24 * 20000}}; }
};

class AnalyzeMotion : public testing::Test {
protected:
    void SetUp() override {
        std::string pattern = (fs::temp_directory_path() / "serow-motion-XXXXXX").string();
        ASSERT_NE(::mkdtemp(pattern.data()), nullptr);
        root_ = pattern;
        options_.folder = root_ / "card";
        options_.output = root_ / "boxes.json";
        options_.threads = 2;
    }
    void TearDown() override { fs::remove_all(root_); }

    void write(const std::string& path, std::span<const std::byte> bytes) {
        const auto file = options_.folder / path;
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary)
            .write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
    }
    void photo(const std::string& path, unsigned seed, CameraTime taken, bool something,
               const std::string& model = "A") {
        write(path,
              value_or_throw(media::stamp_exif(drawn_place(seed, something), {taken, "Maker", model, "", "", {}})));
    }
    // Two folders of eight visits; something came by once in each.
    void two_places() {
        for (const unsigned i : {0, 1, 2, 3, 4, 5, 6, 7}) {
            photo("A/IMG_" + std::to_string(i) + ".JPG", 1, first + hours{i}, i == 5);
            photo("B/IMG_" + std::to_string(i) + ".JPG", 2, first + hours{i}, i == 2);
        }
    }

    AnalyzeProgress analyse(bool stopped = false) {
        const std::atomic<bool> stop{stopped};
        return analyze_motion(options_, FixedClock(), stop, [](const auto&) {});
    }
    [[nodiscard]] std::string output() const { return text_of(options_.output); }
    static std::string text_of(const fs::path& path) {
        std::ifstream in(path, std::ios::binary);
        return {std::istreambuf_iterator<char>(in), {}};
    }
    [[nodiscard]] json::object image(const std::string& file) const {
        const auto document = json::parse(output());
        for (const auto& one : document.at("images").as_array())
            if (one.at("file").as_string() == file) return one.as_object();
        return {};
    }

    fs::path root_;
    AnalyzeOptions options_;
};

TEST_F(AnalyzeMotion, SaysWhereSomethingCameByAndThatTheRestIsBlank) {
    two_places();
    const auto progress = analyse();
    EXPECT_EQ(progress.finished, 16U);
    EXPECT_EQ(progress.failures, 0U);
    const auto info = json::parse(output()).at("info");
    EXPECT_EQ(info.at("detector").as_string(), "motion");
    for (const std::string file : {"A/IMG_5.JPG", "B/IMG_2.JPG"}) {
        const auto entry = image(file);
        const auto& boxes = entry.at("detections").as_array();
        ASSERT_FALSE(boxes.empty()) << file;  // the strongest first; a weak one may be a piece of it
        EXPECT_EQ(boxes[0].at("category").as_string(), "1");
        EXPECT_GT(boxes[0].at("conf").to_number<double>(), 0.1);  // by which the picture is not blank
        EXPECT_LT(boxes[0].at("conf").to_number<double>(), 0.5);
        // Drawn at 0.4 0.4 0.2 0.3. Smoothing and comparing reach 3 pixels of 160 × 80 beyond each edge.
        const auto& box = boxes[0].at("bbox").as_array();
        EXPECT_NEAR(box[0].to_number<double>(), 0.4, 0.02);
        EXPECT_NEAR(box[1].to_number<double>(), 0.4, 0.04);
        EXPECT_NEAR(box[2].to_number<double>(), 0.2, 0.04);
        EXPECT_NEAR(box[3].to_number<double>(), 0.3, 0.08);
    }
    for (const std::string file : {"A/IMG_0.JPG", "A/IMG_4.JPG", "B/IMG_5.JPG", "B/IMG_7.JPG"})
        EXPECT_TRUE(image(file).at("detections").as_array().empty()) << file;
}

TEST_F(AnalyzeMotion, WhatIsNotKnownIsAFailureWithItsReasonAndNeverBlank) {
    two_places();
    photo("A/IMG_8.JPG", 1, first + hours{8}, true, "another camera");
    photo("C/IMG_0.JPG", 3, first, false);        // alone in its folder
    write("A/IMG_9.JPG", drawn_place(1, false));  // no time
    write("A/IMG_10.JPG", std::as_bytes(std::span("no picture")));
    const auto progress = analyse();
    EXPECT_EQ(progress.finished, 20U);
    EXPECT_EQ(progress.failures, 4U);
    EXPECT_THAT(std::string(image("A/IMG_8.JPG").at("failure").as_string()), HasSubstr("0 pictures of the same view"));
    EXPECT_THAT(std::string(image("C/IMG_0.JPG").at("failure").as_string()), EndsWith("it may show an animal"));
    EXPECT_THAT(std::string(image("A/IMG_9.JPG").at("failure").as_string()), HasSubstr("when it was taken"));
    EXPECT_THAT(std::string(image("A/IMG_10.JPG").at("failure").as_string()), HasSubstr("no picture by its content"));
    EXPECT_TRUE(image("A/IMG_7.JPG").contains("detections"));
}

TEST_F(AnalyzeMotion, AfterABreakTheResultIsThatOfOneRun) {
    two_places();
    analyse();
    const auto at_once = output();
    fs::remove(options_.output);

    // Something in the way of the output: all is done, and stays in the checkpoint.
    const auto in_the_way = root_ / "boxes.json.unfinished";
    fs::create_directory(in_the_way);
    EXPECT_THROW(analyse(), Failure);
    fs::remove(in_the_way);
    // Killed: a header, all of the folder finished first, two lines of the other and a torn one.
    const auto checkpoint = card::checkpoint_path(options_.output);
    auto text = text_of(checkpoint);
    std::size_t end = 0;
    for (int line = 0; line < 1 + 8 + 2; ++line) end = text.find('\n', end) + 1;
    ASSERT_GT(text.size(), end + 20);
    std::ofstream(checkpoint, std::ios::binary | std::ios::trunc) << text.substr(0, end + 20);

    EXPECT_THROW(analyse(true), Failure);  // told to stop at once: nothing is lost
    const auto progress = analyse();
    EXPECT_EQ(progress.resumed, 8U);
    EXPECT_EQ(progress.finished, 16U);
    EXPECT_EQ(output(), at_once);
    EXPECT_FALSE(fs::exists(checkpoint));
}

TEST_F(AnalyzeMotion, ALongFolderIsCutIntoStretchesAndLosesNoFile) {
    for (int i = 0; i < 250; ++i)  // more than one stretch of 240
        photo("A/IMG_" + std::to_string(i) + ".JPG", 1, first + hours{i}, i == 100 || i == 249);
    const auto progress = analyse();
    EXPECT_EQ(progress.finished, 250U);
    EXPECT_EQ(progress.failures, 0U);
    for (const int i : {0, 99, 101, 124, 125, 248})
        EXPECT_TRUE(image("A/IMG_" + std::to_string(i) + ".JPG").at("detections").as_array().empty()) << i;
    for (const int i : {100, 249})
        EXPECT_FALSE(image("A/IMG_" + std::to_string(i) + ".JPG").at("detections").as_array().empty()) << i;
}

}  // namespace
}  // namespace serow::journeys
