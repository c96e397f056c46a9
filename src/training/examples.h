// Crops as numbers: what a network said of each, what each shows, and where it was taken.
#pragma once

#include <cstddef>
#include <span>
#include <string>
#include <vector>

namespace serow::training {

struct Examples {
    std::size_t width = 0;               // features of one crop
    std::vector<float> features;         // crop by crop, size() * width
    std::vector<int> labels;             // what each crop shows, an index of `classes`
    std::vector<int> places;             // where each was taken, an index of `locations`
    std::vector<std::string> classes;    // scientific names
    std::vector<std::string> locations;  // locationID or locationName

    [[nodiscard]] std::size_t size() const { return labels.size(); }
    [[nodiscard]] std::span<const float> features_of(std::size_t crop) const {
        return std::span(features).subspan(crop * width, width);
    }
};

// The crops of these indices, in their order; classes and locations keep their numbers.
Examples chosen(const Examples& examples, std::span<const std::size_t> crops);

// counts[class][location]: how many crops there are.
std::vector<std::vector<int>> crops_by_place(const Examples& examples);

}  // namespace serow::training
