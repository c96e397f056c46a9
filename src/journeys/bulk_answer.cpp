#include "journeys/bulk_answer.h"

#include <format>

#include "catalog/answers.h"
#include "catalog/jobs.h"
#include "catalog/projects.h"
#include "journeys/answer_choices.h"
#include "journeys/found.h"
#include "journeys/run_jobs.h"
#include "journeys/seen_things.h"
#include "journeys/settle.h"
#include "journeys/trust_checks.h"

namespace serow::journeys {
namespace {

constexpr int at_once = 500;
constexpr int before_others = 3;  // somebody waits for it

NewAnswer answer_of(const json::value& kept) {
    NewAnswer answer;
    answer.confirm = kept.at("confirm").as_bool();
    answer.things = from_ledger(kept.at("observations"));
    return answer;
}

void queue(catalog::Transaction& tx, ProjectId project, BatchId batch) {
    catalog::enqueue(tx, std::vector<catalog::NewJob>{{project, job::bulk_answer, batch.text(), before_others, {}}});
}

// False: nothing is left.
bool answer_some(const House& house, catalog::Transaction& tx, const catalog::Scope& scope, const BulkAnswer& bulk) {
    const auto taken = catalog::take_bulk_media(tx, scope, bulk.batch_id, at_once);
    if (taken.empty()) return false;
    std::vector<MediaId> media, left_out;
    if (bulk.account_id) {
        const auto own = scope_for(Viewer::account(*bulk.account_id), scope.project_id, people::Act::answer);
        media = catalog::answerable_of(tx, own, taken, bulk.over_people);
        if (!media.empty()) {
            // Again, now that nobody else can answer them meanwhile.
            catalog::lock_media(tx, own, media);
            media = catalog::answerable_of(tx, own, media, bulk.over_people);
            left_out = answer_each(house, tx, own, *bulk.account_id, bulk.batch_id, media, answer_of(bulk.answer));
        }
    }
    const auto answered = static_cast<std::int64_t>(media.size() - left_out.size());
    catalog::note_bulk_answered(tx, scope, bulk.batch_id, answered, static_cast<std::int64_t>(taken.size()) - answered);
    return true;
}

bool take_back_some(const House& house, catalog::Transaction& tx, const catalog::Scope& scope, const BulkAnswer& bulk) {
    const auto media = catalog::standing_media_of_batch(tx, scope, bulk.batch_id, at_once);
    if (media.empty()) return false;
    catalog::lock_media(tx, scope, media);
    catalog::retract_some(tx, scope, bulk, media, house.clock.now(), SEROW_VERSION);
    settle(tx, scope, media);
    note_trust_results(house, tx, scope, media);
    return true;
}

}  // namespace

Answerable count_answerable(const House& house, const Viewer& viewer, ProjectId project, const MediaFilter& filter) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        refuse_to_list_withheld(tx, scope, filter);
        return catalog::count_answerable(tx, scope, filter);
    });
}

BulkAnswer begin_bulk_answer(const House& house, const Caller& caller, ProjectId project, const NewBulkAnswer& wanted) {
    check_answer(wanted.answer);
    return in_project(
        house, caller.viewer(), project, people::Act::answer,
        [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            refuse_to_list_withheld(tx, scope, wanted.filter);
            check_remarks(tx, scope, wanted.answer.things);
            BulkAnswer bulk;
            bulk.batch_id = BatchId::make();
            bulk.over_people = wanted.over_people;
            bulk.answer =
                json::object{{"confirm", wanted.answer.confirm}, {"observations", to_ledger(wanted.answer.things)}};
            const auto media = catalog::begin_bulk_answer(tx, scope, bulk, wanted.filter, wanted.filter_text);
            if (media == 0) throw Failure(Code::conflict, "no photo or video passes the filter");
            if (media != wanted.expected)
                throw Failure(Code::conflict,
                              std::format("{} photos and videos pass the filter now, not {}; look again, and say the "
                                          "number that you mean",
                                          media, wanted.expected));
            if (media > most_bulk_media)
                throw Failure(Code::invalid, std::format("at most {} photos and videos are answered at once; narrow "
                                                         "the filter",
                                                         most_bulk_media));
            queue(tx, project, bulk.batch_id);
            return found(catalog::bulk_answer_by_id(tx, scope, bulk.batch_id), "answer");
        });
}

BulkAnswer bulk_answer(const House& house, const Viewer& viewer, ProjectId project, BatchId batch) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        return found(catalog::bulk_answer_by_id(tx, scope, batch), "answer to many");
    });
}

std::vector<BulkAnswer> bulk_answers(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::bulk_answers(tx, scope, 20);
    });
}

std::optional<BulkAnswer> retract_bulk(const House& house, const Caller& caller, ProjectId project, BatchId batch) {
    return in_project(
        house, caller.viewer(), project, people::Act::answer,
        [&](catalog::Transaction& tx, const catalog::Scope& scope) -> std::optional<BulkAnswer> {
            const auto bulk = catalog::lock_bulk_answer(tx, scope, batch);
            if (!bulk) return {};
            if (bulk->account_id != caller.account_id &&
                catalog::project_role(tx, scope.viewer, project) < least_role(people::Act::retract_others))
                throw Failure(Code::forbidden,
                              "Somebody else gave this answer. Answer anew, or ask a manager to take it "
                              "back.");
            catalog::begin_bulk_retraction(tx, scope, batch, BatchId::make());
            queue(tx, project, batch);
            return catalog::bulk_answer_by_id(tx, scope, batch);
        });
}

std::string_view state_of(const BulkAnswer& bulk) {
    if (bulk.retracted_at) return bulk.standing ? "retracting" : "retracted";
    return bulk.open ? "running" : "done";
}

void work_on_bulk_answer(const House& house, ProjectId project, BatchId batch) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    const auto some = [&](catalog::Transaction& tx) {
        const auto bulk = catalog::lock_bulk_answer(tx, scope, batch);
        if (!bulk) return false;
        const bool more =
            bulk->retracted_at ? take_back_some(house, tx, scope, *bulk) : answer_some(house, tx, scope, *bulk);
        if (more) catalog::touch_project(tx, project);
        catalog::notify(tx, project);
        return more;
    };
    while (house.catalog.transaction(some)) {
    }
}

}  // namespace serow::journeys
