// By which rule people's answers hold, which events are reviewed blind, and what of that is told to whom.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "catalog/access.h"
#include "catalog/answers.h"

namespace serow::catalog {

struct ReviewRule {
    std::string kind = "oneReviewer";     // oneReviewer, twoAgree, expertApproves
    std::optional<double> machine_above;  // (0, 1]; none: no machine's answer is accepted
    bool machine_blank = false, machine_species = false;
    int blind_percent = 0;  // 0 … 100 of the events
    // The rest is read only.
    std::string account_name;  // empty: nobody chose yet, or a former account
    std::optional<Instant> recorded_at;
};

// The latest; of a project in which nobody chose, one reviewer and nothing else.
ReviewRule review_rule_of_project(Transaction& tx, const Scope& scope);
// All choices, the latest first; fifty at most.
std::vector<ReviewRule> review_rule_history(Transaction& tx, const Scope& scope);
// By the scope's viewer, at the database's time. Failure(not_found) where the viewer sees no such project.
void choose_review_rule(Transaction& tx, const Scope& scope, const ReviewRule& rule);

// May the viewer approve and adjudicate: a manager, or a member who is marked as an expert. The system may.
bool viewer_is_expert(Transaction& tx, const Scope& scope);

// Since when the media's events are drawn for blind review; media of other events are not in it.
std::unordered_map<MediaId, Instant> blind_since_of_media(Transaction& tx, const Scope& scope,
                                                          std::span<const MediaId> media_ids);

// Media of the deployment that have an answer.
std::vector<MediaId> answered_media(Transaction& tx, const Scope& scope, DeploymentId deployment_id);
// Of the project's media with an answer (`by_people`: a person's) those after `after`, in the order of their ids.
std::vector<MediaId> media_to_rule(Transaction& tx, const Scope& scope, const std::optional<MediaId>& after, int limit,
                                   bool by_people);

// Those of the media of which people's answers are not told yet,
std::unordered_set<MediaId> kept_back_of(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids);
// and what the viewer answered to them, retractions and all. By media, answered_at, id.
std::vector<Answer> own_answers_of(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids);

// Media in conflict that the viewer may look at, in the order of their ids; nothing for who may not adjudicate.
std::vector<MediaId> list_conflicts(Transaction& tx, const Scope& scope, const std::optional<MediaId>& after,
                                    int limit);
std::int64_t count_conflicts(Transaction& tx, const Scope& scope);

// A person's line of the ledger about a media that two or more people answered.
struct SharedAnswer {
    AnswerId answer_id;
    MediaId media_id;
    std::optional<AccountId> account_id;
    std::string account_name;
    json::value observations;  // as of Answer
    std::optional<AnswerId> retracts;
    Instant answered_at;
    bool adjudicates = false;
    std::optional<Instant> blind_since;  // of its event; none: not drawn
};
// By media, answered_at, id; retractions and all. Nothing for who may not adjudicate. Answers that nobody is told yet
// are left out.
void each_shared_answer(Transaction& tx, const Scope& scope, const std::function<void(SharedAnswer&&)>& use);

}  // namespace serow::catalog
