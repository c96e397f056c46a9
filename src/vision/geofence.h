// Which taxa can be suggested at all: those that live where the cameras stand. docs/methods/geofence.md.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "vision/taxonomy.h"

namespace serow::vision {

// Of the nearest listed taxon at or above an animal's own it depends: allowed it can be suggested, blocked it cannot.
// Where none is listed above, it can be if nothing is allowed by name. What cannot be suggested lends its probability
// to the nearest taxon above that can be, or that holds something that can be: "a wolf" where there are no wolves still
// speaks for "Canis". (SpeciesNet rolls such a prediction up in the same way; there the lists are by country.)
class Geofence {
public:
    Geofence() = default;  // everything can be suggested
    // Scientific names; those that the taxonomy lacks are passed over.
    Geofence(const Taxonomy& taxonomy, std::span<const std::string> allowed, std::span<const std::string> blocked);

    // The node to speak for in place of `node`: itself, one above, or -1 for "animal".
    [[nodiscard]] int lifted(int node) const {
        return lifted_.empty() || node < 0 ? node : lifted_[static_cast<std::size_t>(node)];
    }

private:
    std::vector<int> lifted_;  // one a node
};

}  // namespace serow::vision
