#include "journeys/answer_choices.h"
#include "journeys/favourites.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

Response fields_response(const std::vector<journeys::CustomField>& fields) {
    json::array items;
    for (const auto& field : fields)
        items.push_back({{"customFieldID", field.custom_field_id.text()},
                         {"name", field.name},
                         {"kind", field.kind},
                         {"choices", json::value_from(field.choices)},
                         {"retired", field.retired}});
    return json_response(json::object{{"items", std::move(items)}});
}

std::vector<std::string> texts_in(const FieldReader& fields, std::string_view key) {
    std::vector<std::string> texts;
    const auto* list = fields.list(key);
    if (list == nullptr) return texts;
    for (const auto& item : *list) {
        if (!item.is_string()) FieldReader::refuse(key, "a list of texts");
        texts.emplace_back(item.as_string());
    }
    return texts;
}

journeys::CustomField field_in(const json::value& item) {
    if (!item.is_object()) FieldReader::refuse("items", "a list of objects");
    const FieldReader fields(item.as_object(), {"customFieldID", "name", "kind", "choices"});
    journeys::CustomField field;
    field.custom_field_id = fields.id<CustomFieldId>("customFieldID").value_or(CustomFieldId::make());
    field.name = fields.required_text("name");
    field.kind = fields.required_text("kind");
    field.choices = texts_in(fields, "choices");
    return field;
}

Response species_response(const std::vector<std::string>& names, const journeys::Taxa& taxa) {
    json::array items;
    for (const auto& name : names)
        items.push_back({{"scientificName", name}, {"vernacularNames", vernacular_names(taxa.find(name))}});
    return json_response(json::object{{"items", std::move(items)}});
}

Response put_fields(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"items"});
    const auto* items = fields.list("items");
    if (items == nullptr) FieldReader::refuse("items", "a list of fields");
    std::vector<journeys::CustomField> wanted;
    for (const auto& item : *items) wanted.push_back(field_in(item));
    return fields_response(
        journeys::put_custom_fields(service.house, caller.viewer(), project_of(request), std::move(wanted)));
}

Response put_species(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"scientificNames"});
    if (!fields.has("scientificNames")) FieldReader::refuse("scientificNames", "a list of scientific names");
    return species_response(journeys::set_listed_species(service.house, caller.viewer(), project_of(request),
                                                         texts_in(fields, "scientificNames")),
                            service.house.taxa);
}

Response set_favourite(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"mediaIDs", "favorite"});
    std::vector<MediaId> ids;
    for (const auto& text : texts_in(fields, "mediaIDs")) {
        const auto id = MediaId::parse(text);
        if (!id) FieldReader::refuse("mediaIDs", "a list of UUIDs");
        ids.push_back(*id);
    }
    const auto favourite = fields.flag("favorite");
    if (!favourite) FieldReader::refuse("favorite", "true or false");
    journeys::set_favourite(service.house, caller.viewer(), project_of(request), ids, *favourite);
    return Response::no_content();
}

}  // namespace

void add_answer_choice_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/custom-fields", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return fields_response(journeys::custom_fields(service.house, caller.viewer(), project_of(request)));
    });
    router.put("/api/v1/projects/{projectID}/custom-fields",
               [&](const Request& request) { return put_fields(service, request); });
    router.get("/api/v1/projects/{projectID}/species-list", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return species_response(journeys::listed_species(service.house, caller.viewer(), project_of(request)),
                                service.house.taxa);
    });
    router.put("/api/v1/projects/{projectID}/species-list",
               [&](const Request& request) { return put_species(service, request); });
    router.post("/api/v1/projects/{projectID}/favorites",
                [&](const Request& request) { return set_favourite(service, request); });
}

}  // namespace serow::server
