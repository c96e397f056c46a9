#include "review/consensus.h"

#include <algorithm>
#include <map>
#include <ranges>
#include <set>
#include <tuple>
#include <utility>

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

std::set<std::pair<ObservationType, std::string>> taxa_of(const std::vector<SeenThing>& things) {
    std::set<std::pair<ObservationType, std::string>> taxa;
    for (const auto& thing : gathered(things)) taxa.emplace(thing.type, thing.scientificName);
    return taxa;
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

Consensus consensus_of(std::span<const Answer> answers, double threshold) {
    const Answer* machine = nullptr;
    std::map<std::string, const Answer*> of_person;  // each one's latest
    const Answer* person = nullptr;
    for (const Answer* answer : standing(answers)) {
        if (answer->method == ClassificationMethod::machine) {
            if (machine == nullptr || machine->last_resort || !answer->last_resort) machine = answer;
        } else {
            of_person[answer->by] = answer;
            person = answer;
        }
    }

    if (person != nullptr) {
        Consensus consensus = holding(*person, person->things);
        const auto taxa = taxa_of(person->things);
        consensus.conflict =
            std::ranges::any_of(of_person, [&](const auto& other) { return taxa_of(other.second->things) != taxa; });
        return consensus;
    }
    if (machine != nullptr) {
        std::vector<SeenThing> certain;
        for (const auto& thing : machine->things)
            if (!thing.probability || *thing.probability >= threshold) certain.push_back(thing);
        return holding(*machine, std::move(certain));
    }
    Consensus nobody;
    nobody.things = {only(ObservationType::unclassified)};
    return nobody;
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
        event.conflict = event.conflict || medium.conflict;
        if (medium.method != ClassificationMethod::human) all_human = false;
        if (medium.method && !event.method) event.method = ClassificationMethod::machine;
        if (medium.at && std::tie(medium.at, medium.answer) > std::tie(event.at, event.answer)) {
            event.at = medium.at;
            event.by = medium.by;
            event.answer = medium.answer;
        }
    }
    if (all_human) event.method = ClassificationMethod::human;
    if (largest.empty())
        largest.push_back(only(any_unclassified ? ObservationType::unclassified : ObservationType::blank));
    std::ranges::sort(largest, by_kind);
    event.things = std::move(largest);
    return event;
}

}  // namespace serow::review
