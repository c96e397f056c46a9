#include "journeys/answer.h"

#include <algorithm>
#include <format>
#include <set>
#include <unordered_map>
#include <utility>

#include "catalog/answers.h"
#include "catalog/events.h"
#include "catalog/media.h"
#include "catalog/privacy.h"
#include "catalog/projects.h"
#include "catalog/review_rules.h"
#include "journeys/answer_choices.h"
#include "journeys/found.h"
#include "journeys/seen_things.h"
#include "journeys/settle.h"
#include "journeys/told_own.h"
#include "journeys/trust_checks.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;

void check_things(std::span<const review::SeenThing> things) {
    if (things.empty())
        throw Failure(Code::invalid, "the answer says nothing; say `blank` where there is nothing to be seen");
    if (things.size() > 50) throw Failure(Code::invalid, "an answer holds at most 50 observations");
    const bool nothing_there = std::ranges::any_of(things, [](const auto& thing) {
        return thing.type == ObservationType::blank || thing.type == ObservationType::unclassified;
    });
    if (nothing_there && things.size() > 1) throw Failure(Code::invalid, "`blank` and `unclassified` stand alone");
    for (const auto& thing : things) {
        const bool may_have_taxon = thing.type == ObservationType::animal || thing.type == ObservationType::human;
        if (!thing.scientificName.empty() && !may_have_taxon)
            throw Failure(Code::invalid,
                          std::format("\"{}\" is given for something that is no animal", thing.scientificName));
        if (thing.scientificName.size() > 200)
            throw Failure(Code::invalid, "a scientific name is longer than 200 bytes");
        if (std::ranges::any_of(thing.scientificName, [](unsigned char c) { return c < 0x20; }))
            throw Failure(Code::invalid, "a scientific name holds a control character");
        if (thing.count < 1 || thing.count > 100'000) throw Failure(Code::invalid, "a count is between 1 and 100000");
        if (thing.behavior.size() > 500) throw Failure(Code::invalid, "a behaviour is longer than 500 bytes");
        if (thing.box && !is_inside_picture(*thing.box))
            throw Failure(Code::invalid,
                          "a box does not lie inside the picture; it is [x, y, width, height] in fractions of it");
    }
}

void keep_seconds(review::SeenThing& thing, const review::SeenThing& known) {
    thing.second = known.second;
    thing.first_second = known.first_second;
    thing.last_second = known.last_second;
}

// May what is said depend on what holds now? Only then it is read.
bool builds_on_what_holds(const NewAnswer& answer) {
    if (answer.confirm) return true;
    const auto& things = answer.things;
    return std::ranges::any_of(things, [](const auto& thing) { return thing.box.has_value(); }) ||
           (things.size() == 1 && things[0].count == 1 && things[0].type != ObservationType::blank &&
            things[0].type != ObservationType::unclassified);
}

// Who names the one animal in a picture means the one box in it: the box stays with the name. Nothing is guessed where
// there are several of either. A box of a video that is given as it is known is known with its seconds.
std::vector<review::SeenThing> with_known_box(std::vector<review::SeenThing> things,
                                              const std::vector<review::SeenThing>& present) {
    for (auto& thing : things)
        if (const auto known = std::ranges::find(present, thing.box, &review::SeenThing::box);
            thing.box && known != present.end())
            keep_seconds(thing, *known);
    if (things.size() != 1 || things[0].box || things[0].count != 1) return things;
    const review::SeenThing* only = nullptr;
    for (const auto& thing : present) {
        if (thing.type != things[0].type || !thing.box) continue;
        if (only != nullptr) return things;
        only = &thing;
    }
    if (only != nullptr) {
        things[0].box = only->box;
        keep_seconds(things[0], *only);
    }
    return things;
}

std::vector<MediaId> media_of(catalog::Transaction& tx, const catalog::Scope& scope, const NewAnswer& answer) {
    auto ids = answer.media;
    if (answer.event) {
        if (!ids.empty()) throw Failure(Code::invalid, "give either mediaIDs or eventID");
        // Of these none is withheld.
        ids = catalog::media_ids_of_event(tx, scope, *answer.event);
        if (ids.empty()) {
            if (catalog::event_by_id(tx, scope, *answer.event)) catalog::refuse_withheld();
            throw Failure(Code::not_found, "there is no such event in this project");
        }
    }
    if (ids.empty()) throw Failure(Code::invalid, "say which media the answer is about: mediaIDs or eventID");
    std::ranges::sort(ids);
    ids.erase(std::ranges::unique(ids).begin(), ids.end());
    // Who may not look at it must not say "blank" to see it.
    if (!answer.event) catalog::must_be_shown(tx, scope, ids);
    return ids;
}

catalog::Answered answered_by(const Caller& caller, const AnswerBatch& batch) {
    std::set<EventId> events;
    for (const auto& one : batch.media)
        if (one.media.event_id) events.insert(*one.media.event_id);
    return {caller.account_id, {events.begin(), events.end()}};
}

GivenAnswer given_answer(const House& house, catalog::Transaction& tx, const catalog::Scope& scope, AccountId account,
                         BatchId batch, std::span<const MediaId> media, const NewAnswer& answer,
                         std::vector<MediaId>& left_out) {
    std::unordered_map<MediaId, std::vector<review::SeenThing>> present;
    std::set<EventId> events;
    if (answer.event) events.insert(*answer.event);
    if (!answer.event || builds_on_what_holds(answer))
        for (const auto& [one, observations] : media_as_told(tx, scope, media)) {
            if (one.event_id) events.insert(*one.event_id);
            for (const auto& observation : observations) present[one.media_id].push_back(as_seen_thing(observation));
        }
    const bool expert = catalog::viewer_is_expert(tx, scope);

    GivenAnswer given{account, {}, {events.begin(), events.end()}};
    given.lines.reserve(media.size());
    for (const auto& id : media) {
        if (answer.confirm && present[id].empty()) {
            left_out.push_back(id);
            continue;
        }
        auto& line = given.lines.emplace_back(
            line_of_person(house, account, expert, batch, id,
                           answer.confirm ? present[id] : with_known_box(answer.things, present[id])));
        line.adjudicates = answer.adjudicates;
    }
    return given;
}

// Those of several people in one transaction: the project's row, the notice and the disk once for all of them.
void write_together(const House& house, ProjectId project, std::span<GivenAnswer* const> given) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    std::vector<catalog::Answer> lines;
    for (const auto* one : given) lines.insert(lines.end(), one->lines.begin(), one->lines.end());
    house.catalog.transaction([&](catalog::Transaction& tx) {
        write_answers(house, tx, scope, lines);
        catalog::touch_project(tx, project);
        for (const auto* one : given) catalog::notify(tx, project, catalog::Answered{one->by, one->events});
    });
}

}  // namespace

