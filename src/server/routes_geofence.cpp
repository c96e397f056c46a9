#include "journeys/geofence.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

std::vector<std::string> names_in(const FieldReader& fields, std::string_view key) {
    const auto* list = fields.list(key);
    if (list == nullptr) FieldReader::refuse(key, "a list of scientific names");
    std::vector<std::string> names;
    for (const auto& item : *list) {
        if (!item.is_string()) FieldReader::refuse(key, "a list of scientific names");
        names.emplace_back(item.as_string());
    }
    return names;
}

}  // namespace

void add_geofence_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/geofence", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(
            to_json(journeys::geofence(service.house, caller.viewer(), project_of(request)), service.house.taxa));
    });
    router.put("/api/v1/projects/{projectID}/geofence", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto body = json_object_body(request);
        const FieldReader fields(body, {"allowed", "blocked"});
        const auto names = journeys::set_geofence(service.house, caller.viewer(), project_of(request),
                                                  {names_in(fields, "allowed"), names_in(fields, "blocked")});
        return json_response(to_json(names, service.house.taxa));
    });
    router.post("/api/v1/projects/{projectID}/classifications", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto body = json_object_body(request);
        const FieldReader fields(body, {"deploymentID"});
        return json_response(
            json::object{{"queued", journeys::look_again(service.house, caller.viewer(), project_of(request),
                                                         fields.id<DeploymentId>("deploymentID"))}});
    });
}

}  // namespace serow::server
