#include "review/ruling.h"

#include <algorithm>
#include <functional>
#include <ranges>
#include <string>
#include <utility>
#include <vector>

namespace serow::review {
namespace {

using camtrap::ObservationType;
using Taxa = std::vector<std::pair<ObservationType, std::string>>;

// People of one view.
struct Side {
    Taxa taxa;
    std::size_t people = 0;
    const Answer* latest = nullptr;
};

std::vector<Side> sides_of(const std::vector<const Answer*>& voices) {
    std::vector<Side> sides;
    for (const Answer* voice : voices) {
        auto taxa = taxa_of(voice->things);
        auto side = std::ranges::find(sides, taxa, &Side::taxa);
        if (side == sides.end()) side = sides.insert(sides.end(), Side{std::move(taxa), 0, nullptr});
        ++side->people;
        side->latest = voice;
    }
    return sides;
}

bool accepts(const ConsensusRule& rule, const Answer* machine) {
    if (!rule.machine || machine == nullptr || machine->last_resort) return false;
    const double above = rule.machine->above;
    if (taxa_of(machine->things) == Taxa{{ObservationType::blank, ""}})
        return rule.machine->blank && machine->blank_certainty && *machine->blank_certainty > above;
    return std::ranges::all_of(machine->things, [&](const SeenThing& thing) {
        return thing.type == ObservationType::animal && thing.probability &&
               std::min(*thing.probability, thing.taxon_probability.value_or(1)) > above &&
               std::ranges::contains(rule.machine->species, thing.scientificName);
    });
}

Ruling two_agree(const std::vector<Side>& sides, const Answer* latest) {
    const auto most = std::ranges::max_element(sides, {}, &Side::people);
    const auto as_many = std::ranges::count(sides, most->people, &Side::people);
    if (most->people >= 2 && as_many == 1) return {State::human, most->latest};
    return {sides.size() == 1 ? State::awaiting : State::conflict, latest};
}

Ruling expert_approves(const std::vector<const Answer*>& voices, std::size_t sides) {
    std::vector<const Answer*> experts;
    std::ranges::copy_if(voices, std::back_inserter(experts), &Answer::by_expert);
    if (experts.empty()) return {sides == 1 ? State::awaiting : State::conflict, voices.back()};
    return {sides_of(experts).size() == 1 ? State::human : State::conflict, experts.back()};
}

}  // namespace

std::vector<const Answer*> voices_of(std::span<const Answer* const> people) {
    const auto decided = std::ranges::find_last_if(people, &Answer::adjudicates);
    const auto counting = decided.empty() ? people : std::span(decided.begin(), decided.end());
    std::vector<const Answer*> voices;
    for (const Answer* answer : counting) {
        std::erase_if(voices, [&](const Answer* earlier) { return earlier->by == answer->by; });
        voices.push_back(answer);
    }
    return voices;
}

Ruling ruling_of(std::span<const Answer* const> people, const Answer* machine, const ConsensusRule& rule, bool blind) {
    const bool accepted = accepts(rule, machine);
    const auto voices = voices_of(people);
    if (voices.empty()) {
        if (machine == nullptr) return {};
        return {accepted && !blind ? State::accepted : State::machine, machine};
    }
    const auto sides = sides_of(voices);
    const Answer* latest = voices.back();
    const bool agree = sides.size() == 1;
    if (std::ranges::any_of(people, &Answer::adjudicates)) {
        if (agree) return {State::human, latest};
        if (rule.kind != RuleKind::two_agree) return {State::conflict, latest};
    }
    if (blind && voices.size() == 1) return {State::awaiting, latest};
    if (agree && accepted && taxa_of(machine->things) == sides.front().taxa) return {State::human, latest};
    switch (rule.kind) {
        case RuleKind::one_reviewer: return {agree ? State::human : State::conflict, latest};
        case RuleKind::two_agree: return two_agree(sides, latest);
        case RuleKind::expert_approves: return expert_approves(voices, sides.size());
    }
    return {};
}

}  // namespace serow::review
