#include "vision/rollup.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <ranges>
#include <utility>

namespace serow::vision {

namespace {

// Temperature scaling (Guo et al. 2017, arXiv:1706.04599), on probabilities instead of logits: the same thing.
std::vector<double> tempered(std::span<const float> probabilities, double temperature) {
    std::vector<double> values(probabilities.size());
    double sum = 0;
    for (std::size_t i = 0; i < values.size(); ++i)
        sum += values[i] = std::pow(std::max(static_cast<double>(probabilities[i]), 0.0), 1 / temperature);
    if (sum > 0)
        for (auto& value : values) value /= sum;
    return values;
}

// The probability that falls on each label's own node, from all opinions together.
std::vector<double> own_probabilities(const Taxonomy& taxonomy, std::span<const Opinion> opinions,
                                      const RollupOptions& options) {
    const auto count = taxonomy.nodes().size();
    std::vector<double> own(count, 0.0);
    // What is lifted beyond every class is an animal of which nothing more is said.
    const auto add = [&](int node, double probability) {
        const int lifted = options.geofence != nullptr ? options.geofence->lifted(node) : node;
        if (lifted >= 0) own[static_cast<std::size_t>(lifted)] += probability;
    };

    assert(std::ranges::all_of(opinions, [](const Opinion& o) { return o.nodes.size() == o.probabilities.size(); }));
    // Those that know every animal speak first, each with the same weight.
    const auto general = std::ranges::count(opinions, -1, &Opinion::scope);
    for (const auto& opinion : opinions) {
        if (opinion.scope != -1) continue;
        const auto probabilities = tempered(opinion.probabilities, opinion.calibrated ? 1 : options.temperature);
        double animal = 0;
        for (std::size_t i = 0; i < opinion.nodes.size(); ++i)
            if (opinion.nodes[i] >= 0) animal += probabilities[i];
        const double whole = std::max(animal, options.least_animal_share) * static_cast<double>(general);
        for (std::size_t i = 0; i < opinion.nodes.size(); ++i)
            if (opinion.nodes[i] >= 0) add(opinion.nodes[i], probabilities[i] / whole);
    }

    // A specialist cannot say whether it is its kind at all: it shares out anew what the others put on that kind.
    for (const auto& opinion : opinions) {
        if (opinion.scope < 0) continue;
        const auto probabilities = tempered(opinion.probabilities, opinion.calibrated ? 1 : options.temperature);
        double inside = 0, known = 0;
        for (std::size_t n = 0; n < count; ++n)
            if (taxonomy.is_within(static_cast<int>(n), opinion.scope)) inside += std::exchange(own[n], 0.0);
        for (std::size_t i = 0; i < opinion.nodes.size(); ++i)
            if (taxonomy.is_within(opinion.nodes[i], opinion.scope)) known += probabilities[i];
        const double whole = std::max(known, options.least_animal_share);
        for (std::size_t i = 0; i < opinion.nodes.size(); ++i)
            if (taxonomy.is_within(opinion.nodes[i], opinion.scope))
                add(opinion.nodes[i], inside * probabilities[i] / whole);
        add(opinion.scope, inside * (1 - known / whole));
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

int scope_node(std::string_view scope, const Taxonomy& taxonomy) {
    if (scope.empty()) return -1;
    const int node = taxonomy.find(scope);
    return node < 0 ? -2 : node;
}

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
