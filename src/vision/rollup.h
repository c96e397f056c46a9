// From the scores of classifiers to the most exact taxon that they support together.
// Method, figures and the choice of the defaults: docs/methods/species-suggestion.md.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "vision/taxonomy.h"

namespace serow::vision {

// What one classifier said of one box.
struct Opinion {
    std::span<const float> probabilities;  // one a label
    std::span<const int> nodes;            // of each label, from nodes_of()
    int scope = -1;                        // the node below which alone this classifier can tell; -1: everywhere
};

struct RollupOptions {
    double threshold = 0.65;  // the probability that a taxon needs to be suggested, [0, 1]
    // The share of all probability that is taken to be the animal's at least, (0, 1]: where less than that
    // lies on animals, little is known, and dividing by it would make certainty out of noise.
    double least_animal_share = 0.5;
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

// The probability of each node of the taxonomy: its own labels' and all below it, in [0, 1].
std::vector<double> taxon_probabilities(const Taxonomy& taxonomy, std::span<const Opinion> opinions,
                                        const RollupOptions& options = {});

// Goes down from the top, always to the likeliest child, as long as that child reaches the threshold.
// nullopt where not even a class does: the box is an animal, and no more can be said.
std::optional<Suggestion> suggest_taxon(const Taxonomy& taxonomy, std::span<const Opinion> opinions,
                                        const RollupOptions& options = {});

}  // namespace serow::vision
