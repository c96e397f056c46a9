// From the ledger of answers to what holds now.
#pragma once

#include <span>

#include "catalog/pool.h"
#include "journeys/house.h"

namespace serow::journeys {

// Derives the consensus of these media from their ledgers and writes their observations, within `tx`, in which the
// media are locked already. A machine's boxes below the threshold (the model's, or the one chosen for the project,
// thresholds.h) and at places that are masked (repeat_detections.h) are left out, and answers of runs that are not used
// (model_runs.h); where the project asks for a second opinion, what moved in the picture has its say in that
// (vision/second_opinion.h). Names that come from their events
// follow (name_by_event.h).
void settle(catalog::Transaction& tx, const catalog::Scope& scope, std::span<const MediaId> media);

// settle() for all media of a deployment that no person has answered, a few hundred in a transaction: after what it
// depends on beside the ledger has changed. Safe to repeat.
void settle_deployment(const House& house, ProjectId project, DeploymentId deployment);

// The same for all media of the project whose content is a machine's answer.
void settle_project(const House& house, ProjectId project);

}  // namespace serow::journeys
