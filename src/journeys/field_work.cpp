#include "journeys/field_work.h"

#include <cmath>
#include <format>
#include <utility>

#include "catalog/jobs.h"
#include "catalog/projects.h"
#include "earth/time_zone.h"
#include "journeys/found.h"
#include "journeys/geometry.h"
#include "journeys/run_jobs.h"
#include "people/tokens.h"

namespace serow::journeys {
namespace {

// A change that an export would show.
template <class Change>
auto change_places(const House& house, const Viewer& viewer, ProjectId project, Change body) {
    return in_project(house, viewer, project, people::Act::manage_places,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          if constexpr (std::is_void_v<decltype(body(tx, scope))>) {
                              body(tx, scope);
                              catalog::touch_project(tx, project);
                              catalog::notify(tx, project);
                          } else {
                              auto result = body(tx, scope);
                              catalog::touch_project(tx, project);
                              catalog::notify(tx, project);
                              return result;
                          }
                      });
}

void set_text(std::string& field, const std::optional<std::string>& value, std::size_t most, std::string_view what) {
    if (!value) return;
    if (value->size() > most) throw Failure(Code::invalid, std::format("{} is longer than {} bytes", what, most));
    if (value->contains('\0')) throw Failure(Code::invalid, std::format("{} holds a NUL character", what));
    field = *value;
}

void apply(const AreaChange& change, Area& area) {
    if (change.name) area.name = value_or_throw(people::check_name(*change.name, "The area's name"));
    if (change.geometry) area.geometry = value_or_throw(check_outline(*change.geometry));
}

void apply(const LocationChange& change, Location& location) {
    if (change.name) location.name = value_or_throw(people::check_name(*change.name, "The sample point's name"));
    if (change.area_id) location.area_id = *change.area_id;
    if (change.latitude) location.place.latitude = *change.latitude;
    if (change.longitude) location.place.longitude = *change.longitude;
    if (!(std::abs(location.place.latitude) <= 90))
        throw Failure(Code::invalid,
                      std::format("latitude {} is not between -90 and 90 degrees", location.place.latitude));
    if (!(std::abs(location.place.longitude) <= 180))
        throw Failure(Code::invalid,
                      std::format("longitude {} is not between -180 and 180 degrees", location.place.longitude));
    if (change.coordinate_uncertainty) {
        location.coordinate_uncertainty = *change.coordinate_uncertainty;
        if (location.coordinate_uncertainty && *location.coordinate_uncertainty < 1)
            throw Failure(Code::invalid, "the coordinates' uncertainty is at least 1 metre");
    }
    set_text(location.habitat, change.habitat, 8'000, "the habitat");
}

void apply(const DeploymentChange& change, Deployment& deployment) {
    if (change.location_id) deployment.location_id = *change.location_id;
    set_text(deployment.name, change.name, 800, "the deployment's name");
    set_text(deployment.camera_id, change.camera_id, 800, "the camera's id");
    set_text(deployment.camera_model, change.camera_model, 800, "the camera's model");
    set_text(deployment.comments, change.comments, 80'000, "the comment");
    if (change.time_zone) deployment.time_zone = value_or_throw(earth::find_zone(*change.time_zone)).name();
    if (change.deployment_start) deployment.deployment_start = *change.deployment_start;
    if (change.deployment_end) deployment.deployment_end = *change.deployment_end;
    if (change.bait_use) deployment.bait_use = *change.bait_use;
    if (deployment.deployment_start && deployment.deployment_end &&
        *deployment.deployment_end < *deployment.deployment_start)
        throw Failure(Code::invalid,
                      std::format("the deployment ends ({}) before it starts ({})", to_text(*deployment.deployment_end),
                                  to_text(*deployment.deployment_start)));
    // Bounds that a person sets hold; cleared ones follow the media again.
    if (change.deployment_start || change.deployment_end)
        deployment.bounds_from_media = !deployment.deployment_start && !deployment.deployment_end;
}

}  // namespace

Area create_area(const House& house, const Viewer& viewer, ProjectId project, const AreaChange& fields) {
    if (!fields.name) throw Failure(Code::invalid, "an area needs a name");
    Area area;
    area.area_id = AreaId::make();
    apply(fields, area);
    return change_places(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        catalog::create_area(tx, scope, area);
        return area;
    });
}

std::vector<Area> list_areas(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project,
                      [](auto& tx, const auto& scope) { return catalog::list_areas(tx, scope); });
}

