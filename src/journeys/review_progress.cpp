#include "journeys/review_progress.h"

namespace serow::journeys {

catalog::ReviewProgress review_progress(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::review_progress(tx, scope, house.clock.now());
    });
}

}  // namespace serow::journeys
