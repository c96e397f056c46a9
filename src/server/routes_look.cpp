#include "journeys/publish_package.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

journeys::Counted counted_in(const Request& request) {
    return query_flag(request, "onlyHuman") ? journeys::Counted::only_human : journeys::Counted::everything;
}

// As JSON, or the same as a table to save.
template <class Report>
Response as_asked(const Request& request, const Report& report, std::string_view file_name) {
    const auto format = query_text(request, "format").value_or("json");
    if (format == "json") return json_response(to_json(report));
    if (format != "csv") throw Failure(Code::bad_request, "format is json or csv");
    auto response = Response::bytes(journeys::csv_of(report), "text/csv; charset=utf-8");
    response.attachment(file_name);
    return response;
}

Response export_package(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto project = project_of(request);
    const auto name = journeys::package_file_name(service.house, caller.viewer(), project);
    auto response = Response::stream(
        [&house = service.house, viewer = caller.viewer(), project](ResponseWriter& writer) {
            journeys::publish_package(house, viewer, project,
                                      [&](std::span<const std::byte> bytes) { writer.write(bytes); });
        },
        "application/zip");
    response.attachment(name);
    return response;
}

}  // namespace

void add_look_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/species", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return as_asked(
            request, journeys::species_report(service.house, caller.viewer(), project_of(request), counted_in(request)),
            "species.csv");
    });
    router.get("/api/v1/projects/{projectID}/map", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return as_asked(request,
                        journeys::project_map(service.house, caller.viewer(), project_of(request), counted_in(request)),
                        "map.csv");
    });
    router.get("/api/v1/projects/{projectID}/activity", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return as_asked(request,
                        journeys::activity_report(service.house, caller.viewer(), project_of(request),
                                                  request.required_query("scientificName"), counted_in(request)),
                        "activity.csv");
    });
    router.get("/api/v1/projects/{projectID}/export/camtrap-dp",
               [&](const Request& request) { return export_package(service, request); });
}

}  // namespace serow::server
