// What every journey walks through; main builds it once and passes it on.
#pragma once

#include "base/config.h"
#include "base/time.h"
#include "catalog/access.h"
#include "catalog/pool.h"
#include "journeys/answers_together.h"
#include "journeys/room.h"
#include "journeys/taxa.h"
#include "journeys/try_counter.h"
#include "people/roles.h"
#include "store/partials.h"
#include "store/store.h"

namespace serow::journeys {

struct House {
    const Config& config;
    catalog::Catalog& catalog;
    store::Store& store;
    store::Partials& partials;
    const Clock& clock;
    const Taxa& taxa;
    TryCounter& sign_in_tries;
    Promises& promises;
    AnswersTogether& answers_together;
};

// Who asks: an account, or the system itself (workers, the administrator at the machine).
using Viewer = catalog::Viewer;

// The scope in which `viewer` may do `act` in the project: the least role is the table's in people/roles.h.
catalog::Scope scope_for(const Viewer& viewer, ProjectId project, people::Act act);
int least_role(people::Act act);

// body(transaction, scope) in one transaction, where `viewer` may do `act` in the project; what the viewer may not
// see does not exist: Failure(not_found), and Failure(forbidden) for what is seen but not allowed.
template <class Body>
auto in_project(const House& house, const Viewer& viewer, ProjectId project, people::Act act, Body body) {
    const auto scope = scope_for(viewer, project, act);
    return house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::require(tx, scope);
        return body(tx, scope);
    });
}
template <class Body>
auto in_project(const House& house, const Viewer& viewer, ProjectId project, Body body) {
    return in_project(house, viewer, project, people::Act::see, std::move(body));
}

}  // namespace serow::journeys
