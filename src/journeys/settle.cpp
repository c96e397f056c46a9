#include "journeys/settle.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <utility>
#include <vector>

#include "catalog/answers.h"
#include "catalog/calibrations.h"
#include "catalog/model_choices.h"
#include "catalog/observations.h"
#include "catalog/projects.h"
#include "catalog/repeat_verdicts.h"
#include "catalog/thresholds.h"
#include "journeys/calibrations.h"
#include "journeys/motion_answer.h"
#include "journeys/name_by_event.h"
#include "journeys/seen_things.h"
#include "journeys/worth_showing.h"
#include "review/consensus.h"
#include "vision/repeats.h"

namespace serow::journeys {
namespace {

// Each answer carries the threshold of the model that gave it.
double threshold_of(const catalog::Answer& line) {
    if (const auto* details = line.model_details.if_object())
        if (const auto* value = details->if_contains("threshold"); value != nullptr && value->is_number())
            return value->to_number<double>();
    return 0;
}

std::optional<double> chosen_for(camtrap::ObservationType type, const catalog::Thresholds& chosen) {
    switch (type) {
        case camtrap::ObservationType::animal: return chosen.animal;
        case camtrap::ObservationType::human: return chosen.human;
        case camtrap::ObservationType::vehicle: return chosen.vehicle;
        default: return {};
    }
}

// What beside the ledger decides what a machine's boxes are worth, in one project.
struct Weighing {
    catalog::Thresholds chosen;
    bool second_opinion = false;
};

// What a machine sees below the threshold, or at a masked place, stays in the ledger and in the viewer's reach, but is
// no observation. What has no confidence stays. People are taken at their word.
review::Answer weighed(const catalog::Answer& line, const Weighing& weighing, std::span<const vision::Mask> masks,
                       const std::optional<vision::Motion>& motion) {
    auto answer = as_review_answer(line);
    if (answer.method != camtrap::ClassificationMethod::machine) return answer;
    const double by_model = threshold_of(line);
    const auto beside = is_motion(line) ? std::nullopt : motion;
    std::erase_if(answer.things, [&](const review::SeenThing& thing) {
        return !is_worth_showing(thing, chosen_for(thing.type, weighing.chosen).value_or(by_model), beside) ||
               (thing.box && vision::is_masked(thing.type, *thing.box, masks));
    });
    return answer;
}

std::optional<vision::Motion> motion_in(std::span<const catalog::Answer> ledger) {
    for (const auto& line : ledger)
        if (auto motion = motion_of(line)) return motion;
    return {};
}

catalog::MediaConsensus consensus_row(MediaId id, std::span<const catalog::Answer> ledger, const Weighing& weighing,
                                      std::span<const vision::Mask> masks, const Calibrations& calibrations) {
    std::vector<review::Answer> lines;
    lines.reserve(ledger.size());
    const auto motion = weighing.second_opinion ? motion_in(ledger) : std::nullopt;
    for (const auto& line : ledger)
        if (!line.beside) lines.push_back(weighed(line, weighing, masks, motion));
    const auto consensus = review::consensus_of(lines, 0);

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
        observation.remarks = thing.remarks;
        observation.bbox = thing.box;
        observation.second = thing.second;
        observation.first_second = thing.first_second;
        observation.last_second = thing.last_second;
        observation.classification_method = *consensus.method;
        observation.classified_by = by;
        observation.classified_at = *consensus.at;
        if (*consensus.method == camtrap::ClassificationMethod::machine) {
            const auto read = [&](std::string_view category, std::optional<double> said) {
                return said ? std::optional(calibrations.read(by, category, *said)) : said;
            };
            observation.probability = read(camtrap::word(thing.type), thing.probability);
            observation.taxon_probability = read(of_names, thing.taxon_probability);
        }
    }
    return row;
}

}  // namespace

void settle(catalog::Transaction& tx, const catalog::Scope& scope, std::span<const MediaId> media) {
    std::unordered_map<MediaId, std::vector<catalog::Answer>> ledgers;
    for (auto& line : catalog::ledger_of_media(tx, scope, media)) ledgers[line.media_id].push_back(std::move(line));
    const Weighing weighing{catalog::thresholds_of_project(tx, scope).thresholds,
                            catalog::models_of_project(tx, scope).names.second_opinion};
    std::unordered_map<MediaId, std::vector<vision::Mask>> masks;
    for (const auto& mask : catalog::masks_of_media(tx, scope, media))
        masks[mask.media_id].push_back({mask.observation_type, mask.bbox, mask.least_iou});
    const Calibrations calibrations(tx, scope);
    std::vector<catalog::MediaConsensus> rows;
    rows.reserve(media.size());
    for (const auto& id : media) rows.push_back(consensus_row(id, ledgers[id], weighing, masks[id], calibrations));
    catalog::replace_observations(tx, scope, rows);
    queue_names_by_event(tx, scope, media);
}

void settle_project(const House& house, ProjectId project) {
    constexpr int at_once = 500;
    const catalog::Scope scope{Viewer::system(), project, 1};
    // The last of those that were settled; nothing at the end.
    const auto settle_some = [&](const std::optional<MediaId>& after) {
        return house.catalog.transaction([&](catalog::Transaction& tx) -> std::optional<MediaId> {
            const auto media = catalog::media_by_machine(tx, scope, after, at_once);
            if (media.empty()) return {};
            settle(tx, scope, media);
            catalog::touch_project(tx, project);
            catalog::notify(tx, project);
            return media.back();
        });
    };
    auto last = settle_some({});
    while (last) last = settle_some(last);
}

void settle_deployment(const House& house, ProjectId project, DeploymentId deployment) {
    constexpr std::size_t together = 500;
    const catalog::Scope scope{Viewer::system(), project, 1};
    const auto all = house.catalog.transaction(
        [&](catalog::Transaction& tx) { return catalog::media_without_people(tx, scope, deployment); });
    for (std::size_t from = 0; from < all.size(); from += together)
        house.catalog.transaction([&](catalog::Transaction& tx) {
            const auto some = std::span(all).subspan(from, std::min(together, all.size() - from));
            catalog::lock_media(tx, scope, some);
            settle(tx, scope, some);
        });
    house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::touch_project(tx, project);
        catalog::notify(tx, project);
    });
}

}  // namespace serow::journeys
