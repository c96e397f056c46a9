#include <algorithm>

#include "camtrap/vocabulary.h"
#include "journeys/bulk_answer.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/lists.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

Response list_events(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto page = journeys::list_events(
        service.house, caller.viewer(), project_of(request), filter_of(request), query_text(request, "cursor"),
        limit_of(request),
        request.query.find("total") == "false" ? journeys::Total::left_out : journeys::Total::counted,
        blanks_of(request), event_start_of(request));
    json::array items;
    for (const auto& event : page.items) items.push_back(to_json(event, service.house.taxa));
    return json_response(json::object{
        {"items", std::move(items)},
        {"next", text_or_null(page.next)},
        {"total", page.total ? json::value(*page.total) : json::value(nullptr)},
        {"worthAt", page.order.worked_out_at ? json::value(to_text(*page.order.worked_out_at)) : json::value(nullptr)},
        {"worthPending", page.order.pending}});
}

Response list_observations(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto page = journeys::list_observations(service.house, caller.viewer(), project_of(request),
                                                  query_text(request, "scientificName"), query_text(request, "cursor"),
                                                  limit_of(request));
    json::array items;
    for (const auto& observation : page.items) items.push_back(to_json(observation, service.house.taxa));
    return json_response(json::object{{"items", std::move(items)}, {"next", text_or_null(page.next)}});
}

template <class Enum>
std::optional<Enum> word_in(const FieldReader& fields, std::string_view key, std::string_view wanted) {
    if (fields.is_null(key)) return {};
    const auto text = fields.text(key);
    if (!text) return {};
    const auto word = camtrap::parse_word<Enum>(*text);
    if (!word) FieldReader::refuse(key, wanted);
    return word;
}

std::optional<Box> box_in(const FieldReader& fields) {
    if (fields.is_null("bbox")) return {};
    const auto* list = fields.list("bbox");
    if (list == nullptr) return {};
    if (list->size() != 4 || !std::ranges::all_of(*list, [](const auto& value) { return value.is_number(); }))
        FieldReader::refuse("bbox", "four numbers: x, y, width, height");
    return Box{list->at(0).to_number<double>(), list->at(1).to_number<double>(), list->at(2).to_number<double>(),
               list->at(3).to_number<double>()};
}

std::optional<double> number_in(const FieldReader& fields, std::string_view key) {
    return fields.is_null(key) ? std::nullopt : fields.number(key);
}

camtrap::Remarks remarks_in(const FieldReader& fields) {
    camtrap::Remarks remarks;
    remarks.cameraSetupType = word_in<camtrap::CameraSetupType>(fields, "cameraSetupType", "setup or calibration");
    if (!fields.is_null("individualID")) remarks.individualID = fields.id<IndividualId>("individualID");
    remarks.individualPositionRadius = number_in(fields, "individualPositionRadius");
    remarks.individualPositionAngle = number_in(fields, "individualPositionAngle");
    remarks.individualSpeed = number_in(fields, "individualSpeed");
    remarks.observationComments = fields.text("observationComments").value_or("");
    if (const auto* tags = fields.list("observationTags"))
        for (const auto& tag : *tags) {
            if (!tag.is_string()) FieldReader::refuse("observationTags", "a list of texts");
            remarks.observationTags.emplace_back(tag.as_string());
        }
    std::ranges::sort(remarks.observationTags);
    remarks.observationTags.erase(std::ranges::unique(remarks.observationTags).begin(), remarks.observationTags.end());
    if (const auto* custom = fields.any("customFields")) {
        if (!custom->is_object()) FieldReader::refuse("customFields", "an object: values by the fields' ids");
        for (const auto& [id, value] : custom->as_object()) {
            if (!value.is_string()) FieldReader::refuse("customFields", "an object whose values are texts");
            if (!value.as_string().empty()) remarks.customFields.emplace(id, value.as_string());
        }
    }
    return remarks;
}

