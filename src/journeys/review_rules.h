// By which rule people's answers become what holds in a project, and which share of the events is reviewed blind.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "catalog/review_rules.h"
#include "journeys/house.h"
#include "review/consensus_rule.h"

namespace serow::journeys {

using catalog::ReviewRule;

ReviewRule review_rule(const House& house, const Viewer& viewer, ProjectId project);
// All choices, the latest first; fifty at most.
std::vector<ReviewRule> review_rule_history(const House& house, const Viewer& viewer, ProjectId project);
// Managers. What holds is derived anew by jobs. Failure(invalid): an unknown kind, a confidence outside (0, 1], a
// machine's rule for nothing, a share outside 0 … 100 %. Failure(conflict): a machine's blanks or names are to be
// accepted, and no measured sample of them holds (trust_checks.h); of names it takes one, and only those measured are
// accepted.
ReviewRule set_review_rule(const House& house, const Viewer& viewer, ProjectId project, const ReviewRule& rule);

// Derives anew what the rule accepts of machines, by jobs, after a sample was measured or what it was measured with has
// changed. Within `tx`; nothing where the rule accepts nothing of machines.
void queue_accepted(catalog::Transaction& tx, const catalog::Scope& scope);

// How many of the project's media would stand how under a rule.
struct RulePreview {
    review::RuleKind kind = review::RuleKind::one_reviewer;
    std::int64_t accepted = 0, awaiting = 0, human = 0, conflict = 0;
};
// Of each kind, with this rule for machines. Managers; the same failures.
std::vector<RulePreview> preview_review_rules(const House& house, const Viewer& viewer, ProjectId project,
                                              const ReviewRule& machine);

}  // namespace serow::journeys
