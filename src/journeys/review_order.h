// The order in which events are worth an answer: the rule is review/order.h, this brings what is known of the events to
// it.
#pragma once

#include <optional>

#include "catalog/pool.h"
#include "journeys/house.h"

namespace serow::journeys {

// The job: every event of the project is told what an answer to it is worth, and why; deployment by deployment. Safe to
// repeat, and for lists to be read meanwhile.
void work_out_order(const House& house, ProjectId project);

struct OrderState {
    std::optional<Instant> worked_out_at;  // none: never
    bool pending = false;                  // something has changed since; it is queued
};
// What a list by worth rests on. Where something of the project has changed since it was worked out, that is queued,
// within `tx`: for half a minute after the last time, or twenty times as long as it took, whichever is more. Lists that
// nobody asks for cost nothing, and answers neither.
OrderState order_asked_for(catalog::Transaction& tx, const catalog::Scope& scope);

}  // namespace serow::journeys
