#include "training/examples.h"

namespace serow::training {

Examples chosen(const Examples& examples, std::span<const std::size_t> crops) {
    Examples some;
    some.width = examples.width;
    some.classes = examples.classes;
    some.locations = examples.locations;
    some.features.reserve(crops.size() * examples.width);
    for (const auto crop : crops) {
        const auto features = examples.features_of(crop);
        some.features.insert(some.features.end(), features.begin(), features.end());
        some.labels.push_back(examples.labels[crop]);
        some.places.push_back(examples.places[crop]);
    }
    return some;
}

std::vector<std::vector<int>> crops_by_place(const Examples& examples) {
    std::vector counts(examples.classes.size(), std::vector<int>(examples.locations.size()));
    for (std::size_t crop = 0; crop < examples.size(); ++crop)
        ++counts[static_cast<std::size_t>(examples.labels[crop])][static_cast<std::size_t>(examples.places[crop])];
    return counts;
}

}  // namespace serow::training
