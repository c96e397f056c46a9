#include "training/label_conflicts.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "training/neighbours.h"

namespace serow::training {
namespace {

constexpr std::size_t most_alike_shown = 3;

// One crop of each other event, the most alike first.
std::vector<Near> nearest_events(const Neighbours& all, std::span<const ComparedCrop> crops, std::size_t of,
                                 std::size_t most) {
    // Bursts fill the first places: more crops are asked for until there are events enough.
    for (std::size_t asked = 8 * most;; asked *= 8) {
        std::vector<Near> nearest;
        std::set<std::size_t> events{crops[of].event};
        for (const auto& near : all.nearest(crops[of].features, asked)) {
            if (!events.insert(crops[near.number].event).second) continue;
            nearest.push_back(near);
            if (nearest.size() == most) break;
        }
        if (nearest.size() == most || asked >= crops.size()) return nearest;
    }
}

}  // namespace

std::optional<Doubt> doubt(std::string_view label, std::span<const std::string_view> neighbours,
                           const IsWithin& is_within, const ConflictRule& rule) {
    const auto contradicts = [&](std::string_view other) {
        return !is_within(other, label) && !is_within(label, other);
    };
    Doubt found;
    found.of = static_cast<int>(neighbours.size());
    if (found.of < rule.least) return {};
    for (const auto candidate : neighbours) {
        if (!contradicts(candidate)) {
            ++found.own;
            continue;
        }
        const auto votes = static_cast<int>(
            std::ranges::count_if(neighbours, [&](std::string_view each) { return is_within(each, candidate); }));
        const bool finer =
            votes == found.votes && candidate != found.suggested && is_within(candidate, found.suggested);
        if (votes > found.votes || finer) {
            found.votes = votes;
            found.suggested = candidate;
        }
    }
    if (found.votes < rule.share * found.of) return {};
    return found;
}

std::vector<LabelConflict> label_conflicts(std::span<const ComparedCrop> crops, const IsWithin& is_within,
                                           const std::atomic<bool>& stop, const ConflictRule& rule) {
    std::vector<LabelConflict> conflicts;
    if (crops.empty()) return conflicts;
    Neighbours all(crops.front().features.size());
    std::map<std::string_view, std::set<std::size_t>> events_of;
    for (const auto& crop : crops) {
        if (stop) return conflicts;
        all.add(crop.features);
        events_of[crop.label].insert(crop.event);
    }
    const auto other_events = [&](const ComparedCrop& crop) {
        std::set<std::size_t> events;
        for (const auto& [label, of_label] : events_of)
            if (is_within(label, crop.label)) events.insert(of_label.begin(), of_label.end());
        return events.size() - 1;
    };
    for (std::size_t i = 0; i < crops.size() && !stop; ++i) {
        const auto nearest = nearest_events(all, crops, i, static_cast<std::size_t>(rule.neighbours));
        std::vector<std::string_view> labels;
        for (const auto& near : nearest) labels.emplace_back(crops[near.number].label);
        auto doubted = doubt(crops[i].label, labels, is_within, rule);
        if (!doubted) continue;
        LabelConflict conflict{i, std::move(*doubted), {}, 0, other_events(crops[i])};
        for (const auto& near : nearest) {
            if (!is_within(crops[near.number].label, conflict.doubt.suggested)) continue;
            if (conflict.alike.empty()) conflict.similarity = near.similarity;
            if (conflict.alike.size() < most_alike_shown) conflict.alike.push_back(near.number);
        }
        conflicts.push_back(std::move(conflict));
    }
    return conflicts;
}

}  // namespace serow::training
