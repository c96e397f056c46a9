#include "journeys/settle.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalog/answers.h"
#include "catalog/observations.h"
#include "journeys/name_by_event.h"
#include "journeys/seen_things.h"
#include "review/consensus.h"

namespace serow::journeys {
namespace {

// Boxes below this stay in the ledger and in the viewer's reach, but are no observation. Each answer carries the
// threshold of the model that gave it: that of the line that holds counts.
double threshold_of(std::span<const catalog::Answer> ledger, const std::optional<AnswerId>& holding) {
    for (const auto& line : ledger)
        if (line.answer_id == holding)
            if (const auto* details = line.model_details.if_object())
                if (const auto* value = details->if_contains("threshold"); value != nullptr && value->is_number())
                    return value->to_number<double>();
    return 0;
}

catalog::MediaConsensus consensus_row(MediaId id, std::span<const catalog::Answer> ledger) {
    std::vector<review::Answer> lines;
    lines.reserve(ledger.size());
    for (const auto& line : ledger) lines.push_back(as_review_answer(line));
    const auto consensus = review::consensus_of(lines, threshold_of(ledger, review::consensus_of(lines, 0).answer));

    catalog::MediaConsensus row;
    row.media_id = id;
    if (!consensus.method) {
        row.consensus = "none";
        return row;
    }
    row.consensus = consensus.conflict ? "conflict" : std::string(camtrap::word(*consensus.method));
    // The name people know: an account's, or the model's.
    std::string by = consensus.by;
    for (const auto& line : ledger)
        if (consensus.answer && line.answer_id == *consensus.answer &&
            line.method == camtrap::ClassificationMethod::human)
            by = line.account_name.empty() ? "a former account" : line.account_name;
    // Boxes are kept one by one, so that each animal is found again in the picture; without boxes alike things are one.
    const bool boxed =
        std::ranges::any_of(consensus.one_by_one, [](const auto& thing) { return thing.box.has_value(); });
    for (const auto& thing : boxed ? consensus.one_by_one : consensus.things) {
        auto& observation = row.observations.emplace_back();
        observation.observation_type = thing.type;
        observation.scientific_name = thing.scientificName;
        // Blank and unclassified are no individuals.
        if (thing.type != camtrap::ObservationType::blank && thing.type != camtrap::ObservationType::unclassified)
            observation.count = thing.count;
        observation.life_stage = thing.life_stage;
        observation.sex = thing.sex;
        observation.behavior = thing.behavior;
        observation.bbox = thing.box;
        observation.second = thing.second;
        observation.first_second = thing.first_second;
        observation.last_second = thing.last_second;
        observation.classification_method = *consensus.method;
        observation.classified_by = by;
        observation.classified_at = *consensus.at;
        if (*consensus.method == camtrap::ClassificationMethod::machine) {
            observation.probability = thing.probability;
            observation.taxon_probability = thing.taxon_probability;
        }
    }
    return row;
}

}  // namespace

void settle(catalog::Transaction& tx, const catalog::Scope& scope, std::span<const MediaId> media) {
    std::unordered_map<MediaId, std::vector<catalog::Answer>> ledgers;
    for (auto& line : catalog::ledger_of_media(tx, scope, media)) ledgers[line.media_id].push_back(std::move(line));
    std::vector<catalog::MediaConsensus> rows;
    rows.reserve(media.size());
    for (const auto& id : media) rows.push_back(consensus_row(id, ledgers[id]));
    catalog::replace_observations(tx, scope, rows);
    queue_names_by_event(tx, scope, media);
}

}  // namespace serow::journeys
