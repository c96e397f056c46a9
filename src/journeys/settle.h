// From the ledger of answers to what holds now.
#pragma once

#include <span>

#include "catalog/pool.h"
#include "journeys/house.h"

namespace serow::journeys {

// Derives the consensus of these media from their ledgers and writes their observations, within `tx`; names that come
// from their events follow (name_by_event.h).
void settle(catalog::Transaction& tx, const catalog::Scope& scope, std::span<const MediaId> media);

// The job: settle() for all media of the project whose content is a machine's answer, some hundred in a transaction.
// Safe to repeat.
void settle_project(const House& house, ProjectId project);

}  // namespace serow::journeys
