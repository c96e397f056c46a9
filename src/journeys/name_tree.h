// Which name stands within which: taxa of any rank, and the types of observation.
#pragma once

#include <string_view>

#include "journeys/taxa.h"
#include "vision/taxonomy.h"

namespace serow::journeys {

// "animal", of which nothing more is said, is above every taxon.
class NameTree {
public:
    explicit NameTree(const Taxa& taxa) : taxonomy_(taxa.tree()) {}
    [[nodiscard]] bool is_within(std::string_view name, std::string_view above) const {
        if (name == above) return true;
        const int node = taxonomy_.find(name);
        if (above == "animal") return node >= 0;
        const int higher = taxonomy_.find(above);
        return node >= 0 && higher >= 0 && taxonomy_.is_within(node, higher);
    }

private:
    const vision::Taxonomy& taxonomy_;  // of a list that outlives this
};

}  // namespace serow::journeys
