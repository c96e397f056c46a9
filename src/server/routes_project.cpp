#include "server/fields.h"
#include "server/http/json.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

std::optional<int> whole(const FieldReader& fields, std::string_view key) {
    const auto value = fields.integer(key);
    if (!value) return {};
    if (*value < INT_MIN || *value > INT_MAX) FieldReader::refuse(key, "a smaller number");
    return static_cast<int>(*value);
}

journeys::ProjectChange change_of(const FieldReader& fields) {
    journeys::ProjectChange change;
    change.title = fields.text("title");
    change.acronym = fields.text("acronym");
    change.description = fields.text("description");
    change.sampling_design = fields.text("samplingDesign");
    change.time_zone = fields.text("timeZone");
    change.data_licence = fields.text("dataLicence");
    change.media_licence = fields.text("mediaLicence");
    change.sequence_gap_s = whole(fields, "sequenceGap");
    change.independence_interval_s = whole(fields, "independenceInterval");
    change.people_visible_to = fields.text("peopleVisibleTo");
    change.vehicles_visible_to = fields.text("vehiclesVisibleTo");
    return change;
}

Response create_project(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(
        body, {"organisationID", "title", "acronym", "description", "samplingDesign", "timeZone", "dataLicence",
               "mediaLicence", "sequenceGap", "independenceInterval", "peopleVisibleTo", "vehiclesVisibleTo"});
    const auto organisation = fields.id<OrganisationId>("organisationID");
    if (!organisation) FieldReader::refuse("organisationID", "given: the organisation that owns the project");
    return json_response(
        to_json(journeys::create_project(service.house, caller.viewer(), *organisation, change_of(fields))), 201);
}

Response update_project(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(
        body, {"title", "acronym", "description", "samplingDesign", "timeZone", "dataLicence", "mediaLicence",
               "sequenceGap", "independenceInterval", "peopleVisibleTo", "vehiclesVisibleTo"});
    return json_response(
        to_json(journeys::update_project(service.house, caller.viewer(), project_of(request), change_of(fields))));
}

}  // namespace

void add_project_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects", [&](const Request& request) {
        return json_response(
            items_of(journeys::list_projects(service.house, require_caller(service, request).viewer())));
    });
    router.post("/api/v1/projects", [&](const Request& request) { return create_project(service, request); });
    router.get("/api/v1/projects/{projectID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(to_json(journeys::project(service.house, caller.viewer(), project_of(request))));
    });
    router.patch("/api/v1/projects/{projectID}",
                 [&](const Request& request) { return update_project(service, request); });
    router.del("/api/v1/projects/{projectID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        journeys::delete_project(service.house, caller.viewer(), project_of(request));
        return Response::no_content();
    });
}

}  // namespace serow::server
