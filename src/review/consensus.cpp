#include "review/consensus.h"

#include <algorithm>
#include <ranges>
#include <set>
#include <tuple>
#include <utility>

#include "review/ruling.h"

namespace serow::review {
namespace {

using camtrap::ClassificationMethod;
using camtrap::ObservationType;

// The order of the ledger: by time, and where two lines bear the same moment, by id (UUIDs of version 7
// rise with the moment they were made).
bool earlier(const Answer* a, const Answer* b) {
    return std::tie(a->at, a->id) < std::tie(b->at, b->id);
}

auto kind_of(const SeenThing& thing) {
    return std::tie(thing.type, thing.scientificName, thing.sex, thing.life_stage, thing.behavior, thing.remarks);
}
bool by_kind(const SeenThing& a, const SeenThing& b) {
    return kind_of(a) < kind_of(b);
}

bool says_nothing(const SeenThing& thing) {
    return thing.type == ObservationType::blank || thing.type == ObservationType::unclassified;
}

SeenThing only(ObservationType type) {
    SeenThing thing;
    thing.type = type;
    return thing;
}

// Alike things as one with their counts added; blank beside something is left out.
std::vector<SeenThing> gathered(std::vector<SeenThing> things) {
    if (!std::ranges::all_of(things, says_nothing)) std::erase_if(things, says_nothing);
    if (things.empty()) return {only(ObservationType::blank)};
    if (std::ranges::all_of(things, says_nothing)) {
        const bool all_blank =
            std::ranges::all_of(things, [](const SeenThing& t) { return t.type == ObservationType::blank; });
        return {only(all_blank ? ObservationType::blank : ObservationType::unclassified)};
    }
    // The most certain first within its kind, so that its box and probability stay; ties by place in the
    // picture, so that the order given does not matter.
    std::ranges::sort(things, [](const SeenThing& a, const SeenThing& b) {
        const auto place = [](const SeenThing& t) {
            const Box box = t.box.value_or(Box{});
            return std::tuple(-t.probability.value_or(-1), !t.box, box.x, box.y, box.width, box.height, t.second,
                              t.count);
        };
        return std::tuple(kind_of(a), place(a)) < std::tuple(kind_of(b), place(b));
    });
    std::vector<SeenThing> groups;
    for (const auto& thing : things) {
        if (groups.empty() || kind_of(groups.back()) != kind_of(thing)) {
            groups.push_back(thing);
            continue;
        }
        auto& group = groups.back();
        group.count += thing.count;
        if (thing.first_second)
            group.first_second = std::min(*thing.first_second, group.first_second.value_or(*thing.first_second));
        if (thing.last_second)
            group.last_second = std::max(*thing.last_second, group.last_second.value_or(*thing.last_second));
    }
    return groups;
}

Consensus holding(const Answer& answer, std::vector<SeenThing> things) {
    Consensus consensus;
    consensus.things = gathered(things);
    consensus.one_by_one = std::move(things);
    consensus.method = answer.method;
    consensus.by = answer.by;
    consensus.at = answer.at;
    consensus.answer = answer.id;
    return consensus;
}

}  // namespace

std::vector<std::pair<ObservationType, std::string>> taxa_of(std::span<const SeenThing> things) {
    std::vector<std::pair<ObservationType, std::string>> taxa;
    for (const auto& thing : gathered({things.begin(), things.end()}))
        taxa.emplace_back(thing.type, thing.scientificName);
    std::ranges::sort(taxa);
    taxa.erase(std::ranges::unique(taxa).begin(), taxa.end());
    return taxa;
}

bool is_blind(std::span<const Answer> answers, const std::optional<Instant>& since) {
    return since && std::ranges::none_of(answers, [&](const Answer& answer) {
               return answer.method == ClassificationMethod::human && !answer.retracts && answer.at < *since;
           });
}

// A retraction can only be taken
// back by a later one, so going through them from the last to the first settles each at once. Against
// answers the time is not asked: two servers' clocks may differ, and nobody can name what is not yet there.
std::vector<const Answer*> standing(std::span<const Answer> answers) {
    std::vector<const Answer*> ledger;
    for (const auto& answer : answers) ledger.push_back(&answer);
    std::ranges::sort(ledger, earlier);
    std::set<AnswerId> taken_back;
    for (const Answer* answer : std::views::reverse(ledger))
        if (answer->retracts && !taken_back.contains(answer->id)) taken_back.insert(*answer->retracts);
    std::erase_if(ledger, [&](const Answer* answer) { return answer->retracts || taken_back.contains(answer->id); });
    return ledger;
}

std::vector<const Answer*> voices(std::span<const Answer> answers) {
    auto people = standing(answers);
    std::erase_if(people, [](const Answer* answer) { return answer->method != ClassificationMethod::human; });
    return voices_of(people);
}

Consensus consensus_of(std::span<const Answer> answers, const ConsensusRule& rule,
                       const std::optional<Instant>& blind_since) {
    const Answer* machine = nullptr;
    std::vector<const Answer*> people;
    for (const Answer* answer : standing(answers)) {
        if (answer->method == ClassificationMethod::human)
            people.push_back(answer);
        else if (machine == nullptr || machine->last_resort || !answer->last_resort)
            machine = answer;
    }
    const bool blind = is_blind(answers, blind_since);
    const auto ruling = ruling_of(people, machine, rule, blind);
    const bool kept_back = blind && (ruling.state == State::awaiting || ruling.state == State::conflict);
    const Answer* holds = kept_back ? machine : ruling.holds;
    Consensus consensus;
    if (holds != nullptr)
        consensus = holding(*holds, holds->things);
    else
        consensus.things = {only(ObservationType::unclassified)};
    consensus.state = ruling.state;
    consensus.kept_back = kept_back;
    return consensus;
}

Consensus event_consensus(std::span<const Consensus> media) {
    Consensus event;
    std::vector<SeenThing> largest;
    bool any_unclassified = media.empty();
    bool all_human = !media.empty();
    for (const auto& medium : media) {
        for (auto thing : medium.things) {
            if (thing.type == ObservationType::unclassified) any_unclassified = true;
            if (says_nothing(thing)) continue;
            thing.box.reset();
            thing.second.reset();
            thing.first_second.reset();
            thing.last_second.reset();
            thing.remarks = {};
            const auto alike =
                std::ranges::find_if(largest, [&](const SeenThing& other) { return kind_of(other) == kind_of(thing); });
            if (alike == largest.end()) {
                largest.push_back(std::move(thing));
            } else {
                alike->count = std::max(alike->count, thing.count);
                if (thing.probability && alike->probability.value_or(-1) < *thing.probability)
                    alike->probability = thing.probability;
            }
        }
        if (medium.conflict()) event.state = State::conflict;
        if (medium.method != ClassificationMethod::human) all_human = false;
        if (medium.method && !event.method) event.method = ClassificationMethod::machine;
        if (medium.at && std::tie(medium.at, medium.answer) > std::tie(event.at, event.answer)) {
            event.at = medium.at;
            event.by = medium.by;
            event.answer = medium.answer;
        }
    }
    if (all_human) event.method = ClassificationMethod::human;
    if (!event.conflict() && event.method) event.state = all_human ? State::human : State::machine;
    if (largest.empty())
        largest.push_back(only(any_unclassified ? ObservationType::unclassified : ObservationType::blank));
    std::ranges::sort(largest, by_kind);
    event.things = std::move(largest);
    return event;
}

}  // namespace serow::review
