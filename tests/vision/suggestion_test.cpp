// The whole way from a labelled box to a suggested taxon, on real crops and the compiled taxa.
#include <gtest/gtest.h>

#include <iostream>
#include <map>

#include "shared_photos.h"
#include "vision/classifier.h"
#include "vision/rollup.h"

namespace serow::vision {
namespace {

namespace fs = std::filesystem;

// data/taxa*.csv, in the order of their names.
std::vector<camtrap::Taxon> read_taxa() {
    std::vector<fs::path> files;
    for (const auto& entry : fs::directory_iterator(fs::path(SEROW_SOURCE_DIR) / "data"))
        if (entry.path().filename().string().starts_with("taxa") && entry.path().extension() == ".csv")
            files.push_back(entry.path());
    std::ranges::sort(files);
    std::vector<camtrap::Taxon> taxa;
    for (const auto& file : files) {
        std::ifstream in(file);
        camtrap::CsvReader reader(in, file.string());
        std::vector<std::string> header, cells;
        if (!value_or_throw(reader.next(header))) continue;
        while (value_or_throw(reader.next(cells))) {
            std::map<std::string, std::string> row;
            for (std::size_t i = 0; i < std::min(header.size(), cells.size()); ++i) row[header[i]] = cells[i];
            camtrap::Taxon taxon;
            taxon.scientificName = row["scientificName"];
            taxon.taxonRank = row["taxonRank"];
            taxon.class_ = row["class"];
            taxon.order = row["order"];
            taxon.family = row["family"];
            taxon.genus = row["genus"];
            taxa.push_back(std::move(taxon));
        }
    }
    return taxa;
}

struct Named {
    Classifier classifier;
    std::vector<int> nodes;
    int scope;
};

TEST(Suggestion, EveryAnimalLabelOfTheClassifiersHasItsPlaceInTheTaxa) {
    const Taxonomy taxonomy(read_taxa());
    ASSERT_GT(taxonomy.nodes().size(), 300U);
    const auto texts = value_or_throw(read_model_texts(fs::path(SEROW_SOURCE_DIR) / "models"));
    const auto registry = value_or_throw(Registry::open(texts, {}));
    for (const auto& model : registry.models()) {
        const auto nodes = nodes_of(model.labels, taxonomy);
        for (std::size_t i = 0; i < nodes.size(); ++i) {
            const auto& label = model.labels[i];
            if (label.category == Category::animal && !label.scientificName.empty()) {
                EXPECT_GE(nodes[i], 0) << model.manifest.name << ": " << label.scientificName;
            }
        }
        EXPECT_NE(scope_node(model.manifest.scope, taxonomy), -2) << model.manifest.name;
    }
}

TEST(Suggestion, WhatIsSuggestedIsRarelyWrong) {
    if (shared::photos().empty()) GTEST_SKIP() << "no photos in " << shared::folder() << "; set SEROW_SHARED";
    const Taxonomy taxonomy(read_taxa());
    const auto registry = shared::registry();
    const auto runtime = value_or_throw(Runtime::open());
    std::vector<Named> classifiers;
    for (const auto* name : {"mobilenetv2_imagenet", "mobilenetv2_inat_birds"}) {
        const auto* model = value_or_throw(registry.find(name));
        auto classifier = value_or_throw(Classifier::load(runtime, model->manifest, model->labels,
                                                          value_or_throw(registry.find_weights(model->manifest))));
        classifiers.push_back(
            {std::move(classifier), nodes_of(model->labels, taxonomy), scope_node(model->manifest.scope, taxonomy)});
    }
    int crops = 0, given = 0, wrong = 0, below_class = 0;
    for (const auto& photo : shared::photos()) {
        const int truth = taxonomy.find(photo.species);
        if (!photo.box || photo.category != "animal" || truth < 0) continue;
        const auto image = shared::decode(photo.path, 416);
        std::vector<Classification> results;
        for (const auto& one : classifiers)
            results.push_back(value_or_throw(one.classifier.classify(image, *photo.box)));
        std::vector<Opinion> opinions;
        for (std::size_t i = 0; i < results.size(); ++i)
            opinions.push_back({results[i].probabilities, classifiers[i].nodes, classifiers[i].scope});
        const auto suggestion = suggest_taxon(taxonomy, opinions);
        ++crops;
        if (!suggestion) continue;
        ++given;
        const int node = taxonomy.find(suggestion->taxon.scientificName);
        // Right: the true taxon, one above it, or one within it where the label is less exact ("Cervidae").
        const bool right = taxonomy.is_within(truth, node) || taxonomy.is_within(node, truth);
        wrong += !right;
        below_class += right && suggestion->taxon.rank != "class";
    }
    EXPECT_GE(crops, 140);
    EXPECT_GE(given, 0.6 * crops);
    EXPECT_LE(wrong, 0.15 * given);
    EXPECT_GE(below_class, 0.25 * crops);
    std::cout << crops << " crops, " << given << " suggestions, " << wrong << " wrong, " << below_class
              << " right and finer than a class\n";
}

}  // namespace
}  // namespace serow::vision
