// Cameras at sample points.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "camtrap/records.h"
#include "catalog/access.h"

namespace serow::catalog {

struct Deployment {
    DeploymentId deployment_id;
    LocationId location_id;
    std::string name;
    std::string camera_id;
    std::string camera_model;
    std::optional<Instant> deployment_start, deployment_end;
    bool bounds_from_media = false;  // start and end follow the first and last file
    std::string time_zone;           // IANA name of the camera's clock
    std::optional<bool> bait_use;
    std::string comments;
    // The rest is read only.
    std::string location_name;
    camtrap::Place place;
    std::optional<int> coordinate_uncertainty;
    std::string habitat;
    std::int64_t media = 0;
};

// Failure(not_found) for a location that the project has not, Failure(invalid) where it ends before it starts.
void create_deployment(Transaction& tx, const Scope& scope, const Deployment& deployment);
// By location name, start, id.
std::vector<Deployment> list_deployments(Transaction& tx, const Scope& scope);
std::optional<Deployment> deployment_by_id(Transaction& tx, const Scope& scope, DeploymentId deployment_id);
void update_deployment(Transaction& tx, const Scope& scope, const Deployment& deployment);
// Failure(conflict) while it holds media.
void delete_deployment(Transaction& tx, const Scope& scope, DeploymentId deployment_id);
// Where bounds_from_media: start and end become those of its media (a video ends `duration_s` later); media of
// which only the file's own date is known count only where there are no others: such dates are the copy's.
// False where nothing changed.
bool follow_media_bounds(Transaction& tx, const Scope& scope, DeploymentId deployment_id);

}  // namespace serow::catalog
