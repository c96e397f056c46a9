// The taxa that Serow knows by name, from data/taxa.csv.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "camtrap/records.h"
#include "vision/taxonomy.h"

namespace serow::journeys {

class Taxa {
public:
    // The list inside the program. Throws Failure(internal) where it is broken (a test reads it).
    Taxa();

    [[nodiscard]] const std::vector<camtrap::Taxon>& all() const { return taxa_; }
    // How they stand within each other.
    [[nodiscard]] const vision::Taxonomy& tree() const { return tree_; }
    // nullptr for a name that is not in the list.
    [[nodiscard]] const camtrap::Taxon* find(std::string_view scientific_name) const;

    // Taxa whose scientific, English or Chinese name holds `query` (ASCII letters without regard to case), the best
    // first: names in `used` before others, then a name that is `query`, one that begins with it, one with a
    // word that does, any other; species before higher ranks; then by name. Names in `used` that the list
    // does not have are found too, with an empty rank.
    [[nodiscard]] std::vector<camtrap::Taxon> search(std::string_view query, const std::vector<std::string>& used,
                                                     std::size_t limit) const;

private:
    std::vector<camtrap::Taxon> taxa_;
    vision::Taxonomy tree_;
    std::unordered_map<std::string, std::size_t> by_name_;
};

}  // namespace serow::journeys
