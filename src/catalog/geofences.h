// Which animals can be suggested in a project, and looking again when that has changed.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/access.h"

namespace serow::catalog {

struct GeofenceNames {
    std::vector<std::string> allowed;  // scientific names; none: all
    std::vector<std::string> blocked;
};

// Failure(not_found) where the viewer sees no such project.
GeofenceNames geofence_of_project(Transaction& tx, const Scope& scope);
void set_geofence(Transaction& tx, const Scope& scope, const GeofenceNames& names);

// A job `kind` for each readable photo and video of the project, or of the deployment, that no person has answered.
// How many are new in the queue.
std::int64_t enqueue_look_again(Transaction& tx, const Scope& scope, std::string_view kind, int priority,
                                std::optional<DeploymentId> deployment);

}  // namespace serow::catalog
