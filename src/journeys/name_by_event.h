// Animals named in the light of their event: the rule is vision/event_smoothing.h, this brings it to the observations.
#pragma once

#include <span>

#include "catalog/pool.h"
#include "journeys/house.h"

namespace serow::journeys {

// Longer ones are no visits: time lapse, or a herd that grazes through the night. They stay as they were told.
inline constexpr int most_media_of_a_visit = 1000;

// Derives the machine's names of these events anew from what was told (observations keep it), within `tx`; with the
// setting `event-smoothing` off, all are called as they were told. How many were called otherwise than before.
std::size_t name_by_event(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                          std::span<const EventId> events);

// The job. Safe to repeat.
void name_by_event(const House& house, ProjectId project, EventId event);

// To be called where answers of these media changed, in the same transaction: soon after, their events' names follow.
void queue_names_by_event(catalog::Transaction& tx, const catalog::Scope& scope, std::span<const MediaId> media);

}  // namespace serow::journeys
