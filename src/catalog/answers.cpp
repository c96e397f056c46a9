#include "catalog/answers.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "catalog/read_answer.h"

namespace serow::catalog {

Answer read_answer(const Row& row) {
    Answer a;
    row.read("answer_id", a.answer_id)
        .read("batch_id", a.batch_id)
        .read("media_id", a.media_id)
        .read("method", a.method)
        .read("account_id", a.account_id)
        .read("model", a.model)
        .read("model_details", a.model_details)
        .read("observations", a.observations)
        .read("retracts", a.retracts)
        .read("answered_at", a.answered_at)
        .read("model_run_id", a.model_run_id)
        .read("account_name", a.account_name)
        .read("beside", a.beside)
        .read("adjudicates", a.adjudicates)
        .read("by_expert", a.by_expert)
        .read("program", a.program);
    return a;
}

namespace {

void lock_each(Transaction& tx, const Scope& scope, const std::set<MediaId>& media) {
    const auto rows = tx.query("lock_media", scoped(scope, {std::vector<MediaId>(media.begin(), media.end())}));
    if (rows.size() != media.size()) must_have_changed(tx, scope, 0, "The project has no such media.");
}

Rows insert_answers(Transaction& tx, const Scope& scope, std::span<const Answer> answers,
                    std::string_view query = "append_answers") {
    std::vector<AnswerId> id;
    std::vector<BatchId> batch;
    std::vector<MediaId> media;
    std::vector<camtrap::ClassificationMethod> method;
    std::vector<std::optional<AccountId>> account;
    std::vector<std::string> model;
    std::vector<json::value> details, observations;
    std::vector<std::optional<AnswerId>> retracts;
    std::vector<Instant> at;
    std::vector<std::optional<ModelRunId>> run;
    std::vector<std::optional<bool>> adjudicates;
    std::vector<std::optional<bool>> by_expert;
    std::vector<std::string> program;
    for (const auto& a : answers) {
        id.push_back(a.answer_id);
        batch.push_back(a.batch_id);
        media.push_back(a.media_id);
        method.push_back(a.method);
        account.push_back(a.account_id);
        model.push_back(a.model);
        details.push_back(a.model_details);
        observations.push_back(a.observations);
        retracts.push_back(a.retracts);
        at.push_back(a.answered_at);
        run.push_back(a.model_run_id);
        adjudicates.push_back(a.adjudicates);
        by_expert.push_back(a.by_expert);
        program.push_back(a.program);
    }
    return tx.query(query, scoped(scope, {id, batch, media, method, account, model, details, observations, retracts, at,
                                          run, adjudicates, by_expert, program}));
}

// An answer stands unless an answer that stands takes it back: a retraction can itself be retracted.
class Standing {
public:
    explicit Standing(const std::vector<Answer>& ledger) {
        for (const auto& answer : ledger)
            if (answer.retracts) retracted_by_[*answer.retracts].push_back(answer.answer_id);
    }
    bool stands(AnswerId id, int depth = 0) const {
        const auto found = retracted_by_.find(id);
        // A chain of undo and redo as long as this comes from no person.
        if (found == retracted_by_.end() || depth > 1000) return true;
        return std::ranges::none_of(found->second, [&](AnswerId by) { return stands(by, depth + 1); });
    }

private:
    std::unordered_map<AnswerId, std::vector<AnswerId>> retracted_by_;
};

}  // namespace

void append_answers(Transaction& tx, const Scope& scope, std::span<const Answer> answers) {
    std::set<MediaId> media;
    std::vector<MediaId> seen_by_machine;
    std::vector<Instant> seen_at;
    for (const auto& answer : answers) {
        media.insert(answer.media_id);
        if (answer.method != camtrap::ClassificationMethod::machine || answer.retracts || answer.model_run_id) continue;
        seen_by_machine.push_back(answer.media_id);
        seen_at.push_back(answer.answered_at);
    }
    lock_each(tx, scope, media);
    insert_answers(tx, scope, answers);
    if (!seen_by_machine.empty()) tx.query("note_classified", scoped(scope, {seen_by_machine, seen_at}));
}

void lock_media(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids) {
    lock_each(tx, scope, {media_ids.begin(), media_ids.end()});
}

std::vector<MediaId> append_answers_once(Transaction& tx, const Scope& scope, std::span<const Answer> answers) {
    std::set<MediaId> media;
    for (const auto& answer : answers) media.insert(answer.media_id);
    lock_each(tx, scope, media);
    std::vector<MediaId> written;
    std::vector<MediaId> looked_at;
    std::vector<Instant> at;
    for (const auto row : insert_answers(tx, scope, answers, "append_answers_once")) {
        row.read("media_id", written.emplace_back());
        if (row.as<bool>("of_run")) continue;
        looked_at.push_back(written.back());
        row.read("answered_at", at.emplace_back());
    }
    if (!looked_at.empty()) tx.query("note_classified", scoped(scope, {looked_at, at}));
    return written;
}

std::vector<Answer> ledger_of_media(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids) {
    return collect(tx.query("ledger_of_media", scoped(scope, {media_ids})), read_answer);
}

std::vector<Answer> told_ledger_of_media(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids) {
    return collect(tx.query("told_ledger_of_media", scoped(scope, {media_ids})), read_answer);
}

std::vector<Answer> ledger_of_batch(Transaction& tx, const Scope& scope, BatchId batch_id) {
    return collect(tx.query("ledger_of_batch", scoped(scope, {batch_id})), read_answer);
}

std::vector<MediaId> retract_batch(Transaction& tx, const Scope& scope, BatchId batch_id, BatchId new_batch,
                                   AccountId account_id, Whose whose, Instant at, std::string_view program) {
    const auto batch = ledger_of_batch(tx, scope, batch_id);
    if (batch.empty()) must_have_changed(tx, scope, 0, "The project has no such answer.");
    std::set<MediaId> media;
    for (const auto& answer : batch) {
        if (whose == Whose::own && answer.account_id != account_id)
            throw Failure(Code::forbidden,
                          "Somebody else gave this answer. Answer anew, or ask a manager to take it back.");
        media.insert(answer.media_id);
    }
    lock_each(tx, scope, media);
    const std::vector<MediaId> ids(media.begin(), media.end());
    const auto ledger = ledger_of_media(tx, scope, ids);  // after the lock: nobody adds to it now
    const Standing standing(ledger);
    std::vector<Answer> retractions;
    for (const auto& answer : batch) {
        if (!standing.stands(answer.answer_id)) continue;
        Answer retraction;
        retraction.answer_id = AnswerId::make();
        retraction.batch_id = new_batch;
        retraction.media_id = answer.media_id;
        retraction.method = camtrap::ClassificationMethod::human;
        retraction.account_id = account_id;
        retraction.retracts = answer.answer_id;
        retraction.answered_at = at;
        retraction.program = program;
        retractions.push_back(std::move(retraction));
    }
    if (retractions.empty()) throw Failure(Code::conflict, "This answer was taken back already.");
    insert_answers(tx, scope, retractions);
    return ids;
}

std::vector<Answerer> answerers(Transaction& tx, const Scope& scope) {
    return collect(tx.query("answerers", scoped(scope)), [](const Row& row) {
        Answerer one;
        row.read("who", one.who).read("account_id", one.account_id).read("account_name", one.account_name);
        return one;
    });
}

void each_judged(Transaction& tx, const Scope& scope, const std::function<void(Judged&&)>& use) {
    tx.each("each_judged", scoped(scope), [&](const Row& row) {
        Judged one;
        row.read("media_id", one.media_id)
            .read("location_id", one.location_id)
            .read("model", one.model)
            .read("model_details", one.model_details)
            .read("observations", one.observations)
            .read("truth", one.truth);
        use(std::move(one));
    });
}

}  // namespace serow::catalog
