#include "journeys/individuals.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

json::value box_or_null(const std::optional<Box>& box) {
    if (!box) return nullptr;
    return box_json(*box);
}

json::object individual_json(const catalog::Individual& one, const journeys::Taxa& taxa) {
    json::value cover = nullptr;
    if (one.cover) cover = {{"mediaID", one.cover->text()}, {"bbox", box_or_null(one.cover_bbox)}};
    return {{"individualID", one.individual_id.text()},
            {"name", one.name},
            {"scientificName", one.scientific_name},
            {"vernacularNames", vernacular_names(taxa.find(one.scientific_name))},
            {"sex", one.sex ? json::value(camtrap::word(*one.sex)) : json::value(nullptr)},
            {"comments", one.comments},
            {"media", one.media},
            {"places", one.places},
            {"firstSeen", local_time(one.first_seen, one.time_zone)},
            {"lastSeen", local_time(one.last_seen, one.time_zone)},
            {"cover", std::move(cover)}};
}

journeys::IndividualChange change_in(const json::object& body) {
    const FieldReader fields(body, {"name", "scientificName", "sex", "comments"});
    journeys::IndividualChange change;
    change.name = fields.text("name");
    change.scientific_name = fields.text("scientificName");
    change.comments = fields.text("comments");
    change.sex = fields.nullable<camtrap::Sex>("sex", [&](std::string_view key) {
        const auto sex = camtrap::parse_word<camtrap::Sex>(fields.required_text(key));
        if (!sex) FieldReader::refuse(key, "female, male or null");
        return sex;
    });
    return change;
}

IndividualId individual_of(const Request& request) {
    return path_id<IndividualId>(request, "individualID");
}

Response get_individual(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto whole =
        journeys::individual(service.house, caller.viewer(), project_of(request), individual_of(request));
    auto object = individual_json(whole.individual, service.house.taxa);
    json::array gallery, places;
    for (const auto& shown : whole.gallery)
        gallery.push_back({{"media", to_json(shown.media, service.house.taxa)}, {"bbox", box_or_null(shown.bbox)}});
    for (const auto& place : whole.places)
        places.push_back({{"locationID", place.location_id.text()},
                          {"locationName", place.location_name},
                          {"latitude", place.place.latitude},
                          {"longitude", place.place.longitude},
                          {"media", place.media},
                          {"firstSeen", local_time(place.first_seen, place.time_zone)},
                          {"lastSeen", local_time(place.last_seen, place.time_zone)}});
    return json_response(json::object{
        {"individual", std::move(object)}, {"gallery", std::move(gallery)}, {"seenAt", std::move(places)}});
}

// "0.1,0.2,0.3,0.4"
std::optional<Box> query_box(const Request& request) {
    const auto text = query_text(request, "bbox");
    if (!text) return {};
    const auto sides = parse_json("[" + *text + "]", "bbox");
    if (!sides.has_value() || sides->as_array().size() != 4 ||
        !std::ranges::all_of(sides->as_array(), [](const auto& side) { return side.is_number(); }))
        throw Failure(Code::bad_request, "bbox is four numbers: x,y,width,height");
    const auto side = [&](std::size_t n) { return sides->as_array()[n].to_number<double>(); };
    return Box{side(0), side(1), side(2), side(3)};
}

Response resembling(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto list = journeys::resembling_individuals(
        service.house, caller.viewer(), project_of(request), path_id<MediaId>(request, "mediaID"), query_box(request),
        query_text(request, "scientificName"), *service.similar.registry(service.house));
    json::array items;
    for (const auto& one : list)
        items.push_back({{"individual", individual_json(one.individual, service.house.taxa)},
                         {"similarity", one.similarity},
                         {"mediaID", one.media_id.text()},
                         {"bbox", box_or_null(one.bbox)}});
    return json_response(json::object{{"items", std::move(items)}});
}

}  // namespace

void add_individual_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/individuals", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        json::array items;
        for (const auto& one : journeys::list_individuals(service.house, caller.viewer(), project_of(request)))
            items.push_back(individual_json(one, service.house.taxa));
        return json_response(json::object{{"items", std::move(items)}});
    });
    router.post("/api/v1/projects/{projectID}/individuals", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto made = journeys::create_individual(service.house, caller.viewer(), project_of(request),
                                                      change_in(json_object_body(request)));
        return json_response(individual_json(made, service.house.taxa), 201);
    });
    router.get("/api/v1/projects/{projectID}/individuals/{individualID}",
               [&](const Request& request) { return get_individual(service, request); });
    router.patch("/api/v1/projects/{projectID}/individuals/{individualID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto changed = journeys::update_individual(service.house, caller.viewer(), project_of(request),
                                                         individual_of(request), change_in(json_object_body(request)));
        return json_response(individual_json(changed, service.house.taxa));
    });
    router.del("/api/v1/projects/{projectID}/individuals/{individualID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        journeys::delete_individual(service.house, caller.viewer(), project_of(request), individual_of(request));
        return Response::no_content();
    });
    router.get("/api/v1/projects/{projectID}/media/{mediaID}/individuals",
               [&](const Request& request) { return resembling(service, request); });
}

}  // namespace serow::server
