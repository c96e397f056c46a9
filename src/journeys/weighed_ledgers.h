// The ledgers of media, as review's rules read them: what machines said weighed by the project's thresholds, masks and
// calibrations.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "catalog/answers.h"
#include "catalog/review_rules.h"
#include "journeys/house.h"
#include "review/consensus.h"

namespace serow::journeys {

struct WeighedLedger {
    MediaId media_id;
    std::vector<review::Answer> lines;                // probabilities as the project's calibrations read them
    std::optional<Instant> blind_since;               // of its event; none: it is not reviewed blind
    std::unordered_map<AnswerId, std::string> names;  // of the people who answered
};

// One for each of the media, in their order. A machine's boxes below the threshold (the model's, or the one chosen for
// the project, thresholds.h) and at places that are masked (repeat_detections.h) are left out, and answers of runs that
// are not used (model_runs.h); where the project asks for a second opinion, what moved in the picture has its say in
// that (vision/second_opinion.h). People are taken at their word.
std::vector<WeighedLedger> weighed_ledgers(catalog::Transaction& tx, const catalog::Scope& scope,
                                           std::span<const MediaId> media);

// The catalogue's words as review's values: of what the rule accepts of machines, that of which a measured sample holds
// (trusted_settings.h). Failure(internal) for words that no Serow wrote.
review::ConsensusRule as_rule(catalog::Transaction& tx, const catalog::Scope& scope, const catalog::ReviewRule& rule);

}  // namespace serow::journeys
