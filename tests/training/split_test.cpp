#include "training/split.h"

#include <gmock/gmock.h>

#include <set>

#include "training/rare.h"

namespace serow::training {
namespace {

using ::testing::Each;
using ::testing::Ge;

// counts[class][location] crops each.
Examples counted(const std::vector<std::vector<int>>& counts) {
    Examples examples;
    examples.classes.resize(counts.size());
    examples.locations.resize(counts.front().size());
    for (std::size_t c = 0; c < counts.size(); ++c)
        for (std::size_t l = 0; l < counts[c].size(); ++l)
            for (int i = 0; i < counts[c][l]; ++i) {
                examples.labels.push_back(static_cast<int>(c));
                examples.places.push_back(static_cast<int>(l));
            }
    return examples;
}

std::vector<int> crops_of_class(const Examples& examples, const std::vector<std::size_t>& crops) {
    std::vector<int> counts(examples.classes.size());
    for (const auto crop : crops) ++counts[static_cast<std::size_t>(examples.labels[crop])];
    return counts;
}

std::set<int> places_of(const Examples& examples, const std::vector<std::size_t>& crops) {
    std::set<int> places;
    for (const auto crop : crops) places.insert(examples.places[crop]);
    return places;
}

TEST(SplitByLocation, NoLocationIsOnBothSidesAndEveryClassIs) {
    const auto examples = counted({{5, 3, 2, 4, 0, 1}, {0, 2, 2, 0, 6, 1}, {1, 0, 1, 1, 0, 0}});
    std::set<std::set<int>> chosen_places;
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const auto split = split_by_location(examples, 0.25, seed);
        EXPECT_EQ(split.training.size() + split.held_out.size(), examples.size());
        const auto held = places_of(examples, split.held_out), kept = places_of(examples, split.training);
        for (const int place : held) EXPECT_FALSE(kept.contains(place));
        EXPECT_THAT(crops_of_class(examples, split.held_out), Each(Ge(1)));
        EXPECT_THAT(crops_of_class(examples, split.training), Each(Ge(1)));
        chosen_places.insert(held);
    }
    EXPECT_GT(chosen_places.size(), 3U);  // the seed chooses
}

TEST(SplitByLocation, TheSameSeedGivesTheSameSplit) {
    const auto examples = counted({{5, 3, 2, 4, 0, 1}, {0, 2, 2, 0, 6, 1}});
    EXPECT_EQ(split_by_location(examples, 0.25, 9).held_out, split_by_location(examples, 0.25, 9).held_out);
}

TEST(SplitByLocation, AboutTheShareIsHeldOut) {
    // A quarter of 46 owls are 11.5, one and a half times that 17.25. The place of 24 is never taken; that of 13
    // together with at most 2 + 1 + 1; without it 5 + 2 + 1 + 1 are held out, and no more can be added.
    const auto examples = counted({{24, 13, 5, 2, 1, 1, 0, 0}, {0, 0, 0, 0, 0, 0, 3, 3}});
    for (std::uint64_t seed = 0; seed < 50; ++seed) {
        const auto held = crops_of_class(examples, split_by_location(examples, 0.25, seed).held_out);
        EXPECT_GE(held[0], 9);
        EXPECT_LE(held[0], 17);
        EXPECT_EQ(held[1], 3);
    }
}

TEST(SplitByLocation, TwoLocationsStayForTheFoldsWhereThereAreThree) {
    // Holding out the two places of 3 would leave 15 of 21 crops, but of one place.
    const auto examples = counted({{15, 3, 3, 0, 0}, {0, 0, 0, 4, 4}});
    for (std::uint64_t seed = 0; seed < 20; ++seed)
        EXPECT_EQ(crops_of_class(examples, split_by_location(examples, 0.25, seed).held_out)[0], 3);
}

TEST(SplitByLocation, OfTwoLocationsTheSmallerIsHeldOut) {
    // Holding the first out would leave less than half of the crops to learn from.
    const auto examples = counted({{9, 1}, {8, 2}});
    for (std::uint64_t seed = 0; seed < 10; ++seed)
        EXPECT_EQ(places_of(examples, split_by_location(examples, 0.25, seed).held_out), std::set{1});
}

TEST(SplitByLocation, AClassKeepsACropForTrainingEvenWhereThatLeavesAnotherWithoutAHeldOutOne) {
    // Each two classes share a location: only one of the three can be held out.
    const auto examples = counted({{3, 3, 0}, {0, 3, 3}, {3, 0, 3}});
    for (std::uint64_t seed = 0; seed < 10; ++seed) {
        const auto split = split_by_location(examples, 0.25, seed);
        EXPECT_EQ(places_of(examples, split.held_out).size(), 1U);
        EXPECT_THAT(crops_of_class(examples, split.training), Each(Ge(3)));
    }
}

TEST(SplitByLocation, AClassOfOneLocationStaysInTraining) {
    const auto examples = counted({{2, 2, 2}, {4, 0, 0}});
    for (std::uint64_t seed = 0; seed < 10; ++seed)
        EXPECT_EQ(crops_of_class(examples, split_by_location(examples, 0.25, seed).training)[1], 4);
}

TEST(FoldsByLocation, HoldEachCropOnceAndEachLocationWhole) {
    const auto examples = counted({{5, 3, 2, 4, 0, 1}, {0, 2, 2, 0, 6, 1}});
    const auto folds = folds_by_location(examples, 3, 1);
    ASSERT_EQ(folds.size(), 3U);
    std::set<std::size_t> crops;
    std::multiset<int> places;
    for (const auto& fold : folds) {
        EXPECT_FALSE(fold.empty());
        crops.insert(fold.begin(), fold.end());
        const auto at = places_of(examples, fold);
        places.insert(at.begin(), at.end());
        EXPECT_THAT(crops_of_class(examples, fold), Each(Ge(1)));
    }
    EXPECT_EQ(crops.size(), examples.size());
    EXPECT_EQ(places.size(), 6U);
}

TEST(FoldsByLocation, AreNoMoreThanThereAreLocations) {
    EXPECT_EQ(folds_by_location(counted({{1, 1, 0}, {2, 0, 0}}), 5, 1).size(), 2U);
}

TEST(RareClasses, HaveTooFewCropsOrOneLocation) {
    auto examples = counted({{3, 2, 0}, {9, 0, 0}, {1, 1, 2}, {3, 0, 2}});
    examples.classes = {"Capra", "Naemorhedus", "Moschus", "Budorcas"};
    examples.locations = {"A", "B", "C"};
    const auto rare = rare_classes(examples, 5);
    ASSERT_EQ(rare.size(), 2U);
    EXPECT_EQ(rare[0].name, "Naemorhedus");
    EXPECT_EQ(rare[0].locations, 1);
    EXPECT_EQ(rare[1].name, "Moschus");
    EXPECT_EQ(rare[1].crops, 4);

    const auto kept = without_classes(examples, rare);
    EXPECT_THAT(kept.classes, ::testing::ElementsAre("Capra", "Budorcas"));
    EXPECT_THAT(kept.labels, ::testing::ElementsAre(0, 0, 0, 0, 0, 1, 1, 1, 1, 1));
    EXPECT_THAT(kept.places, ::testing::ElementsAre(0, 0, 0, 1, 1, 0, 0, 0, 2, 2));
    EXPECT_EQ(kept.locations.size(), 3U);
    const std::vector<RareClass> three{{"Naemorhedus"}, {"Moschus"}, {"Budorcas"}};
    EXPECT_THAT(without_classes(examples, three).locations, ::testing::ElementsAre("A", "B"));
}

}  // namespace
}  // namespace serow::training
