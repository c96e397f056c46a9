// The tree of taxa that suggestions climb.
#pragma once

#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "camtrap/records.h"
#include "vision/labels.h"

namespace serow::vision {

struct TaxonNode {
    std::string scientificName;
    std::string rank;  // class, order, family, genus, species, subspecies
    int parent = -1;   // index of the node above; -1 at the top ("animal")
    int depth = 0;     // 0 at the top
};

class Taxonomy {
public:
    Taxonomy() = default;
    // Each row stands below its genus, family, order and class as far as it names them; those need no row
    // of their own. A subspecies stands below its species. The first row of a name wins.
    explicit Taxonomy(std::span<const camtrap::Taxon> taxa);

    // Parents come before their children.
    [[nodiscard]] const std::vector<TaxonNode>& nodes() const { return nodes_; }
    // The node of that name; for an unknown species or subspecies, of its species or genus; else -1.
    [[nodiscard]] int find(std::string_view scientificName) const;
    // True where `node` is `above` or stands below it.
    [[nodiscard]] bool is_within(int node, int above) const;

private:
    int add(std::string_view name, std::string_view rank, int parent);

    std::vector<TaxonNode> nodes_;
    std::unordered_map<std::string, int> by_name_;
};

// For each label the node of its scientificName, or -1.
std::vector<int> nodes_of(std::span<const Label> labels, const Taxonomy& taxonomy);

}  // namespace serow::vision
