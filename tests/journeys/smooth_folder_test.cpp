#include "journeys/smooth_folder.h"

#include <gmock/gmock.h>

#include <deque>

#include "journeys/taxa.h"

namespace serow::journeys {
namespace {

// Results as they stand in the checkpoint (analysis.h): one animal each, taken so many seconds after the first.
class SmoothFolderTest : public testing::Test {
protected:
    void photo(const std::string& path, int second, json::array taxa, double confidence = 0.8) {
        auto& file = files_.emplace_back();
        file.path = path;
        results_.push_back(json::object{
            {"detections", json::array{json::array{"1", confidence, 0.1, 0.1, 0.2, 0.2, -1, std::move(taxa)}}},
            {"taken", 1'700'000'000'000 + 1000 * second},
            {"lasts", 0}});
        finished_.push_back({&file, &results_.back()});
    }
    static json::array taxon(const char* name, double probability) { return {json::array{name, probability}}; }

    std::unordered_map<std::string, json::value> smoothed() {
        const Taxa taxa;
        return smooth_folder(finished_, vision::Taxonomy(taxa.all()), 0.3);
    }

    std::deque<card::CardFile> files_;
    std::deque<json::value> results_;
    std::vector<Finished> finished_;
};

TEST_F(SmoothFolderTest, ACoarseNameTakesItsEventsWithTheMeanOfWhatItCameFrom) {
    photo("a/1.jpg", 0, taxon("Puma concolor", 0.9));
    photo("a/2.jpg", 100, taxon("Mammalia", 0.95));
    photo("a/3.jpg", 200, taxon("Puma concolor", 0.8));
    const auto revised = smoothed();
    ASSERT_EQ(revised.size(), 1U);
    const auto& result = revised.at("a/2.jpg");
    EXPECT_EQ(result.at("pre_smoothing_description").as_string(), "Mammalia (1)");
    const auto& name = result.at("detections").at(0).at(7).at(0);
    EXPECT_EQ(name.at(0).as_string(), "Puma concolor");
    EXPECT_NEAR(name.at(1).to_number<double>(), 0.85, 1e-12);
}

// 120 s join, 121 do not; another folder is another camera; what does not say when it was taken is in no event; and
// boxes that are shown to nobody name nothing and get no name.
TEST_F(SmoothFolderTest, OnlyWithinAnEventOfOneFolder) {
    photo("a/1.jpg", 0, taxon("Puma concolor", 0.9));
    photo("a/2.jpg", 60, taxon("Puma concolor", 0.8));
    photo("a/3.jpg", 181, taxon("Mammalia", 0.95));
    photo("b/4.jpg", 60, taxon("Mammalia", 0.95));
    photo("a/5.jpg", 60, {}, 0.2);
    photo("a/6.jpg", 60, taxon("Mammalia", 0.95));
    results_.back().as_object().erase("taken");
    EXPECT_TRUE(smoothed().empty());
    photo("a/7.jpg", 61, {});
    const auto revised = smoothed();
    ASSERT_TRUE(revised.contains("a/7.jpg"));
    EXPECT_EQ(revised.at("a/7.jpg").at("pre_smoothing_description").as_string(), "animal");
    EXPECT_EQ(revised.size(), 2U) << "with it the third is within 120 s";
}

}  // namespace
}  // namespace serow::journeys
