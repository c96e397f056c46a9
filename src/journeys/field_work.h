// What stands in the field: sample areas, sample points, deployments.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "catalog/areas.h"
#include "catalog/deployments.h"
#include "catalog/locations.h"
#include "journeys/house.h"

namespace serow::journeys {

using catalog::Area;
using catalog::Deployment;
using catalog::Location;

// Failures as in organise.h. In a change a field that is not given stays; `std::optional<std::optional<T>>` with an
// inner nullopt clears it.

struct AreaChange {
    std::optional<std::string> name;
    std::optional<json::value> geometry;  // GeoJSON Polygon or MultiPolygon in WGS 84, or null
};
Area create_area(const House& house, const Viewer& viewer, ProjectId project, const AreaChange& fields);
std::vector<Area> list_areas(const House& house, const Viewer& viewer, ProjectId project);
Area area(const House& house, const Viewer& viewer, ProjectId project, AreaId id);
Area update_area(const House& house, const Viewer& viewer, ProjectId project, AreaId id, const AreaChange& change);
void delete_area(const House& house, const Viewer& viewer, ProjectId project, AreaId id);

struct LocationChange {
    std::optional<std::string> name;
    std::optional<std::optional<AreaId>> area_id;
    std::optional<double> latitude, longitude;                 // degrees
    std::optional<std::optional<int>> coordinate_uncertainty;  // metres, at least 1
    std::optional<std::string> habitat;
};
// Checked, and not written yet. Failure(invalid).
Location new_location(const LocationChange& fields);
Location create_location(const House& house, const Viewer& viewer, ProjectId project, const LocationChange& fields);
std::vector<Location> list_locations(const House& house, const Viewer& viewer, ProjectId project);
Location location(const House& house, const Viewer& viewer, ProjectId project, LocationId id);
Location update_location(const House& house, const Viewer& viewer, ProjectId project, LocationId id,
                         const LocationChange& change);
void delete_location(const House& house, const Viewer& viewer, ProjectId project, LocationId id);

struct DeploymentChange {
    std::optional<LocationId> location_id;
    std::optional<std::string> name, camera_id, camera_model, time_zone, comments;
    std::optional<std::optional<Instant>> deployment_start, deployment_end;
    std::optional<std::optional<bool>> bait_use;
};
// Without start and end they follow the first and last file. The zone is the project's where none is given.
Deployment create_deployment(const House& house, const Viewer& viewer, ProjectId project,
                             const DeploymentChange& fields);
std::vector<Deployment> list_deployments(const House& house, const Viewer& viewer, ProjectId project);
Deployment deployment(const House& house, const Viewer& viewer, ProjectId project, DeploymentId id);
// Another zone moves the times of its media, and its events are grouped anew.
Deployment update_deployment(const House& house, const Viewer& viewer, ProjectId project, DeploymentId id,
                             const DeploymentChange& change);
void delete_deployment(const House& house, const Viewer& viewer, ProjectId project, DeploymentId id);

}  // namespace serow::journeys
