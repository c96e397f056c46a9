// From the scores of classifiers to the most exact taxon that they support together.
// Method, figures and the choice of the defaults: docs/methods/species-suggestion.md.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "vision/geofence.h"
#include "vision/taxonomy.h"

namespace serow::vision {

// What one classifier said of one box.
struct Opinion {
    std::span<const float> probabilities;  // one a label
    std::span<const int> nodes;            // of each label, from nodes_of()
    int scope = -1;                        // from scope_node()
    bool calibrated = false;               // true: its probabilities are taken as they are, without a temperature
};

// For a manifest's scope: -1 where it is empty (the classifier tells any animal), else the node below which
// alone it can tell; -2 where the taxonomy lacks that taxon (its opinion is then not heard).
int scope_node(std::string_view scope, const Taxonomy& taxonomy);

struct RollupOptions {
    double threshold = 0.75;  // the probability that a taxon needs to be suggested, [0, 1]
    // Networks are surer than they are right. Each probability is raised to 1/temperature and all are divided
    // by their sum; 1 leaves them as they are, more flattens them. At least 0.1.
    double temperature = 1.5;
    // The share of all probability that is taken to be the animal's at least, (0, 1]: where less than that
    // lies on animals, little is known, and dividing by it would make certainty out of noise.
    double least_animal_share = 0.5;
    // What cannot be suggested speaks for what stands above it; nullptr: everything can.
    const Geofence* geofence = nullptr;
};

struct RankedTaxon {
    std::string scientificName;
    std::string rank;
    double probability = 0;
};

struct Suggestion {
    RankedTaxon taxon;
    std::vector<RankedTaxon> alternatives;  // the three likeliest labels' taxa, highest first; may hold `taxon`
};

// Classifiers without a scope are averaged; one with a scope shares out anew what they put on its scope, and
// says nothing by itself. Each opinion has as many nodes as probabilities.
//
// The probability of each node of the taxonomy: its own labels' and all below it, in [0, 1].
std::vector<double> taxon_probabilities(const Taxonomy& taxonomy, std::span<const Opinion> opinions,
                                        const RollupOptions& options = {});

// Goes down from the top, always to the likeliest child, as long as that child reaches the threshold.
// nullopt where not even a class does: the box is an animal, and no more can be said.
std::optional<Suggestion> suggest_taxon(const Taxonomy& taxonomy, std::span<const Opinion> opinions,
                                        const RollupOptions& options = {});

}  // namespace serow::vision
