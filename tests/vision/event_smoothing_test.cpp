#include "vision/event_smoothing.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <random>

namespace serow::vision {
namespace {

camtrap::Taxon taxon(const char* name, const char* class_, const char* order, const char* family, const char* genus) {
    camtrap::Taxon t;
    t.scientificName = name;
    t.taxonRank = "species";
    t.class_ = class_;
    t.order = order;
    t.family = family;
    t.genus = genus;
    return t;
}

const Taxonomy& tree() {
    static const std::vector<camtrap::Taxon> taxa{
        taxon("Puma concolor", "Mammalia", "Carnivora", "Felidae", "Puma"),
        taxon("Lynx rufus", "Mammalia", "Carnivora", "Felidae", "Lynx"),
        taxon("Vulpes vulpes", "Mammalia", "Carnivora", "Canidae", "Vulpes"),
        taxon("Odocoileus hemionus", "Mammalia", "Artiodactyla", "Cervidae", "Odocoileus"),
        taxon("Athene cunicularia", "Aves", "Strigiformes", "Strigidae", "Athene"),
    };
    static const Taxonomy taxonomy(taxa);
    return taxonomy;
}

ToldAnimal told(std::size_t medium, const char* name, double probability) {
    return {medium, *name == '\0' ? only_animal : tree().find(name), probability, false};
}
ToldAnimal person_told(std::size_t medium, const char* name) {
    return {medium, tree().find(name), 1, true};
}

std::vector<std::string> smoothed(const std::vector<ToldAnimal>& event, const SmoothingRules& rules = {}) {
    std::vector<std::string> names;
    for (const int node : smooth_event(tree(), event, rules))
        names.push_back(node < 0 ? "" : tree().nodes()[static_cast<std::size_t>(node)].scientificName);
    return names;
}

using ::testing::ElementsAre;

TEST(SmoothEvent, ACoarseAnswerTakesTheEventsTaxonWithinIt) {
    EXPECT_THAT(smoothed({told(0, "Puma concolor", 0.9), told(1, "Mammalia", 0.95), told(2, "Puma concolor", 0.8),
                          told(3, "", 0.4)}),
                ElementsAre("Puma concolor", "Puma concolor", "Puma concolor", "Puma concolor"));
}

TEST(SmoothEvent, ACoarseAnswerNeverLeavesItsTaxon) {
    EXPECT_THAT(smoothed({told(0, "Puma concolor", 0.9), told(1, "Aves", 0.8), told(2, "Puma concolor", 0.8)}),
                ElementsAre("Puma concolor", "Aves", "Puma concolor"));
}

// Neither may give its name to the coarse one; what both have in common it is.
TEST(SmoothEvent, BetweenTwoSpeciesACoarseAnswerGoesNoFurtherThanWhatTheyShare) {
    EXPECT_THAT(smoothed({told(0, "Puma concolor", 0.9), told(1, "Puma concolor", 0.9), told(2, "Lynx rufus", 0.8),
                          told(3, "Mammalia", 0.9)}),
                ElementsAre("Puma concolor", "Puma concolor", "Lynx rufus", "Felidae"));
}

TEST(SmoothEvent, TwoAnimalsSideBySideBothWellSupportedStayTwo) {
    EXPECT_THAT(smoothed({told(0, "Puma concolor", 0.9), told(0, "Odocoileus hemionus", 0.76),
                          told(1, "Puma concolor", 0.9), told(2, "Puma concolor", 0.9)}),
                ElementsAre("Puma concolor", "Odocoileus hemionus", "Puma concolor", "Puma concolor"));
}

TEST(SmoothEvent, OneSurePictureNamesNoOthers) {
    EXPECT_THAT(smoothed({told(0, "Puma concolor", 0.99), told(1, "Mammalia", 0.9)}),
                ElementsAre("Puma concolor", "Mammalia"));
    // Two boxes of one picture are one look.
    EXPECT_THAT(smoothed({told(0, "Puma concolor", 0.99), told(0, "Puma concolor", 0.99), told(1, "Mammalia", 0.9)}),
                ElementsAre("Puma concolor", "Puma concolor", "Mammalia"));
}

// Two of five media: eight rabbits that are told as mammals are not to become the fox that passed first.
TEST(SmoothEvent, AMinorityOfTheMediaNamesNoOthers) {
    const std::vector<ToldAnimal> event{told(0, "Vulpes vulpes", 0.9), told(1, "Vulpes vulpes", 0.9),
                                        told(2, "Mammalia", 0.9), told(3, "Mammalia", 0.9), told(4, "Mammalia", 0.9)};
    EXPECT_THAT(smoothed(event), ElementsAre("Vulpes vulpes", "Vulpes vulpes", "Mammalia", "Mammalia", "Mammalia"));
    // Two of four are half.
    EXPECT_THAT(smoothed({event.begin(), event.begin() + 4}),
                ElementsAre("Vulpes vulpes", "Vulpes vulpes", "Vulpes vulpes", "Vulpes vulpes"));
}

TEST(SmoothEvent, TheWayDownEndsWhereItIsNoLongerEstablished) {
    EXPECT_THAT(smoothed({told(0, "Puma concolor", 0.9), told(1, "Felidae", 0.8), told(2, "Mammalia", 0.8)}),
                ElementsAre("Puma concolor", "Felidae", "Felidae"));
}

TEST(SmoothEvent, AWeakAnswerOfAnotherSpeciesTakesTheEvents) {
    EXPECT_THAT(
        smoothed({told(0, "Puma concolor", 0.9), told(1, "Odocoileus hemionus", 0.4), told(2, "Puma concolor", 0.8)}),
        ElementsAre("Puma concolor", "Puma concolor", "Puma concolor"));
}

TEST(SmoothEvent, AnotherSpeciesThatIsLikelierThanNotStays) {
    EXPECT_THAT(
        smoothed({told(0, "Puma concolor", 0.9), told(1, "Odocoileus hemionus", 0.5), told(2, "Puma concolor", 0.8)}),
        ElementsAre("Puma concolor", "Odocoileus hemionus", "Puma concolor"));
}

TEST(SmoothEvent, AWeakAnswerOfAnotherSpeciesStaysWhereAnotherPictureSaysSomethingLikeIt) {
    EXPECT_THAT(smoothed({told(0, "Puma concolor", 0.9), told(1, "Odocoileus hemionus", 0.4),
                          told(2, "Puma concolor", 0.8), told(3, "Cervidae", 0.3)}),
                ElementsAre("Puma concolor", "Odocoileus hemionus", "Puma concolor", "Cervidae"));
}

// There are two animals; that they are of one species nobody says.
TEST(SmoothEvent, AWeakAnswerBesideTheEventsSpeciesInOnePictureStays) {
    EXPECT_THAT(
        smoothed({told(0, "Puma concolor", 0.9), told(1, "Odocoileus hemionus", 0.4), told(1, "Puma concolor", 0.8)}),
        ElementsAre("Puma concolor", "Odocoileus hemionus", "Puma concolor"));
}

TEST(SmoothEvent, WhatAPersonSaidNamesTheOthersAndStays) {
    EXPECT_THAT(smoothed({person_told(0, "Lynx rufus"), told(1, "Felidae", 0.8), told(2, "", 0.3),
                          told(3, "Puma concolor", 0.4)}),
                ElementsAre("Lynx rufus", "Lynx rufus", "Lynx rufus", "Lynx rufus"));
    EXPECT_THAT(smoothed({person_told(0, "Mammalia"), told(1, "Puma concolor", 0.9), told(2, "Puma concolor", 0.9)}),
                ElementsAre("Mammalia", "Puma concolor", "Puma concolor"));
}

TEST(SmoothEvent, ANameThatIsNotListedLeavesTheEventAsItIs) {
    std::vector<ToldAnimal> event{told(0, "Puma concolor", 0.9), told(1, "Puma concolor", 0.9), told(2, "Mammalia", 1)};
    event.push_back({3, not_listed, 0.9, false});
    EXPECT_THAT(smooth_event(tree(), event), ElementsAre(event[0].node, event[1].node, event[2].node, not_listed));
}

TEST(SmoothEvent, NothingComesOfNothing) {
    EXPECT_TRUE(smooth_event(tree(), {}).empty());
    EXPECT_THAT(smoothed({told(0, "", 0.2), told(1, "", 0.3)}), ElementsAre("", ""));
}

// Of twenty thousand events made by chance, under rules made by chance: what must hold always.
TEST(SmoothEvent, NeverHidesASecondSpecies) {
    std::mt19937 chance(20240501);
    const auto up_to = [&](int most) { return std::uniform_int_distribution<int>(0, most)(chance); };
    const auto within = [](int node, int above) { return above == only_animal || tree().is_within(node, above); };
    int renamed = 0, slips = 0;
    for (int round = 0; round < 20'000; ++round) {
        SmoothingRules rules;
        rules.likely = 0.3 + 0.1 * up_to(4);
        rules.sure = rules.likely + 0.1 * up_to(2);
        rules.least_media = 1 + up_to(2);
        rules.least_share = 0.25 * up_to(2);
        std::vector<ToldAnimal> event;
        for (int n = up_to(7); n >= 0; --n)
            event.push_back({static_cast<std::size_t>(up_to(4)), up_to(static_cast<int>(tree().nodes().size())) - 1,
                             0.1 * up_to(10), up_to(9) == 0});
        const auto names = smooth_event(tree(), event, rules);
        ASSERT_EQ(names.size(), event.size());
        for (std::size_t i = 0; i < event.size(); ++i) {
            renamed += names[i] != event[i].node ? 1 : 0;
            // A person's word, and an answer that is likely: itself or within itself.
            if (event[i].by_a_person) {
                EXPECT_EQ(names[i], event[i].node);
            }
            if (event[i].by_a_person || event[i].probability >= rules.likely || event[i].node < 0) {
                EXPECT_TRUE(within(names[i], event[i].node));
            } else {
                slips += within(names[i], event[i].node) ? 0 : 1;
            }
            // A new name comes from a sure answer of the event at or within it.
            if (names[i] != event[i].node) {
                EXPECT_TRUE(std::ranges::any_of(event, [&](const ToldAnimal& other) {
                    return other.node >= 0 && (other.by_a_person || other.probability >= rules.sure) &&
                           within(other.node, names[i]);
                }));
            }
            // Two likely answers of different species are two after it.
            for (std::size_t k = 0; k < i; ++k) {
                if (event[i].probability < rules.likely || event[k].probability < rules.likely) continue;
                if (within(event[i].node, event[k].node) || within(event[k].node, event[i].node)) continue;
                EXPECT_FALSE(within(names[i], names[k]) || within(names[k], names[i]));
            }
        }
        // The order says nothing.
        auto reversed = event;
        std::ranges::reverse(reversed);
        auto names_reversed = smooth_event(tree(), reversed, rules);
        std::ranges::reverse(names_reversed);
        EXPECT_EQ(names, names_reversed);
        if (::testing::Test::HasFailure()) return;
    }
    EXPECT_GT(renamed, 1000) << "the events made by chance test nothing";
    EXPECT_GT(slips, 100) << "the events made by chance test nothing";
}

}  // namespace
}  // namespace serow::vision
