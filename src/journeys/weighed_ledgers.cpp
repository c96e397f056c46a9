#include "journeys/weighed_ledgers.h"

#include <algorithm>
#include <utility>

#include "catalog/model_choices.h"
#include "catalog/repeat_verdicts.h"
#include "catalog/thresholds.h"
#include "journeys/calibrations.h"
#include "journeys/motion_answer.h"
#include "journeys/seen_things.h"
#include "journeys/trusted_settings.h"
#include "journeys/worth_showing.h"
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
    Calibrations calibrations;
};

bool is_something(camtrap::ObservationType type) {
    return type != camtrap::ObservationType::blank && type != camtrap::ObservationType::unclassified;
}

// That there is nothing is as sure as the surest box is unsure. Boxes below half the model's threshold are not kept:
// without any the surest is taken to be just below that.
double blank_certainty(std::span<const review::SeenThing> things, double threshold) {
    double surest = threshold / 2;
    for (const auto& thing : things)
        if (is_something(thing.type)) surest = std::max(surest, thing.probability.value_or(1));
    return 1 - surest;
}

// What a machine sees below the threshold, or at a masked place, stays in the ledger and in the viewer's reach, but is
// no observation. What has no confidence stays. People are taken at their word.
review::Answer weighed(const catalog::Answer& line, const Weighing& weighing, std::span<const vision::Mask> masks,
                       const std::optional<vision::Motion>& motion) {
    auto answer = as_review_answer(line);
    if (answer.method != camtrap::ClassificationMethod::machine) return answer;
    const double by_model = threshold_of(line);
    const auto beside = is_motion(line) ? std::nullopt : motion;
    const auto chosen = [&](const review::SeenThing& thing) {
        return chosen_for(thing.type, weighing.chosen).value_or(by_model);
    };
    std::erase_if(answer.things, [&](const review::SeenThing& thing) {
        return thing.box && vision::is_masked(thing.type, *thing.box, masks);
    });
    auto all = answer.things;
    std::erase_if(answer.things,
                  [&](const review::SeenThing& thing) { return !is_worth_showing(thing, chosen(thing), beside); });
    const auto calibrate = [&](std::vector<review::SeenThing>& things) {
        for (auto& thing : things) {
            if (thing.probability)
                thing.probability =
                    weighing.calibrations.read(line.model, camtrap::word(thing.type), *thing.probability);
            if (thing.taxon_probability)
                thing.taxon_probability = weighing.calibrations.read(line.model, of_names, *thing.taxon_probability);
        }
    };
    calibrate(answer.things);
    calibrate(all);
    answer.blank_certainty = blank_certainty(all, by_model);
    return answer;
}

std::optional<vision::Motion> motion_in(std::span<const catalog::Answer> ledger) {
    for (const auto& line : ledger)
        if (auto motion = motion_of(line)) return motion;
    return {};
}

}  // namespace

std::vector<WeighedLedger> weighed_ledgers(catalog::Transaction& tx, const catalog::Scope& scope,
                                           std::span<const MediaId> media) {
    std::unordered_map<MediaId, std::vector<catalog::Answer>> ledgers;
    for (auto& line : catalog::ledger_of_media(tx, scope, media)) ledgers[line.media_id].push_back(std::move(line));
    const Weighing weighing{catalog::thresholds_of_project(tx, scope).thresholds,
                            catalog::models_of_project(tx, scope).names.second_opinion, Calibrations(tx, scope)};
    std::unordered_map<MediaId, std::vector<vision::Mask>> masks;
    for (const auto& mask : catalog::masks_of_media(tx, scope, media))
        masks[mask.media_id].push_back({mask.observation_type, mask.bbox, mask.least_iou});
    const auto blind = catalog::blind_since_of_media(tx, scope, media);
    std::vector<WeighedLedger> all;
    all.reserve(media.size());
    for (const auto& id : media) {
        auto& one = all.emplace_back();
        one.media_id = id;
        const auto& ledger = ledgers[id];
        const auto motion = weighing.second_opinion ? motion_in(ledger) : std::nullopt;
        for (const auto& line : ledger) {
            if (line.beside) continue;
            one.lines.push_back(weighed(line, weighing, masks[id], motion));
            if (line.method == camtrap::ClassificationMethod::human)
                one.names.emplace(line.answer_id, line.account_name.empty() ? "a former account" : line.account_name);
        }
        if (const auto found = blind.find(id); found != blind.end()) one.blind_since = found->second;
    }
    return all;
}

review::ConsensusRule as_rule(catalog::Transaction& tx, const catalog::Scope& scope, const catalog::ReviewRule& rule) {
    review::ConsensusRule value;
    const auto kind = review::parse_rule_kind(rule.kind);
    if (!kind) throw Failure(Code::internal, "the catalogue holds an unknown review rule: " + rule.kind);
    value.kind = *kind;
    if (rule.machine_above) {
        auto trusted = trusted_now(tx, scope);
        auto& machine = value.machine.emplace(*rule.machine_above, rule.machine_blank && trusted.blanks);
        if (rule.machine_species) machine.species = std::move(trusted.names);
    }
    return value;
}

}  // namespace serow::journeys
