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
        if (thing.box) {
            const auto& box = *thing.box;
            if (!(box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 && box.x + box.width <= 1 + 1e-6 &&
                  box.y + box.height <= 1 + 1e-6))
                throw Failure(Code::invalid,
                              "a box does not lie inside the picture; it is [x, y, width, height] in fractions of it");
        }
    }
}

void keep_seconds(review::SeenThing& thing, const review::SeenThing& known) {
    thing.second = known.second;
    thing.first_second = known.first_second;
    thing.last_second = known.last_second;
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
    catalog::must_be_shown(tx, scope, ids);
    return ids;
}

catalog::Answered answered_by(const Caller& caller, const AnswerBatch& batch) {
    std::set<EventId> events;
    for (const auto& one : batch.media)
        if (one.media.event_id) events.insert(*one.media.event_id);
    return {caller.account_id, {events.begin(), events.end()}};
}

}  // namespace

void check_answer(const NewAnswer& answer) {
    if (!answer.confirm)
        check_things(answer.things);
    else if (!answer.things.empty())
        throw Failure(Code::invalid, "give either `confirm` or observations");
}

std::vector<MediaId> answer_each(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                                 AccountId account, BatchId batch, std::span<const MediaId> media,
                                 const NewAnswer& answer) {
    std::unordered_map<MediaId, std::vector<review::SeenThing>> present;
    for (const auto& [one, observations] : media_as_told(tx, scope, media))
        for (const auto& observation : observations) present[one.media_id].push_back(as_seen_thing(observation));
    const bool expert = catalog::viewer_is_expert(tx, scope);

    std::vector<catalog::Answer> lines;
    std::vector<MediaId> answered, left_out;
    lines.reserve(media.size());
    for (const auto& id : media) {
        if (answer.confirm && present[id].empty()) {
            left_out.push_back(id);
            continue;
        }
        answered.push_back(id);
        auto& line = lines.emplace_back();
        line.answer_id = AnswerId::make();
        line.batch_id = batch;
        line.media_id = id;
        line.method = camtrap::ClassificationMethod::human;
        line.account_id = account;
        line.answered_at = house.clock.now();
        line.adjudicates = answer.adjudicates;
        line.by_expert = expert;
        line.program = SEROW_VERSION;
        line.observations = to_ledger(answer.confirm ? present[id] : with_known_box(answer.things, present[id]));
    }
    catalog::append_answers(tx, scope, lines);
    settle(tx, scope, answered);
    note_trust_results(house, tx, scope, answered);
    return left_out;
}

AnswerBatch answer(const House& house, const Caller& caller, ProjectId project, const NewAnswer& answer) {
    check_answer(answer);
    if (answer.media.size() > 1000) throw Failure(Code::invalid, "an answer is about at most 1000 media");
    return in_project(
        house, caller.viewer(), project, people::Act::answer,
        [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            check_remarks(tx, scope, answer.things);
            const auto ids = media_of(tx, scope, answer);
            const bool expert = catalog::viewer_is_expert(tx, scope);
            if (answer.adjudicates && !expert)
                throw Failure(Code::forbidden,
                              "Only managers of the project and members who are marked as experts end a conflict.");

            AnswerBatch batch{BatchId::make(), {}};
            const auto left_out = answer_each(house, tx, scope, caller.account_id, batch.batch_id, ids, answer);
            if (!left_out.empty()) {
                found(catalog::media_by_id(tx, scope, left_out.front()), "photo or video");
                throw Failure(
                    Code::conflict,
                    "there is nothing to confirm yet: some of the media were not classified; answer them instead");
            }
            catalog::touch_project(tx, project);
            batch.media = media_as_told(tx, scope, ids);
            catalog::notify(tx, project, answered_by(caller, batch));
            return batch;
        });
}

AnswerBatch retract(const House& house, const Caller& caller, ProjectId project, BatchId batch) {
    return in_project(house, caller.viewer(), project, people::Act::answer,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          const bool others = catalog::project_role(tx, scope.viewer, project) >=
                                              least_role(people::Act::retract_others);
                          AnswerBatch result{BatchId::make(), {}};
                          const auto ids = catalog::retract_batch(
                              tx, scope, batch, result.batch_id, caller.account_id,
                              others ? catalog::Whose::anybodys : catalog::Whose::own, house.clock.now());
                          settle(tx, scope, ids);
                          note_trust_results(house, tx, scope, ids);
                          catalog::touch_project(tx, project);
                          result.media = media_as_told(tx, scope, ids);
                          catalog::notify(tx, project, answered_by(caller, result));
                          return result;
                      });
}

}  // namespace serow::journeys
