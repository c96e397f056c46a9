// Which animals can be suggested in a project; and the machine's look at what it has looked at before.
#pragma once

#include <cstdint>
#include <optional>

#include "catalog/geofences.h"
#include "journeys/house.h"

namespace serow::journeys {

using catalog::GeofenceNames;

GeofenceNames geofence(const House& house, const Viewer& viewer, ProjectId project);
// Names are sorted, each once. What was answered before stays as it is: look_again() brings the new lists to bear.
// Failure(invalid) for a name that no list of taxa has, one that is both allowed and blocked, or more than 5000.
GeofenceNames set_geofence(const House& house, const Viewer& viewer, ProjectId project, GeofenceNames names);

// Queues every photo and video, of the deployment where one is given, that no person has answered: what the machine
// says then is another line of the ledger, and the latest holds. How many were queued.
std::int64_t look_again(const House& house, const Viewer& viewer, ProjectId project,
                        std::optional<DeploymentId> deployment);

}  // namespace serow::journeys
