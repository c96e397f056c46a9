// Labels that the look of their crops speaks against, by hand: crops are points on a circle.
#include "training/label_conflicts.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numbers>

#include "training/neighbours.h"

namespace serow::training {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using Labels = std::vector<std::string_view>;

// Odocoileus and Cervus are deer.
bool within(std::string_view name, std::string_view above) {
    return name == above || (above == "Cervidae" && (name == "Odocoileus" || name == "Cervus"));
}
std::optional<Doubt> doubted(std::string_view label, const Labels& neighbours) {
    return doubt(label, neighbours, within);
}

TEST(LabelDoubts, SevenOfTenOthersAreADoubtSixAreNone) {
    const auto found =
        doubted("Puma", {"Lynx", "Lynx", "Lynx", "Puma", "Lynx", "Lynx", "Lynx", "Ursus", "Ursus", "Lynx"});
    ASSERT_TRUE(found);
    EXPECT_EQ(found->suggested, "Lynx");
    EXPECT_EQ(found->votes, 7);
    EXPECT_EQ(found->own, 1);
    EXPECT_EQ(found->of, 10);
    EXPECT_FALSE(doubted("Puma", {"Lynx", "Lynx", "Lynx", "Puma", "Lynx", "Lynx", "Lynx", "Ursus", "Ursus", "Ursus"}));
}

TEST(LabelDoubts, FewerThanFiveEventsSayNothing) {
    EXPECT_FALSE(doubted("Puma", {"Lynx", "Lynx", "Lynx", "Lynx"}));
    EXPECT_TRUE(doubted("Puma", {"Lynx", "Lynx", "Lynx", "Lynx", "Lynx"}));
    EXPECT_FALSE(doubted("Puma", {}));
}

TEST(LabelDoubts, ALabelOfAnotherRankIsNoContradiction) {
    EXPECT_FALSE(doubted("Cervus", {"Cervidae", "Cervidae", "Cervidae", "Cervidae", "Cervidae"}));
    EXPECT_FALSE(doubted("Cervidae", {"Cervus", "Cervus", "Odocoileus", "Cervus", "Cervus"}));
}

TEST(LabelDoubts, SpeciesVoteForTheirFamilyAndOfEqualsTheFinerIsSuggested) {
    const auto family = doubted("Puma", {"Cervidae", "Cervus", "Odocoileus", "Cervus", "Odocoileus"});
    ASSERT_TRUE(family);
    EXPECT_EQ(family->suggested, "Cervidae");
    EXPECT_EQ(family->votes, 5);
    const auto species = doubted("Puma", {"Cervus", "Cervus", "Cervus", "Cervus", "Cervus"});
    ASSERT_TRUE(species);
    EXPECT_EQ(species->suggested, "Cervus");
}

ComparedCrop crop(double degrees, std::string label, std::size_t event) {
    const double angle = degrees * std::numbers::pi / 180;
    return {in_bytes(std::vector<float>{static_cast<float>(std::cos(angle)), static_cast<float>(std::sin(angle))}),
            std::move(label), event};
}

TEST(LabelConflicts, TheCropAmongOthersIsFoundWithThoseThatLookLikeIt) {
    std::vector<ComparedCrop> crops;
    for (std::size_t i = 0; i < 6; ++i) crops.push_back(crop(static_cast<double>(i), "Lynx", i));
    for (std::size_t i = 0; i < 6; ++i) crops.push_back(crop(80 + static_cast<double>(i), "Puma", 10 + i));
    crops.push_back(crop(-4, "Puma", 20));  // among the lynxes, 4° from the nearest
    const std::atomic<bool> stop{false};
    const auto found = label_conflicts(crops, within, stop, {.neighbours = 5, .least = 5, .share = 0.7});
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].crop, 12U);
    EXPECT_EQ(found[0].doubt.suggested, "Lynx");
    EXPECT_EQ(found[0].doubt.votes, 5);
    EXPECT_THAT(found[0].alike, ElementsAre(0, 1, 2));
    EXPECT_NEAR(found[0].similarity, std::cos(4 * std::numbers::pi / 180), 0.001);
    EXPECT_EQ(found[0].own_events, 6U);
}

TEST(LabelConflicts, ABurstHasOneVoteAndNoneAboutItself) {
    std::vector<ComparedCrop> crops;
    // A hundred frames of one lynx beside a puma, and pumas farther off.
    for (int i = 0; i < 100; ++i) crops.push_back(crop(1, "Lynx", 1));
    for (std::size_t i = 0; i < 9; ++i) crops.push_back(crop(10 + static_cast<double>(i), "Puma", 10 + i));
    crops.push_back(crop(0, "Puma", 2));
    const std::atomic<bool> stop{false};
    const auto found = label_conflicts(crops, within, stop);
    // The pumas outvote the lynx, whose frames do not stand by each other.
    ASSERT_EQ(found.size(), 100U);
    EXPECT_EQ(found[0].doubt.votes, 10);
    EXPECT_EQ(found[0].doubt.own, 0);
    EXPECT_EQ(found[0].own_events, 0U);
    for (const auto& one : found) EXPECT_LT(one.crop, 100U);
}

TEST(LabelConflicts, NothingIsNothing) {
    const std::atomic<bool> stop{false};
    EXPECT_THAT(label_conflicts({}, within, stop), IsEmpty());
    const std::vector<ComparedCrop> one{crop(3, "Lynx", 1)};
    EXPECT_THAT(label_conflicts(one, within, stop), IsEmpty());
}

}  // namespace
}  // namespace serow::training
