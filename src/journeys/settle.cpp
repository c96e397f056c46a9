#include "journeys/settle.h"

#include <algorithm>
#include <optional>
#include <utility>
#include <vector>

#include "catalog/answers.h"
#include "catalog/calibrations.h"
#include "catalog/observations.h"
#include "catalog/projects.h"
#include "catalog/repeat_verdicts.h"
#include "catalog/review_rules.h"
#include "journeys/name_by_event.h"
#include "journeys/seen_things.h"
#include "journeys/weighed_ledgers.h"
#include "review/consensus.h"

namespace serow::journeys {
namespace {

// People and vehicles that somebody says to see make a medium private at once, also where that is not told yet.
std::vector<std::string> private_things(std::span<const review::Answer> lines) {
    std::vector<std::string> types;
    for (const auto* line : review::standing(lines))
        for (const auto& thing : line->things)
            if (thing.type == camtrap::ObservationType::human || thing.type == camtrap::ObservationType::vehicle)
                types.emplace_back(camtrap::word(thing.type));
    return types;
}

catalog::MediaConsensus consensus_row(const WeighedLedger& ledger, const review::ConsensusRule& rule) {
    const auto consensus = review::consensus_of(ledger.lines, rule, ledger.blind_since);
    catalog::MediaConsensus row;
    row.media_id = ledger.media_id;
    row.consensus = review::word(consensus.state);
    row.kept_back = consensus.kept_back;
    if (row.kept_back) row.seen_too = private_things(ledger.lines);
    if (!consensus.method) return row;
    // The name people know: an account's, or the model's.
    const auto name = ledger.names.find(*consensus.answer);
    const auto& by = name == ledger.names.end() ? consensus.by : name->second;
    // Boxes are kept one by one, so that each animal is found again in the picture; without boxes alike things are one.
    const bool boxed =
        std::ranges::any_of(consensus.one_by_one, [](const auto& thing) { return thing.box.has_value(); });
    for (const auto& thing : boxed ? consensus.one_by_one : consensus.things) {
        auto observation = as_observation(thing);
        observation.classification_method = *consensus.method;
        observation.classified_by = by;
        observation.classified_at = *consensus.at;
        if (*consensus.method == camtrap::ClassificationMethod::machine) {
            observation.probability = thing.probability;
            observation.taxon_probability = thing.taxon_probability;
        }
        row.observations.push_back(std::move(observation));
    }
    return row;
}

// settle() for these, a few hundred in a transaction.
void settle_some(const House& house, ProjectId project, std::span<const MediaId> media) {
    constexpr std::size_t together = 500;
    const catalog::Scope scope{Viewer::system(), project, 1};
    for (std::size_t from = 0; from < media.size(); from += together)
        house.catalog.transaction([&](catalog::Transaction& tx) {
            const auto some = media.subspan(from, std::min(together, media.size() - from));
            catalog::lock_media(tx, scope, some);
            settle(tx, scope, some);
        });
    house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::touch_project(tx, project);
        catalog::notify(tx, project);
    });
}

}  // namespace

void settle(catalog::Transaction& tx, const catalog::Scope& scope, std::span<const MediaId> media) {
    const auto rule = as_rule(tx, scope, catalog::review_rule_of_project(tx, scope));
    std::vector<catalog::MediaConsensus> rows;
    rows.reserve(media.size());
    for (const auto& ledger : weighed_ledgers(tx, scope, media)) rows.push_back(consensus_row(ledger, rule));
    catalog::replace_observations(tx, scope, rows);
    queue_names_by_event(tx, scope, media);
}

void settle_project(const House& house, ProjectId project) {
    constexpr int at_once = 500;
    const catalog::Scope scope{Viewer::system(), project, 1};
    // The last of those that were settled; nothing at the end.
    const auto settle_next = [&](const std::optional<MediaId>& after) {
        return house.catalog.transaction([&](catalog::Transaction& tx) -> std::optional<MediaId> {
            const auto media = catalog::media_by_machine(tx, scope, after, at_once);
            if (media.empty()) return {};
            settle(tx, scope, media);
            catalog::touch_project(tx, project);
            catalog::notify(tx, project);
            return media.back();
        });
    };
    auto last = settle_next({});
    while (last) last = settle_next(last);
}

void settle_deployment(const House& house, ProjectId project, DeploymentId deployment) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    settle_some(house, project, house.catalog.transaction([&](catalog::Transaction& tx) {
        return catalog::media_without_people(tx, scope, deployment);
    }));
}

void settle_reviews(const House& house, ProjectId project, DeploymentId deployment) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    settle_some(house, project, house.catalog.transaction([&](catalog::Transaction& tx) {
        return catalog::answered_media(tx, scope, deployment);
    }));
}

}  // namespace serow::journeys
