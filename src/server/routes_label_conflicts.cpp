#include "journeys/label_conflicts.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

json::value taxon_json(const std::string& name, const journeys::Taxa& taxa) {
    return {{"scientificName", name}, {"vernacularNames", vernacular_names(taxa.find(name))}};
}

json::object conflict_json(const journeys::ShownConflict& shown, const journeys::Taxa& taxa) {
    const auto& one = shown.conflict;
    json::array alike;
    for (const auto& media : shown.alike) alike.push_back(to_json(media, taxa));
    return {{"media", to_json(shown.media, taxa)},
            {"bbox", json::array{one.bbox.x, one.bbox.y, one.bbox.width, one.bbox.height}},
            {"label", taxon_json(one.label, taxa)},
            {"suggested", taxon_json(one.suggested, taxa)},
            {"votes", one.votes},
            {"ownVotes", one.own},
            {"neighbours", one.of},
            {"ownEvents", one.own_events},
            {"similarity", one.similarity},
            {"alike", std::move(alike)}};
}

Response list_conflicts(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto& taxa = service.house.taxa;
    const auto found = journeys::label_conflicts(service.house, caller.viewer(), project_of(request),
                                                 static_cast<int>(request.integer_query("limit", 60, 1, 200)));
    json::array items;
    for (const auto& one : found.items) items.push_back(conflict_json(one, taxa));
    json::value latest;
    if (found.latest)
        latest = {
            {"network", found.latest->network.empty() ? json::value(nullptr) : json::value(found.latest->network)},
            {"crops", found.latest->crops},
            {"taxa", found.latest->taxa},
            {"undescribed", found.latest->undescribed},
            {"comparedAt", to_text(found.latest->compared_at)}};
    return json_response(json::object{{"underWay", found.under_way},
                                      {"latest", std::move(latest)},
                                      {"total", found.total},
                                      {"items", std::move(items)}});
}

}  // namespace

void add_label_conflict_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/label-conflicts",
               [&](const Request& request) { return list_conflicts(service, request); });
    router.post("/api/v1/projects/{projectID}/label-conflicts", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        journeys::ask_to_compare_labels(service.house, caller.viewer(), project_of(request));
        return Response::no_content();
    });
    router.post("/api/v1/projects/{projectID}/label-conflicts/{mediaID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto body = json_object_body(request);
        const FieldReader fields(body, {"scientificName", "isRight"});
        journeys::keep_label(service.house, caller.viewer(), project_of(request), path_id<MediaId>(request, "mediaID"),
                             fields.required_text("scientificName"), fields.flag("isRight").value_or(true));
        return Response::no_content();
    });
}

}  // namespace serow::server
