#include "training/rare.h"

#include <algorithm>
#include <numeric>

namespace serow::training {
namespace {

// Names that are used, numbered anew in their order; `numbers` follow.
void keep_used(std::vector<std::string>& names, std::vector<int>& numbers) {
    std::vector<int> moved(names.size(), -1);
    for (const int number : numbers) moved[static_cast<std::size_t>(number)] = 0;
    std::vector<std::string> kept;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (moved[i] < 0) continue;
        moved[i] = static_cast<int>(kept.size());
        kept.push_back(std::move(names[i]));
    }
    names = std::move(kept);
    for (auto& number : numbers) number = moved[static_cast<std::size_t>(number)];
}

}  // namespace

std::vector<RareClass> rare_classes(const Examples& examples, int least_crops) {
    const auto counts = crops_by_place(examples);
    std::vector<RareClass> rare;
    for (std::size_t c = 0; c < counts.size(); ++c) {
        const int crops = std::accumulate(counts[c].begin(), counts[c].end(), 0);
        const auto places = std::ranges::count_if(counts[c], [](int count) { return count > 0; });
        if (crops < least_crops || places < 2) rare.push_back({examples.classes[c], crops, static_cast<int>(places)});
    }
    return rare;
}

Examples without_classes(const Examples& examples, std::span<const RareClass> rare) {
    std::vector<std::size_t> others;
    for (std::size_t crop = 0; crop < examples.size(); ++crop)
        if (!std::ranges::contains(rare, examples.classes[static_cast<std::size_t>(examples.labels[crop])],
                                   &RareClass::name))
            others.push_back(crop);
    auto kept = chosen(examples, others);
    keep_used(kept.classes, kept.labels);
    keep_used(kept.locations, kept.places);
    return kept;
}

}  // namespace serow::training
