#include <format>

#include "server/fields.h"
#include "server/http/json.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

OrganisationId organisation_of(const Request& request) {
    return path_id<OrganisationId>(request, "organisationID");
}
std::string name_in(const Request& request) {
    const auto body = json_object_body(request);
    return FieldReader(body, {"name"}).required_text("name");
}

people::Role role_in(const FieldReader& fields) {
    const auto role = people::parse_role(fields.required_text("role"));
    if (!role) FieldReader::refuse("role", "viewer, annotator, manager or owner");
    return *role;
}

}  // namespace

void add_organisation_routes(Router& router, const Service& service) {
    router.get("/api/v1/organisations", [&](const Request& request) {
        return json_response(
            items_of(journeys::list_organisations(service.house, require_caller(service, request).viewer())));
    });
    router.post("/api/v1/organisations", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(to_json(journeys::create_organisation(service.house, caller.account_id, name_in(request))),
                             201);
    });
    router.get("/api/v1/organisations/{organisationID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(to_json(journeys::organisation(service.house, caller.viewer(), organisation_of(request))));
    });
    router.patch("/api/v1/organisations/{organisationID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(to_json(
            journeys::rename_organisation(service.house, caller.viewer(), organisation_of(request), name_in(request))));
    });
    router.get("/api/v1/organisations/{organisationID}/members", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(
            items_of(journeys::list_members(service.house, caller.viewer(), organisation_of(request))));
    });
    router.put("/api/v1/organisations/{organisationID}/members", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto body = json_object_body(request);
        const FieldReader fields(body, {"email", "role"});
        return json_response(to_json(journeys::set_member(service.house, caller.viewer(), organisation_of(request),
                                                          fields.required_text("email"), role_in(fields))));
    });
    router.del("/api/v1/organisations/{organisationID}/members/{accountID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        journeys::remove_member(service.house, caller.viewer(), organisation_of(request),
                                path_id<AccountId>(request, "accountID"));
        return Response::no_content();
    });
    router.get("/api/v1/projects/{projectID}/members", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(items_of(journeys::list_members(service.house, caller.viewer(), project_of(request))));
    });
    router.put("/api/v1/projects/{projectID}/members", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto body = json_object_body(request);
        const FieldReader fields(body, {"email", "role", "expert"});
        return json_response(
            to_json(journeys::set_member(service.house, caller.viewer(), project_of(request),
                                         fields.required_text("email"), role_in(fields), fields.flag("expert"))));
    });
    router.del("/api/v1/projects/{projectID}/members/{accountID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        journeys::remove_member(service.house, caller.viewer(), project_of(request),
                                path_id<AccountId>(request, "accountID"));
        return Response::no_content();
    });
}

}  // namespace serow::server
