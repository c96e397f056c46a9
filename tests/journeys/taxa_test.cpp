#include "journeys/taxa.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <set>

#include "journeys/embedded_files.h"
#include "vision/labels.h"

namespace serow::journeys {
namespace {

using testing::ElementsAre;

std::vector<std::string> names(const std::vector<camtrap::Taxon>& taxa) {
    std::vector<std::string> list;
    for (const auto& taxon : taxa) list.push_back(taxon.scientificName);
    return list;
}

TEST(Taxa, AtLeastThreeHundredMammalsAndBirdsHaveAllThreeNames) {
    const Taxa taxa;
    const auto complete = std::ranges::count_if(taxa.all(), [](const auto& taxon) {
        return taxon.taxonRank == "species" && (taxon.class_ == "Mammalia" || taxon.class_ == "Aves") &&
               !taxon.vernacularNameEn.empty() && !taxon.vernacularNameZh.empty();
    });
    EXPECT_GE(complete, 300);
}

TEST(Taxa, KnowsTheProtectedAnimalsOfChina) {
    const Taxa taxa;
    for (const auto* name : {"Ailuropoda melanoleuca", "Panthera uncia", "Rhinopithecus roxellana", "Panthera tigris"})
        EXPECT_EQ(taxa.find(name)->chinaProtection, "I") << name;
    EXPECT_EQ(taxa.find("Ailurus fulgens")->chinaProtection, "II");
    EXPECT_EQ(taxa.find("Ailuropoda melanoleuca")->vernacularNameZh, "大熊猫");
}

TEST(Taxa, EveryAncestorIsInTheListItselfAndEveryNameOnce) {
    const Taxa taxa;
    std::set<std::string> seen;
    for (const auto& taxon : taxa.all()) {
        EXPECT_TRUE(seen.insert(taxon.scientificName).second) << taxon.scientificName << " stands twice";
        for (const auto& above : {taxon.class_, taxon.order, taxon.family, taxon.genus})
            EXPECT_TRUE(above.empty() || taxa.find(above) != nullptr) << above << ", above " << taxon.scientificName;
    }
}

TEST(Taxa, EveryLabelOfTheShippedModelsIsMapped) {
    const Taxa taxa;
    int models = 0;
    for (const auto& file : embedded_models()) {
        if (!file.path.ends_with("labels.csv")) continue;
        ++models;
        const auto labels = vision::parse_labels(file.bytes, file.path);
        ASSERT_TRUE(labels) << labels.error().detail;
        for (const auto& label : *labels)
            EXPECT_TRUE(label.scientificName.empty() || taxa.find(label.scientificName) != nullptr)
                << file.path << ": " << label.label;
    }
    EXPECT_EQ(models, 15);
}

TEST(Taxa, AreFoundByScientificEnglishAndChineseName) {
    const Taxa taxa;
    EXPECT_EQ(names(taxa.search("Budorcas taxicolor", {}, 1)), std::vector<std::string>{"Budorcas taxicolor"});
    EXPECT_EQ(names(taxa.search("takin", {}, 1)), std::vector<std::string>{"Budorcas taxicolor"});
    EXPECT_EQ(names(taxa.search("羚牛", {}, 1)), std::vector<std::string>{"Budorcas taxicolor"});
    EXPECT_EQ(names(taxa.search("TAKIN", {}, 1)), std::vector<std::string>{"Budorcas taxicolor"});
}

TEST(Taxa, NamesUsedInTheProjectComeFirstAlsoUnknownOnes) {
    const Taxa taxa;
    EXPECT_EQ(names(taxa.search("panthera", {"Panthera nova"}, 1)), std::vector<std::string>{"Panthera nova"});
    EXPECT_EQ(names(taxa.search("panthera", {"Panthera uncia"}, 1)), std::vector<std::string>{"Panthera uncia"});
    EXPECT_TRUE(taxa.search("", {}, 10).empty());
    EXPECT_TRUE(taxa.search("no animal is called this", {}, 10).empty());
}

}  // namespace
}  // namespace serow::journeys
