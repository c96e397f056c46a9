// Who can be suggested, and whom a name that cannot be speaks for. The sums are done by hand.
#include "vision/geofence.h"

#include <gtest/gtest.h>

#include "vision/rollup.h"

namespace serow::vision {
namespace {

camtrap::Taxon species(const char* name, const char* class_, const char* order, const char* family, const char* genus) {
    camtrap::Taxon taxon;
    taxon.scientificName = name;
    taxon.taxonRank = "species";
    taxon.class_ = class_;
    taxon.order = order;
    taxon.family = family;
    taxon.genus = genus;
    return taxon;
}

class GeofenceTest : public ::testing::Test {
protected:
    Taxonomy tree{std::vector{species("Panthera leo", "Mammalia", "Carnivora", "Felidae", "Panthera"),
                              species("Panthera uncia", "Mammalia", "Carnivora", "Felidae", "Panthera"),
                              species("Felis silvestris", "Mammalia", "Carnivora", "Felidae", "Felis"),
                              species("Canis lupus", "Mammalia", "Carnivora", "Canidae", "Canis"),
                              species("Parus major", "Aves", "Passeriformes", "Paridae", "Parus")}};
    std::string lifted(const Geofence& geofence, const char* name) const {
        const int node = geofence.lifted(tree.find(name));
        return node < 0 ? "animal" : tree.nodes()[static_cast<std::size_t>(node)].scientificName;
    }
    Geofence fence(std::vector<std::string> allowed, std::vector<std::string> blocked) const {
        return {tree, allowed, blocked};
    }
};

TEST_F(GeofenceTest, WithoutListsEverythingCanBe) {
    EXPECT_EQ(lifted({}, "Panthera leo"), "Panthera leo");
    EXPECT_EQ(lifted(fence({}, {}), "Panthera leo"), "Panthera leo");
    EXPECT_EQ(Geofence().lifted(-1), -1);
}

TEST_F(GeofenceTest, WhatIsBlockedSpeaksForTheNearestTaxonAboveThatIsNot) {
    const auto no_lions = fence({}, {"Panthera leo"});
    EXPECT_EQ(lifted(no_lions, "Panthera leo"), "Panthera");
    EXPECT_EQ(lifted(no_lions, "Panthera uncia"), "Panthera uncia");
    const auto no_cats = fence({}, {"Felidae"});
    EXPECT_EQ(lifted(no_cats, "Panthera leo"), "Carnivora");
    EXPECT_EQ(lifted(no_cats, "Felidae"), "Carnivora");
    EXPECT_EQ(lifted(no_cats, "Canis lupus"), "Canis lupus");
    EXPECT_EQ(lifted(fence({}, {"Aves"}), "Parus major"), "animal");
}

TEST_F(GeofenceTest, WhatIsAllowedIsAllThereIs) {
    const auto two = fence({"Panthera uncia", "Canis lupus"}, {});
    EXPECT_EQ(lifted(two, "Panthera uncia"), "Panthera uncia");
    EXPECT_EQ(lifted(two, "Panthera leo"), "Panthera");     // holds the snow leopard
    EXPECT_EQ(lifted(two, "Felis silvestris"), "Felidae");  // so does the family; the genus does not
    EXPECT_EQ(lifted(two, "Parus major"), "animal");
}

TEST_F(GeofenceTest, TheNearerOfTwoListsDecides) {
    const auto only_snow_leopards_of_cats = fence({"Mammalia", "Panthera uncia"}, {"Felidae"});
    EXPECT_EQ(lifted(only_snow_leopards_of_cats, "Panthera uncia"), "Panthera uncia");
    EXPECT_EQ(lifted(only_snow_leopards_of_cats, "Panthera leo"), "Panthera");
    EXPECT_EQ(lifted(only_snow_leopards_of_cats, "Felis silvestris"), "Felidae");
    EXPECT_EQ(lifted(only_snow_leopards_of_cats, "Canis lupus"), "Canis lupus");
}

// 0.5 lion, 0.4 snow leopard, 0.1 wolf: the lion would win; where there are none, its half speaks for Panthera (0.9).
TEST_F(GeofenceTest, ChangesWhatIsSuggestedAndLosesNoProbability) {
    const std::vector<float> probabilities{0.5F, 0.4F, 0.1F};
    const std::vector<int> nodes{tree.find("Panthera leo"), tree.find("Panthera uncia"), tree.find("Canis lupus")};
    const std::vector opinions{Opinion{probabilities, nodes, -1}};
    RollupOptions plain{.threshold = 0.45, .temperature = 1};
    EXPECT_EQ(suggest_taxon(tree, opinions, plain)->taxon.scientificName, "Panthera leo");
    const auto no_lions = fence({}, {"Panthera leo"});
    plain.geofence = &no_lions;
    const auto suggested = suggest_taxon(tree, opinions, plain);
    EXPECT_EQ(suggested->taxon.scientificName, "Panthera");
    EXPECT_NEAR(suggested->taxon.probability, 0.9, 1e-6);
    const auto sums = taxon_probabilities(tree, opinions, plain);
    EXPECT_NEAR(sums[static_cast<std::size_t>(tree.find("Mammalia"))], 1, 1e-6);
    EXPECT_EQ(sums[static_cast<std::size_t>(tree.find("Panthera leo"))], 0);
}

}  // namespace
}  // namespace serow::vision