catalog::Answer line_of_person(const House& house, AccountId account, bool expert, BatchId batch, MediaId media,
                               std::span<const review::SeenThing> things) {
    catalog::Answer line;
    line.answer_id = AnswerId::make();
    line.batch_id = batch;
    line.media_id = media;
    line.method = camtrap::ClassificationMethod::human;
    line.account_id = account;
    line.answered_at = house.clock.now();
    line.by_expert = expert;
    line.program = SEROW_VERSION;
    line.observations = to_ledger(things);
    return line;
}

void write_answers(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                   std::span<const catalog::Answer> lines) {
    std::set<MediaId> media;
    for (const auto& line : lines) media.insert(line.media_id);
    const std::vector<MediaId> each(media.begin(), media.end());
    catalog::append_answers(tx, scope, lines);
    settle(tx, scope, each);
    note_trust_results(house, tx, scope, each);
}

void check_answer(const NewAnswer& answer) {
    if (!answer.confirm)
        check_things(answer.things);
    else if (!answer.things.empty())
        throw Failure(Code::invalid, "give either `confirm` or observations");
}

std::vector<MediaId> answer_each(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                                 AccountId account, BatchId batch, std::span<const MediaId> media,
                                 const NewAnswer& answer) {
    std::vector<MediaId> left_out;
    write_answers(house, tx, scope, given_answer(house, tx, scope, account, batch, media, answer, left_out).lines);
    return left_out;
}

AnswerBatch answer(const House& house, const Caller& caller, ProjectId project, const NewAnswer& answer) {
    check_answer(answer);
    if (answer.media.size() > 1000) throw Failure(Code::invalid, "an answer is about at most 1000 media");
    AnswerBatch batch{BatchId::make(), {}};
    std::vector<MediaId> ids;
    auto given = in_project(house, caller.viewer(), project, people::Act::answer,
                            [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                                check_remarks(tx, scope, answer.things);
                                ids = media_of(tx, scope, answer);
                                if (answer.adjudicates && !catalog::viewer_is_expert(tx, scope))
                                    throw Failure(Code::forbidden,
                                                  "Only managers of the project and members who are marked as experts "
                                                  "end a conflict.");
                                std::vector<MediaId> left_out;
                                auto prepared = given_answer(house, tx, scope, caller.account_id, batch.batch_id, ids,
                                                             answer, left_out);
                                if (left_out.empty()) return prepared;
                                found(catalog::media_by_id(tx, scope, left_out.front()), "photo or video");
                                throw Failure(Code::conflict,
                                              "there is nothing to confirm yet: some of the media were not classified; "
                                              "answer them instead");
                            });
    house.answers_together.join(project, given,
                                [&](std::span<GivenAnswer* const> all) { write_together(house, project, all); });
    batch.media = house.catalog.transaction([&](catalog::Transaction& tx) {
        return media_as_told(tx, scope_for(caller.viewer(), project, people::Act::see), ids);
    });
    return batch;
}

AnswerBatch retract(const House& house, const Caller& caller, ProjectId project, BatchId batch) {
    return in_project(house, caller.viewer(), project, people::Act::answer,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          const bool others = catalog::project_role(tx, scope.viewer, project) >=
                                              least_role(people::Act::retract_others);
                          AnswerBatch result{BatchId::make(), {}};
                          const auto ids =
                              catalog::retract_batch(tx, scope, batch, result.batch_id, caller.account_id,
                                                     others ? catalog::Whose::anybodys : catalog::Whose::own,
                                                     house.clock.now(), SEROW_VERSION);
                          settle(tx, scope, ids);
                          note_trust_results(house, tx, scope, ids);
                          catalog::touch_project(tx, project);
                          result.media = media_as_told(tx, scope, ids);
                          catalog::notify(tx, project, answered_by(caller, result));
                          return result;
                      });
}

}  // namespace serow::journeys
