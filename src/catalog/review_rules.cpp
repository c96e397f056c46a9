#include "catalog/review_rules.h"

#include <utility>

#include "catalog/read_answer.h"

namespace serow::catalog {
namespace {

ReviewRule read_rule(const Row& row) {
    ReviewRule rule;
    row.read("kind", rule.kind)
        .read("machine_above", rule.machine_above)
        .read("machine_blank", rule.machine_blank)
        .read("machine_species", rule.machine_species)
        .read("blind_percent", rule.blind_percent)
        .read("account_name", rule.account_name)
        .read("recorded_at", rule.recorded_at);
    return rule;
}

MediaId read_media_id(const Row& row) {
    return row.as<MediaId>("media_id");
}

}  // namespace

ReviewRule review_rule_of_project(Transaction& tx, const Scope& scope) {
    return first(tx.query("review_rule_of_project", scoped(scope, {1})), read_rule).value_or(ReviewRule{});
}

std::vector<ReviewRule> review_rule_history(Transaction& tx, const Scope& scope) {
    return collect(tx.query("review_rule_of_project", scoped(scope, {50})), read_rule);
}

void choose_review_rule(Transaction& tx, const Scope& scope, const ReviewRule& rule) {
    const auto rows =
        tx.query("choose_review_rule", scoped(scope, {Id<struct ReviewRuleTag>::make(), rule.kind, rule.machine_above,
                                                      rule.machine_blank, rule.machine_species, rule.blind_percent}));
    must_have_changed(tx, scope, rows.affected(), "There is no such project.");
}

bool viewer_is_expert(Transaction& tx, const Scope& scope) {
    return first(tx.query("viewer_is_expert", scoped(scope)), [](const Row& row) { return row.as<bool>("expert"); })
        .value_or(false);
}

std::unordered_map<MediaId, Instant> blind_since_of_media(Transaction& tx, const Scope& scope,
                                                          std::span<const MediaId> media_ids) {
    std::unordered_map<MediaId, Instant> since;
    for (const auto row : tx.query("blind_since_of_media", scoped(scope, {media_ids})))
        since.emplace(read_media_id(row), row.as<Instant>("since"));
    return since;
}

std::vector<MediaId> answered_media(Transaction& tx, const Scope& scope, DeploymentId deployment_id) {
    return collect(tx.query("answered_media", scoped(scope, {deployment_id})), read_media_id);
}

std::vector<MediaId> media_to_rule(Transaction& tx, const Scope& scope, const std::optional<MediaId>& after, int limit,
                                   bool by_people) {
    return collect(tx.query("media_to_rule", scoped(scope, {after, limit, by_people})), read_media_id);
}

std::unordered_set<MediaId> kept_back_of(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids) {
    const auto ids = collect(tx.query("kept_back_of", scoped(scope, {media_ids})), read_media_id);
    return {ids.begin(), ids.end()};
}

std::vector<Answer> own_answers_of(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids) {
    return collect(tx.query("own_answers_of", scoped(scope, {media_ids})), read_answer);
}

std::vector<MediaId> list_conflicts(Transaction& tx, const Scope& scope, const std::optional<MediaId>& after,
                                    int limit) {
    return collect(tx.query("list_conflicts", scoped(scope, {after, limit})), read_media_id);
}

std::int64_t count_conflicts(Transaction& tx, const Scope& scope) {
    return tx.query("count_conflicts", scoped(scope))[0].as<std::int64_t>("total");
}

void each_shared_answer(Transaction& tx, const Scope& scope, const std::function<void(SharedAnswer&&)>& use) {
    tx.each("each_shared_answer", scoped(scope), [&](const Row& row) {
        SharedAnswer one;
        row.read("answer_id", one.answer_id)
            .read("media_id", one.media_id)
            .read("account_id", one.account_id)
            .read("account_name", one.account_name)
            .read("observations", one.observations)
            .read("retracts", one.retracts)
            .read("answered_at", one.answered_at)
            .read("adjudicates", one.adjudicates)
            .read("blind_since", one.blind_since);
        use(std::move(one));
    });
}

}  // namespace serow::catalog
