#include "server/fields.h"
#include "server/http/json.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

journeys::AreaChange area_change(const Request& request) {
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"name", "geometry"});
    journeys::AreaChange change;
    change.name = fields.text("name");
    if (const auto* geometry = fields.any("geometry")) change.geometry = *geometry;
    return change;
}

journeys::LocationChange location_change(const Request& request) {
    const auto body = json_object_body(request);
    const FieldReader fields(body,
                             {"locationName", "areaID", "latitude", "longitude", "coordinateUncertainty", "habitat"});
    journeys::LocationChange change;
    change.name = fields.text("locationName");
    change.area_id = fields.nullable<AreaId>("areaID", [&](auto key) { return fields.id<AreaId>(key); });
    change.latitude = fields.number("latitude");
    change.longitude = fields.number("longitude");
    change.coordinate_uncertainty = fields.nullable<int>("coordinateUncertainty", [&](auto key) -> std::optional<int> {
        const auto metres = fields.integer(key);
        if (metres && (*metres < 1 || *metres > 20'000'000)) FieldReader::refuse(key, "a number of metres, at least 1");
        return static_cast<int>(*metres);
    });
    change.habitat = fields.text("habitat");
    return change;
}

journeys::DeploymentChange deployment_change(const Request& request) {
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"locationID", "name", "cameraID", "cameraModel", "deploymentStart", "deploymentEnd",
                                    "timeZone", "baitUse", "deploymentComments"});
    journeys::DeploymentChange change;
    change.location_id = fields.id<LocationId>("locationID");
    change.name = fields.text("name");
    change.camera_id = fields.text("cameraID");
    change.camera_model = fields.text("cameraModel");
    change.time_zone = fields.text("timeZone");
    change.comments = fields.text("deploymentComments");
    const auto instant = [&](auto key) { return fields.instant(key); };
    change.deployment_start = fields.nullable<Instant>("deploymentStart", instant);
    change.deployment_end = fields.nullable<Instant>("deploymentEnd", instant);
    change.bait_use = fields.nullable<bool>("baitUse", [&](auto key) { return fields.flag(key); });
    return change;
}

// The five routes that every kind of place has.
template <class SomeId, class Create, class List, class Get, class Update, class Delete>
void add_places(Router& router, const Service& service, const std::string& noun, const char* id_name, Create create,
                List list, Get get, Update update, Delete remove) {
    const auto all = "/api/v1/projects/{projectID}/" + noun;
    const auto one = all + "/{" + id_name + "}";
    router.get(all, [&service, list](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(items_of(list(service.house, caller.viewer(), project_of(request))));
    });
    router.post(all, [&service, create](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(to_json(create(caller.viewer(), request)), 201);
    });
    router.get(one, [&service, get, id_name](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(
            to_json(get(service.house, caller.viewer(), project_of(request), path_id<SomeId>(request, id_name))));
    });
    router.patch(one, [&service, update, id_name](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(to_json(update(caller.viewer(), path_id<SomeId>(request, id_name), request)));
    });
    router.del(one, [&service, remove, id_name](const Request& request) {
        const auto caller = require_caller(service, request);
        remove(service.house, caller.viewer(), project_of(request), path_id<SomeId>(request, id_name));
        return Response::no_content();
    });
}

}  // namespace

void add_field_routes(Router& router, const Service& service) {
    const auto& house = service.house;
    using journeys::Viewer;
    add_places<AreaId>(
        router, service, "areas", "areaID",
        [&house](const Viewer& viewer, const Request& request) {
            return journeys::create_area(house, viewer, project_of(request), area_change(request));
        },
        journeys::list_areas, journeys::area,
        [&house](const Viewer& viewer, AreaId id, const Request& request) {
            return journeys::update_area(house, viewer, project_of(request), id, area_change(request));
        },
        journeys::delete_area);
    add_places<LocationId>(
        router, service, "locations", "locationID",
        [&house](const Viewer& viewer, const Request& request) {
            return journeys::create_location(house, viewer, project_of(request), location_change(request));
        },
        journeys::list_locations, journeys::location,
        [&house](const Viewer& viewer, LocationId id, const Request& request) {
            return journeys::update_location(house, viewer, project_of(request), id, location_change(request));
        },
        journeys::delete_location);
    add_places<DeploymentId>(
        router, service, "deployments", "deploymentID",
        [&house](const Viewer& viewer, const Request& request) {
            return journeys::create_deployment(house, viewer, project_of(request), deployment_change(request));
        },
        journeys::list_deployments, journeys::deployment,
        [&house](const Viewer& viewer, DeploymentId id, const Request& request) {
            return journeys::update_deployment(house, viewer, project_of(request), id, deployment_change(request));
        },
        journeys::delete_deployment);
}

}  // namespace serow::server
