#include "vision/event_smoothing.h"

#include <algorithm>
#include <map>
#include <set>

namespace serow::vision {
namespace {

class Event {
public:
    Event(const Taxonomy& taxonomy, std::span<const ToldAnimal> told, const SmoothingRules& rules)
        : taxonomy_(taxonomy), told_(told), rules_(rules) {
        std::set<std::size_t> media;
        for (const auto& one : told_) media.insert(one.medium);
        media_ = media.size();
    }

    // From `node` down, as long as all that is heard below goes one way and that way is established.
    [[nodiscard]] int finest_below(int node) const {
        for (int next = only_way_below(node); next >= 0 && is_established(next); next = only_way_below(node))
            node = next;
        return node;
    }

    // Whether the answer is a weak one of another species than `species`, which the event shows.
    [[nodiscard]] bool is_a_slip(const ToldAnimal& one, int species) const {
        if (one.by_a_person || one.node < 0 || species < 0 || one.probability >= rules_.likely) return false;
        if (is_within(one.node, species) || is_within(species, one.node)) return false;
        int branch = one.node;  // the highest taxon above it that does not hold `species`
        while (parent(branch) >= 0 && !is_within(species, parent(branch))) branch = parent(branch);
        return std::ranges::none_of(told_, [&](const ToldAnimal& other) {
            if (other.medium == one.medium) return is_sure(other) && is_within(other.node, species);
            return is_within(other.node, branch);
        });
    }

private:
    [[nodiscard]] int parent(int node) const { return taxonomy_.nodes()[static_cast<std::size_t>(node)].parent; }
    // Everything is within "animal".
    [[nodiscard]] bool is_within(int node, int above) const {
        return above == only_animal || taxonomy_.is_within(node, above);
    }
    [[nodiscard]] bool is_sure(const ToldAnimal& one) const {
        return one.node >= 0 && (one.by_a_person || one.probability >= rules_.sure);
    }
    [[nodiscard]] bool is_heard(const ToldAnimal& one) const {
        return one.node >= 0 && (one.by_a_person || one.probability >= rules_.likely);
    }

    // The one child of `node` that holds all that is heard below it; -1 for none or several.
    [[nodiscard]] int only_way_below(int node) const {
        int way = -1;
        for (const auto& one : told_) {
            if (!is_heard(one) || one.node == node || !is_within(one.node, node)) continue;
            int child = one.node;
            while (parent(child) != node) child = parent(child);
            if (way >= 0 && way != child) return -1;
            way = child;
        }
        return way;
    }

    [[nodiscard]] bool is_established(int node) const {
        std::set<std::size_t> media;
        for (const auto& one : told_) {
            if (!is_sure(one) || !taxonomy_.is_within(one.node, node)) continue;
            if (one.by_a_person) return true;
            media.insert(one.medium);
        }
        const auto sure = static_cast<double>(media.size());
        return sure >= rules_.least_media && sure >= rules_.least_share * static_cast<double>(media_);
    }

    const Taxonomy& taxonomy_;
    std::span<const ToldAnimal> told_;
    const SmoothingRules& rules_;
    std::size_t media_ = 0;
};

}  // namespace

std::vector<int> smooth_event(const Taxonomy& taxonomy, std::span<const ToldAnimal> told, const SmoothingRules& rules) {
    std::vector<int> nodes;
    nodes.reserve(told.size());
    for (const auto& one : told) nodes.push_back(one.node);
    // It could stand anywhere, and so be the second species.
    if (std::ranges::contains(nodes, not_listed)) return nodes;

    const Event event(taxonomy, told, rules);
    const int of_event = event.finest_below(only_animal);
    std::map<int, int> finest;  // below each taxon that was told
    for (std::size_t i = 0; i < told.size(); ++i) {
        if (told[i].by_a_person) continue;
        if (event.is_a_slip(told[i], of_event)) {
            nodes[i] = of_event;
            continue;
        }
        const auto [known, is_new] = finest.try_emplace(told[i].node, 0);
        if (is_new) known->second = event.finest_below(told[i].node);
        nodes[i] = known->second;
    }
    return nodes;
}

}  // namespace serow::vision
