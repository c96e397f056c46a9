#include "journeys/saved_views.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/lists.h"
#include "server/service.h"

namespace serow::server {
namespace {

json::object view_json(const journeys::SavedView& view, const journeys::Caller& caller) {
    return {{"viewID", view.view_id.text()},
            {"name", view.name},
            {"shared", view.shared},
            {"own", view.account_id == caller.account_id},
            {"ownerName", view.account_name},
            {"filter", view.filter},
            {"sort", view.sort},
            {"createdAt", to_text(view.created_at)},
            {"changedAt", to_text(view.changed_at)}};
}

std::optional<std::string> sort_text(const FieldReader& fields) {
    const auto sort = fields.text("sort");
    if (!sort) return {};
    return std::string(catalog::word(event_sort_of(sort, Code::invalid)));
}

Response list_views(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    json::array items;
    for (const auto& view : journeys::saved_views(service.house, caller.viewer(), project_of(request)))
        items.push_back(view_json(view, caller));
    return json_response(json::object{{"items", std::move(items)}});
}

Response save_view(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"name", "shared", "filter", "sort"});
    journeys::SavedView view;
    view.name = fields.required_text("name");
    view.shared = fields.flag("shared").value_or(false);
    view.filter = kept_filter_in(fields).value_or(json::object{});
    view.sort = sort_text(fields).value_or(view.sort);
    return json_response(
        view_json(journeys::save_view(service.house, caller, project_of(request), std::move(view)), caller), 201);
}

Response change_view(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"name", "shared", "filter", "sort"});
    const journeys::ViewChange change{fields.text("name"), fields.flag("shared"), kept_filter_in(fields),
                                      sort_text(fields)};
    return json_response(view_json(
        journeys::change_view(service.house, caller, project_of(request), path_id<ViewId>(request, "viewID"), change),
        caller));
}

}  // namespace

void add_view_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/views",
               [&](const Request& request) { return list_views(service, request); });
    router.post("/api/v1/projects/{projectID}/views",
                [&](const Request& request) { return save_view(service, request); });
    router.patch("/api/v1/projects/{projectID}/views/{viewID}",
                 [&](const Request& request) { return change_view(service, request); });
    router.del("/api/v1/projects/{projectID}/views/{viewID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        journeys::delete_view(service.house, caller, project_of(request), path_id<ViewId>(request, "viewID"));
        return Response::no_content();
    });
}

}  // namespace serow::server