review::SeenThing thing_in(const json::value& item) {
    if (!item.is_object()) FieldReader::refuse("observations", "a list of objects");
    const FieldReader fields(item.as_object(),
                             {"observationType", "scientificName", "count", "lifeStage", "sex", "behavior", "bbox",
                              "cameraSetupType", "individualID", "individualPositionRadius", "individualPositionAngle",
                              "individualSpeed", "observationTags", "observationComments", "customFields"});
    review::SeenThing thing;
    const auto type = word_in<camtrap::ObservationType>(fields, "observationType",
                                                        "animal, human, vehicle, blank, unknown or unclassified");
    if (!type) FieldReader::refuse("observationType", "given for every observation");
    thing.type = *type;
    thing.scientificName = fields.text("scientificName").value_or("");
    if (!fields.is_null("count")) {
        const auto count = fields.integer("count").value_or(1);
        if (count < 1 || count > 100'000) FieldReader::refuse("count", "between 1 and 100000");
        thing.count = static_cast<int>(count);
    }
    thing.life_stage = word_in<camtrap::LifeStage>(fields, "lifeStage", "adult, subadult or juvenile");
    thing.sex = word_in<camtrap::Sex>(fields, "sex", "female or male");
    thing.behavior = fields.text("behavior").value_or("");
    thing.remarks = remarks_in(fields);
    thing.box = box_in(fields);
    return thing;
}

journeys::NewAnswer answer_in(const json::object& body) {
    const FieldReader fields(body, {"mediaIDs", "eventID", "confirm", "observations", "adjudicates"});
    journeys::NewAnswer answer;
    if (const auto* ids = fields.list("mediaIDs")) {
        for (const auto& item : *ids) {
            const auto id = item.is_string() ? MediaId::parse(std::string_view(item.as_string())) : std::nullopt;
            if (!id) FieldReader::refuse("mediaIDs", "a list of UUIDs");
            answer.media.push_back(*id);
        }
    }
    answer.event = fields.id<EventId>("eventID");
    answer.confirm = fields.flag("confirm").value_or(false);
    answer.adjudicates = fields.flag("adjudicates").value_or(false);
    if (const auto* observations = fields.list("observations"))
        for (const auto& item : *observations) answer.things.push_back(thing_in(item));
    return answer;
}

Response list_answerers(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    json::array models, people;
    for (const auto& one : journeys::answerers(service.house, caller.viewer(), project_of(request))) {
        if (one.account_id)
            people.push_back({{"accountID", one.account_id->text()}, {"name", one.account_name}});
        else
            models.push_back(json::value(one.who));
    }
    return json_response(json::object{{"models", std::move(models)}, {"reviewers", std::move(people)}});
}

json::object bulk_json(const journeys::BulkAnswer& bulk) {
    return {{"batchID", bulk.batch_id.text()},
            {"state", journeys::state_of(bulk)},
            {"media", bulk.media},
            {"answered", bulk.answered},
            {"leftOut", bulk.left_out},
            {"takenBack", bulk.taken_back},
            {"overPeople", bulk.over_people},
            {"answer", bulk.answer},
            {"answeredBy", bulk.account_name},
            {"answeredAt", to_text(bulk.created_at)}};
}

Response count_answerable(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto counted =
        journeys::count_answerable(service.house, caller.viewer(), project_of(request), filter_of(request));
    return json_response(json::object{{"open", counted.open}, {"byPeople", counted.by_people}});
}

Response list_bulk_answers(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    json::array items;
    for (const auto& bulk : journeys::bulk_answers(service.house, caller.viewer(), project_of(request)))
        items.push_back(bulk_json(bulk));
    return json_response(json::object{{"items", std::move(items)}});
}

// A filter and a number beside the fields of an answer.
Response answer_many(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    auto body = json_object_body(request);
    const FieldReader fields(body, {"filter", "expected", "overPeople", "confirm", "observations"});
    const auto* filter = fields.any("filter");
    if (filter == nullptr || !filter->is_object()) FieldReader::refuse("filter", "an object");
    const auto expected = fields.integer("expected");
    if (!expected) FieldReader::refuse("expected", "given: how many photos and videos are meant");
    journeys::NewBulkAnswer wanted;
    wanted.filter = filter_in(filter->get_object());
    wanted.filter_text = *filter;
    wanted.over_people = fields.flag("overPeople").value_or(false);
    wanted.expected = *expected;
    for (const auto* own : {"filter", "expected", "overPeople"}) body.erase(own);
    wanted.answer = answer_in(body);
    return json_response(bulk_json(journeys::begin_bulk_answer(service.house, caller, project_of(request), wanted)),
                         202);
}

Response retract_bulk(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto bulk =
        journeys::retract_bulk(service.house, caller, project_of(request), path_id<BatchId>(request, "bulkAnswerID"));
    if (!bulk) throw Failure(Code::not_found, "there is no such answer to many in this project");
    return json_response(bulk_json(*bulk), 202);
}

Response find_taxa(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto limit = static_cast<std::size_t>(request.integer_query("limit", 20, 1, 100));
    const auto part = request.required_query("q");
    if (part.empty()) throw Failure(Code::bad_request, "q is empty; give a part of a taxon's name");
    json::array items;
    for (const auto& taxon :
         journeys::find_taxa(service.house, caller.viewer(), part, query_id<ProjectId>(request, "projectID"), limit))
        items.push_back(to_json(taxon, service.house.taxa.find(taxon.scientificName) != nullptr));
    return json_response(json::object{{"items", std::move(items)}});
}

}  // namespace

void add_review_routes(Router& router, const Service& service) {
    router.get("/api/v1/taxa", [&](const Request& request) { return find_taxa(service, request); });
    router.get("/api/v1/projects/{projectID}/events",
               [&](const Request& request) { return list_events(service, request); });
    router.get("/api/v1/projects/{projectID}/observations",
               [&](const Request& request) { return list_observations(service, request); });
    router.post("/api/v1/projects/{projectID}/answers", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto answer = answer_in(json_object_body(request));
        return json_response(
            to_json(journeys::answer(service.house, caller, project_of(request), answer), service.house.taxa), 201);
    });
    router.del("/api/v1/projects/{projectID}/answers/{batchID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(
            to_json(journeys::retract(service.house, caller, project_of(request), path_id<BatchId>(request, "batchID")),
                    service.house.taxa));
    });
    router.get("/api/v1/projects/{projectID}/answerers",
               [&](const Request& request) { return list_answerers(service, request); });
    router.get("/api/v1/projects/{projectID}/answerable",
               [&](const Request& request) { return count_answerable(service, request); });
    router.get("/api/v1/projects/{projectID}/bulk-answers",
               [&](const Request& request) { return list_bulk_answers(service, request); });
    router.post("/api/v1/projects/{projectID}/bulk-answers",
                [&](const Request& request) { return answer_many(service, request); });
    router.get("/api/v1/projects/{projectID}/bulk-answers/{bulkAnswerID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(bulk_json(journeys::bulk_answer(service.house, caller.viewer(), project_of(request),
                                                             path_id<BatchId>(request, "bulkAnswerID"))));
    });
    router.del("/api/v1/projects/{projectID}/bulk-answers/{bulkAnswerID}",
               [&](const Request& request) { return retract_bulk(service, request); });
}

}  // namespace serow::server
