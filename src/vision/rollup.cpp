#include "vision/rollup.h"

#include <algorithm>
#include <cassert>
#include <ranges>
#include <utility>

namespace serow::vision {

namespace {

// The probability that falls on each label's own node, from all opinions together.
std::vector<double> own_probabilities(const Taxonomy& taxonomy, std::span<const Opinion> opinions,
                                      const RollupOptions& options) {
    const auto count = taxonomy.nodes().size();
    std::vector<double> own(count, 0.0);

    // Those that know every animal speak first, each with the same weight.
    const auto general = std::ranges::count(opinions, -1, &Opinion::scope);
    for (const auto& opinion : opinions) {
        if (opinion.scope != -1) continue;
        assert(opinion.nodes.size() == opinion.probabilities.size());
        double animal = 0;
        for (std::size_t i = 0; i < opinion.nodes.size(); ++i)
            if (opinion.nodes[i] >= 0) animal += static_cast<double>(opinion.probabilities[i]);
        const double whole = std::max(animal, options.least_animal_share) * static_cast<double>(general);
        for (std::size_t i = 0; i < opinion.nodes.size(); ++i)
            if (opinion.nodes[i] >= 0)
                own[static_cast<std::size_t>(opinion.nodes[i])] +=
                    static_cast<double>(opinion.probabilities[i]) / whole;
    }

    // A specialist cannot say whether it is its kind at all: it shares out anew what the others put on that kind.
    for (const auto& opinion : opinions) {
        if (opinion.scope < 0) continue;
        double inside = 0, known = 0;
        for (std::size_t n = 0; n < count; ++n)
            if (taxonomy.is_within(static_cast<int>(n), opinion.scope)) inside += std::exchange(own[n], 0.0);
        for (std::size_t i = 0; i < opinion.nodes.size(); ++i)
            if (taxonomy.is_within(opinion.nodes[i], opinion.scope))
                known += static_cast<double>(opinion.probabilities[i]);
        const double whole = std::max(known, options.least_animal_share);
        for (std::size_t i = 0; i < opinion.nodes.size(); ++i)
            if (taxonomy.is_within(opinion.nodes[i], opinion.scope))
                own[static_cast<std::size_t>(opinion.nodes[i])] +=
                    inside * static_cast<double>(opinion.probabilities[i]) / whole;
        own[static_cast<std::size_t>(opinion.scope)] += inside * (1 - known / whole);
    }
    return own;
}

RankedTaxon ranked(const Taxonomy& taxonomy, std::size_t node, double probability) {
    const auto& taxon = taxonomy.nodes()[node];
    return {taxon.scientificName, taxon.rank, std::clamp(probability, 0.0, 1.0)};
}

// Parents come before their children, so one pass from the end adds all up.
std::vector<double> summed_up(const Taxonomy& taxonomy, std::vector<double> own) {
    for (std::size_t n = own.size(); n-- > 0;)
        if (const int parent = taxonomy.nodes()[n].parent; parent >= 0) own[static_cast<std::size_t>(parent)] += own[n];
    return own;
}

}  // namespace

std::vector<double> taxon_probabilities(const Taxonomy& taxonomy, std::span<const Opinion> opinions,
                                        const RollupOptions& options) {
    return summed_up(taxonomy, own_probabilities(taxonomy, opinions, options));
}

std::optional<Suggestion> suggest_taxon(const Taxonomy& taxonomy, std::span<const Opinion> opinions,
                                        const RollupOptions& options) {
    const auto own = own_probabilities(taxonomy, opinions, options);
    const auto sums = summed_up(taxonomy, own);
    const auto& nodes = taxonomy.nodes();

    int at = -1;
    for (bool deeper = true; deeper;) {
        deeper = false;
        int best = -1;
        for (std::size_t n = 0; n < nodes.size(); ++n)
            if (nodes[n].parent == at && (best < 0 || sums[n] > sums[static_cast<std::size_t>(best)]))
                best = static_cast<int>(n);
        if (best >= 0 && sums[static_cast<std::size_t>(best)] >= options.threshold) {
            at = best;
            deeper = true;
        }
    }
    if (at < 0) return std::nullopt;

    Suggestion suggestion{ranked(taxonomy, static_cast<std::size_t>(at), sums[static_cast<std::size_t>(at)]), {}};
    std::vector<std::size_t> order;
    for (std::size_t n = 0; n < own.size(); ++n)
        if (own[n] > 0) order.push_back(n);
    std::ranges::stable_sort(order, std::greater{}, [&](std::size_t n) { return own[n]; });
    for (const auto n : order | std::views::take(3)) suggestion.alternatives.push_back(ranked(taxonomy, n, own[n]));
    return suggestion;
}

}  // namespace serow::vision
