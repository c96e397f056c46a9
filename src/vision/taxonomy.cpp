#include "vision/taxonomy.h"

namespace serow::vision {

namespace {

// The first `words` words of a scientific name; empty where it has fewer.
std::string_view leading_words(std::string_view name, int words) {
    std::size_t end = 0;
    for (; words > 0; --words) {
        if (end >= name.size()) return {};
        end = name.find(' ', end == 0 ? 0 : end + 1);
        if (end == std::string_view::npos) end = name.size();
    }
    return name.substr(0, end);
}

}  // namespace

int Taxonomy::add(std::string_view name, std::string_view rank, int parent) {
    if (name.empty()) return parent;
    const auto [place, is_new] = by_name_.try_emplace(std::string(name), static_cast<int>(nodes_.size()));
    if (is_new)
        nodes_.push_back({std::string(name), std::string(rank), parent,
                          parent < 0 ? 0 : nodes_[static_cast<std::size_t>(parent)].depth + 1});
    return place->second;
}

Taxonomy::Taxonomy(std::span<const camtrap::Taxon> taxa) {
    for (const auto& taxon : taxa) {
        int above = add(taxon.class_, "class", -1);
        above = add(taxon.order, "order", above);
        above = add(taxon.family, "family", above);
        above = add(taxon.genus, "genus", above);
        if (taxon.taxonRank == "subspecies") above = add(leading_words(taxon.scientificName, 2), "species", above);
        add(taxon.scientificName, taxon.taxonRank, above);
    }
}

int Taxonomy::find(std::string_view scientificName) const {
    for (const int words : {0, 2, 1}) {  // the whole name, then species, then genus
        const auto name = words == 0 ? scientificName : leading_words(scientificName, words);
        if (name.empty()) continue;
        if (const auto found = by_name_.find(std::string(name)); found != by_name_.end()) return found->second;
    }
    return -1;
}

bool Taxonomy::is_within(int node, int above) const {
    while (node >= 0 && node != above) node = nodes_[static_cast<std::size_t>(node)].parent;
    return node == above && node >= 0;
}

std::vector<int> nodes_of(std::span<const Label> labels, const Taxonomy& taxonomy) {
    std::vector<int> nodes;
    nodes.reserve(labels.size());
    for (const auto& label : labels)
        nodes.push_back(label.scientificName.empty() || label.category == Category::person
                            ? -1
                            : taxonomy.find(label.scientificName));
    return nodes;
}

}  // namespace serow::vision
