#include "vision/rollup.h"

#include <gmock/gmock.h>

namespace serow::vision {
namespace {

// Mammalia > Carnivora > Felidae > Panthera (leo, pardus), Canidae > Canis (lupus > familiaris); Aves > two birds.
Taxonomy small_tree() {
    const auto species = [](const char* name, const char* class_, const char* order, const char* family,
                            const char* genus, const char* rank = "species") {
        camtrap::Taxon taxon;
        taxon.scientificName = name;
        taxon.taxonRank = rank;
        taxon.class_ = class_;
        taxon.order = order;
        taxon.family = family;
        taxon.genus = genus;
        return taxon;
    };
    const std::vector<camtrap::Taxon> taxa{
        species("Mammalia", "Mammalia", "", "", "", "class"),
        species("Panthera leo", "Mammalia", "Carnivora", "Felidae", "Panthera"),
        species("Panthera pardus", "Mammalia", "Carnivora", "Felidae", "Panthera"),
        species("Canis lupus familiaris", "Mammalia", "Carnivora", "Canidae", "Canis", "subspecies"),
        species("Parus major", "Aves", "Passeriformes", "Paridae", "Parus"),
        species("Corvus corax", "Aves", "Passeriformes", "Corvidae", "Corvus"),
    };
    return Taxonomy(taxa);
}

// As the numbers stand: no tempering, so that sums can be done by hand.
constexpr RollupOptions plain{.threshold = 0.65, .temperature = 1, .least_animal_share = 0.5};

const std::vector<Label> mammal_labels{{0, "lion", Category::animal, "Panthera leo"},
                                       {1, "leopard", Category::animal, "Panthera pardus"},
                                       {2, "beagle", Category::animal, "Canis lupus familiaris"},
                                       {3, "great tit", Category::animal, "Parus major"},
                                       {4, "bench", std::nullopt, ""}};
const std::vector<Label> bird_labels{{0, "tit", Category::animal, "Parus major"},
                                     {1, "raven", Category::animal, "Corvus corax"},
                                     {2, "background", std::nullopt, ""}};

double of(const std::vector<double>& sums, const Taxonomy& tree, const char* name) {
    return sums[static_cast<std::size_t>(tree.find(name))];
}

TEST(Taxonomy, ChainsRanksAndFindsByNameOrByTheNextHigherOne) {
    const auto tree = small_tree();
    const auto& leo = tree.nodes()[static_cast<std::size_t>(tree.find("Panthera leo"))];
    EXPECT_EQ(leo.rank, "species");
    EXPECT_EQ(leo.depth, 4);
    EXPECT_EQ(tree.nodes()[static_cast<std::size_t>(leo.parent)].scientificName, "Panthera");
    const auto& dog = tree.nodes()[static_cast<std::size_t>(tree.find("Canis lupus familiaris"))];
    EXPECT_EQ(tree.nodes()[static_cast<std::size_t>(dog.parent)].scientificName, "Canis lupus");
    EXPECT_EQ(tree.find("Panthera onca"), tree.find("Panthera"));
    EXPECT_EQ(tree.find("Panthera leo persica"), tree.find("Panthera leo"));
    EXPECT_EQ(tree.find("Puma concolor"), -1);
    EXPECT_EQ(tree.find(""), -1);
    EXPECT_TRUE(tree.is_within(tree.find("Panthera leo"), tree.find("Mammalia")));
    EXPECT_TRUE(tree.is_within(tree.find("Aves"), tree.find("Aves")));
    EXPECT_FALSE(tree.is_within(tree.find("Parus major"), tree.find("Mammalia")));
    EXPECT_FALSE(tree.is_within(-1, -1));
}

TEST(Rollup, ProbabilityIsSummedUpTheTree) {
    const auto tree = small_tree();
    const auto nodes = nodes_of(mammal_labels, tree);
    EXPECT_EQ(nodes[4], -1);
    const float p[] = {0.3F, 0.2F, 0.1F, 0.2F, 0.2F};
    const Opinion opinion{p, nodes, -1};
    const auto sums = taxon_probabilities(tree, std::span(&opinion, 1), plain);
    // 0.8 of the probability lies on animals: everything is divided by it.
    EXPECT_NEAR(of(sums, tree, "Panthera leo"), 0.375, 1e-6);
    EXPECT_NEAR(of(sums, tree, "Felidae"), 0.625, 1e-6);
    EXPECT_NEAR(of(sums, tree, "Carnivora"), 0.75, 1e-6);
    EXPECT_NEAR(of(sums, tree, "Mammalia"), 0.75, 1e-6);
    EXPECT_NEAR(of(sums, tree, "Aves"), 0.25, 1e-6);
}

TEST(Rollup, TheDeepestTaxonThatReachesTheThresholdIsSuggested) {
    const auto tree = small_tree();
    const auto nodes = nodes_of(mammal_labels, tree);
    const float p[] = {0.3F, 0.2F, 0.1F, 0.2F, 0.2F};
    const Opinion opinion{p, nodes, -1};
    auto options = plain;
    const auto order = suggest_taxon(tree, std::span(&opinion, 1), options);
    ASSERT_TRUE(order);
    EXPECT_EQ(order->taxon.scientificName, "Carnivora");  // 0.75; Felidae has 0.625
    EXPECT_EQ(order->taxon.rank, "order");
    EXPECT_NEAR(order->taxon.probability, 0.75, 1e-6);
    ASSERT_EQ(order->alternatives.size(), 3U);
    EXPECT_EQ(order->alternatives[0].scientificName, "Panthera leo");
    EXPECT_EQ(order->alternatives[1].scientificName, "Panthera pardus");
    EXPECT_EQ(order->alternatives[2].scientificName, "Parus major");
    options.threshold = 0.6;
    EXPECT_EQ(suggest_taxon(tree, std::span(&opinion, 1), options)->taxon.scientificName, "Panthera");
    options.threshold = 0.3;
    EXPECT_EQ(suggest_taxon(tree, std::span(&opinion, 1), options)->taxon.scientificName, "Panthera leo");
    options.threshold = 0.8;
    EXPECT_FALSE(suggest_taxon(tree, std::span(&opinion, 1), options));
}

TEST(Rollup, LittleProbabilityOnAnimalsIsNotBlownUpToCertainty) {
    const auto tree = small_tree();
    const auto nodes = nodes_of(mammal_labels, tree);
    const float p[] = {0.1F, 0, 0, 0, 0.9F};
    const Opinion opinion{p, nodes, -1};
    EXPECT_NEAR(of(taxon_probabilities(tree, std::span(&opinion, 1), plain), tree, "Panthera leo"), 0.2, 1e-6);
    EXPECT_FALSE(suggest_taxon(tree, std::span(&opinion, 1), plain));
}

TEST(Rollup, TemperingFlattens) {
    const auto tree = small_tree();
    const auto nodes = nodes_of(mammal_labels, tree);
    const float p[] = {0.64F, 0.36F, 0, 0, 0};
    const Opinion opinion{p, nodes, -1};
    auto options = plain;
    options.temperature = 2;  // square roots: 0.8 and 0.6
    EXPECT_NEAR(of(taxon_probabilities(tree, std::span(&opinion, 1), options), tree, "Panthera leo"), 0.8 / 1.4, 1e-6);
}

TEST(Rollup, ASpecialistSharesOutWhatTheOthersPutOnItsScope) {
    const auto tree = small_tree();
    const auto nodes = nodes_of(mammal_labels, tree);
    const auto bird_nodes = nodes_of(bird_labels, tree);
    const float p[] = {0.1F, 0, 0, 0.9F, 0};
    const float birds[] = {0.2F, 0.6F, 0.2F};
    const Opinion both[] = {{p, nodes, -1}, {birds, bird_nodes, scope_node("Aves", tree)}};
    const auto sums = taxon_probabilities(tree, both, plain);
    EXPECT_NEAR(of(sums, tree, "Aves"), 0.9, 1e-6);
    EXPECT_NEAR(of(sums, tree, "Parus major"), 0.9 * 0.25, 1e-6);
    EXPECT_NEAR(of(sums, tree, "Corvus corax"), 0.9 * 0.75, 1e-6);
    EXPECT_NEAR(of(sums, tree, "Panthera leo"), 0.1, 1e-6);
}

TEST(Rollup, ASpecialistAloneSaysNothing) {
    const auto tree = small_tree();
    const auto bird_nodes = nodes_of(bird_labels, tree);
    const float birds[] = {0, 1, 0};
    const Opinion opinion{birds, bird_nodes, scope_node("Aves", tree)};
    EXPECT_FALSE(suggest_taxon(tree, std::span(&opinion, 1), plain));
    // A scope that the taxonomy does not know must not make a specialist one that tells everything.
    const Opinion lost{birds, bird_nodes, scope_node("Amphibia", tree)};
    EXPECT_FALSE(suggest_taxon(tree, std::span(&lost, 1), plain));
    EXPECT_EQ(scope_node("", tree), -1);
}

TEST(Rollup, NothingToGoByGivesNothing) {
    const Taxonomy none;
    EXPECT_FALSE(suggest_taxon(none, {}, plain));
    EXPECT_FALSE(suggest_taxon(small_tree(), {}, plain));
}

TEST(Rollup, WhatIsCalibratedIsNotTempered) {
    const auto tree = small_tree();
    const auto nodes = nodes_of(mammal_labels, tree);
    const std::vector<float> p{0.8F, 0.2F, 0, 0, 0};
    const Opinion calibrated{p, nodes, -1, true};
    EXPECT_NEAR(of(taxon_probabilities(tree, {&calibrated, 1}), tree, "Panthera leo"), 0.8, 1e-6);
    // 0.8 and 0.2 to the power of 2/3 are as 4^(2/3) to 1: 2.5198 of 3.5198.
    const Opinion other{p, nodes};
    EXPECT_NEAR(of(taxon_probabilities(tree, {&other, 1}), tree, "Panthera leo"), 0.71590, 1e-5);
}

}  // namespace
}  // namespace serow::vision
