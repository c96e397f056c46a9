#include "journeys/exports.h"

#include "catalog/projects.h"
#include "journeys/found.h"

namespace serow::journeys {

std::vector<catalog::Export> list_exports(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::list_exports(tx, scope, 50);
    });
}

}  // namespace serow::journeys
