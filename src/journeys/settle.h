// From the ledger of answers to what holds now.
#pragma once

#include <span>

#include "catalog/pool.h"
#include "journeys/house.h"

namespace serow::journeys {

// Derives the consensus of these media from their weighed ledgers (weighed_ledgers.h) by the project's rule
// (review_rules.h) and writes their observations, within `tx`, in which the media are locked already. Names that come
// from their events follow (name_by_event.h).
void settle(catalog::Transaction& tx, const catalog::Scope& scope, std::span<const MediaId> media);

// settle() for all media of a deployment whose content is no person's answer, a few hundred in a transaction: after
// what it depends on beside the ledger has changed. Safe to repeat.
void settle_deployment(const House& house, ProjectId project, DeploymentId deployment);

// The same for all of its media that have an answer, people's too: after the rule, or what is reviewed blind, has
// changed.
void settle_reviews(const House& house, ProjectId project, DeploymentId deployment);

// The same for all media of the project whose content is a machine's answer.
void settle_project(const House& house, ProjectId project);

}  // namespace serow::journeys
