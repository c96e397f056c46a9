#include "journeys/review_rules.h"

#include <chrono>

#include "catalog/deployments.h"
#include "catalog/jobs.h"
#include "catalog/projects.h"
#include "journeys/run_jobs.h"
#include "journeys/trusted_settings.h"
#include "journeys/weighed_ledgers.h"

namespace serow::journeys {
namespace {

using review::RuleKind;

void check(const ReviewRule& rule) {
    if (!review::parse_rule_kind(rule.kind))
        throw Failure(Code::invalid, "a review rule is oneReviewer, twoAgree or expertApproves");
    if (rule.machine_above && !(*rule.machine_above > 0 && *rule.machine_above <= 1))
        throw Failure(Code::invalid,
                      "a machine's answer is accepted above a confidence that is more than 0 and at most 1");
    if (rule.machine_above && !rule.machine_blank && !rule.machine_species)
        throw Failure(Code::invalid, "say which of a machine's answers are accepted: blank, species or both");
    if (rule.blind_percent < 0 || rule.blind_percent > 100)
        throw Failure(Code::invalid, "the share that is reviewed blind is from 0 to 100 %");
}

// Nothing of a machine is accepted unseen: a sample comes first.
void must_be_measured(catalog::Transaction& tx, const catalog::Scope& scope, const ReviewRule& rule) {
    if (!rule.machine_above) return;
    const auto trusted = trusted_now(tx, scope);
    if (rule.machine_blank && !trusted.blanks)
        throw Failure(Code::conflict,
                      "before a machine's blanks are accepted, a random sample of them is reviewed; none holds at "
                      "present. Begin one on the page \"How far to trust the machine\"");
    if (rule.machine_species && trusted.names.empty())
        throw Failure(
            Code::conflict,
            "before a machine's name for an animal is accepted, a random sample of it is reviewed; none holds "
            "at present. Begin one for each species on the page \"How far to trust the machine\"");
}

void queue_all(catalog::Transaction& tx, const catalog::Scope& scope) {
    std::vector<catalog::NewJob> jobs;
    for (const auto& each : catalog::list_deployments(tx, scope))
        jobs.push_back({scope.project_id, job::settle_reviews, each.deployment_id.text(), 1, {}});
    catalog::enqueue(tx, jobs);
}

void count(RulePreview& preview, review::State state) {
    switch (state) {
        case review::State::accepted: ++preview.accepted; break;
        case review::State::awaiting: ++preview.awaiting; break;
        case review::State::human: ++preview.human; break;
        case review::State::conflict: ++preview.conflict; break;
        case review::State::none:
        case review::State::machine: break;
    }
}

}  // namespace

ReviewRule review_rule(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::review_rule_of_project(tx, scope);
    });
}

std::vector<ReviewRule> review_rule_history(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::review_rule_history(tx, scope);
    });
}

ReviewRule set_review_rule(const House& house, const Viewer& viewer, ProjectId project, const ReviewRule& rule) {
    check(rule);
    return in_project(house, viewer, project, people::Act::manage_project,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          must_be_measured(tx, scope, rule);
                          catalog::choose_review_rule(tx, scope, rule);
                          queue_all(tx, scope);
                          catalog::touch_project(tx, project);
                          catalog::notify(tx, project);
                          return catalog::review_rule_of_project(tx, scope);
                      });
}

void queue_accepted(catalog::Transaction& tx, const catalog::Scope& scope) {
    if (catalog::review_rule_of_project(tx, scope).machine_above) queue_all(tx, scope);
}

std::vector<RulePreview> preview_review_rules(const House& house, const Viewer& viewer, ProjectId project,
                                              const ReviewRule& machine) {
    check(machine);
    constexpr int at_once = 1000;
    return in_project(
        house, viewer, project, people::Act::manage_project,
        [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            std::vector<RulePreview> previews;
            for (const auto kind : {RuleKind::one_reviewer, RuleKind::two_agree, RuleKind::expert_approves})
                previews.push_back({.kind = kind});
            tx.set_statement_timeout(std::chrono::minutes(2));
            auto rule = as_rule(tx, scope, machine);
            // Without a rule for machines only what people answered can change.
            const bool by_people = !rule.machine;
            std::optional<MediaId> after;
            while (true) {
                const auto ids = catalog::media_to_rule(tx, scope, after, at_once, by_people);
                if (ids.empty()) return previews;
                after = ids.back();
                for (const auto& ledger : weighed_ledgers(tx, scope, ids))
                    for (auto& preview : previews) {
                        rule.kind = preview.kind;
                        count(preview, review::consensus_of(ledger.lines, rule, ledger.blind_since).state);
                    }
            }
        });
}

}  // namespace serow::journeys