Area area(const House& house, const Viewer& viewer, ProjectId project, AreaId id) {
    return in_project(house, viewer, project,
                      [&](auto& tx, const auto& scope) { return found(catalog::area_by_id(tx, scope, id), "area"); });
}

Area update_area(const House& house, const Viewer& viewer, ProjectId project, AreaId id, const AreaChange& change) {
    return change_places(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        auto area = found(catalog::area_by_id(tx, scope, id), "area");
        apply(change, area);
        catalog::update_area(tx, scope, area);
        return area;
    });
}

void delete_area(const House& house, const Viewer& viewer, ProjectId project, AreaId id) {
    change_places(house, viewer, project, [&](auto& tx, const auto& scope) { catalog::delete_area(tx, scope, id); });
}

Location new_location(const LocationChange& fields) {
    if (!fields.name || !fields.latitude || !fields.longitude)
        throw Failure(Code::invalid, "a sample point needs a name, a latitude and a longitude");
    Location location;
    location.location_id = LocationId::make();
    apply(fields, location);
    return location;
}

Location create_location(const House& house, const Viewer& viewer, ProjectId project, const LocationChange& fields) {
    const auto location = new_location(fields);
    return change_places(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        catalog::create_location(tx, scope, location);
        return location;
    });
}

std::vector<Location> list_locations(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project,
                      [](auto& tx, const auto& scope) { return catalog::list_locations(tx, scope); });
}

Location location(const House& house, const Viewer& viewer, ProjectId project, LocationId id) {
    return in_project(house, viewer, project, [&](auto& tx, const auto& scope) {
        return found(catalog::location_by_id(tx, scope, id), "sample point");
    });
}

Location update_location(const House& house, const Viewer& viewer, ProjectId project, LocationId id,
                         const LocationChange& change) {
    return change_places(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        auto location = found(catalog::location_by_id(tx, scope, id), "sample point");
        apply(change, location);
        catalog::update_location(tx, scope, location);
        return location;
    });
}

void delete_location(const House& house, const Viewer& viewer, ProjectId project, LocationId id) {
    change_places(house, viewer, project,
                  [&](auto& tx, const auto& scope) { catalog::delete_location(tx, scope, id); });
}

Deployment create_deployment(const House& house, const Viewer& viewer, ProjectId project,
                             const DeploymentChange& fields) {
    if (!fields.location_id) throw Failure(Code::invalid, "a deployment needs a sample point");
    return change_places(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        Deployment deployment;
        deployment.deployment_id = DeploymentId::make();
        deployment.bounds_from_media = true;
        deployment.time_zone = found(catalog::project_by_id(tx, viewer, project), "project").time_zone;
        apply(fields, deployment);
        catalog::create_deployment(tx, scope, deployment);
        return found(catalog::deployment_by_id(tx, scope, deployment.deployment_id), "deployment");
    });
}

std::vector<Deployment> list_deployments(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project,
                      [](auto& tx, const auto& scope) { return catalog::list_deployments(tx, scope); });
}

Deployment deployment(const House& house, const Viewer& viewer, ProjectId project, DeploymentId id) {
    return in_project(house, viewer, project, [&](auto& tx, const auto& scope) {
        return found(catalog::deployment_by_id(tx, scope, id), "deployment");
    });
}

Deployment update_deployment(const House& house, const Viewer& viewer, ProjectId project, DeploymentId id,
                             const DeploymentChange& change) {
    return change_places(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        auto deployment = found(catalog::deployment_by_id(tx, scope, id), "deployment");
        const auto old_zone = deployment.time_zone;
        apply(change, deployment);
        catalog::update_deployment(tx, scope, deployment);
        if (deployment.time_zone != old_zone || deployment.bounds_from_media)
            catalog::enqueue(tx, std::vector<catalog::NewJob>{{project, job::derive_times, id.text(), 1, {}}});
        return found(catalog::deployment_by_id(tx, scope, id), "deployment");
    });
}

void delete_deployment(const House& house, const Viewer& viewer, ProjectId project, DeploymentId id) {
    change_places(house, viewer, project,
                  [&](auto& tx, const auto& scope) { catalog::delete_deployment(tx, scope, id); });
}

}  // namespace serow::journeys
