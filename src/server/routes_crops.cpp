// Animals in boxes: one by one, as cohorts, as pictures, and answers about many of them.
#include <charconv>

#include "camtrap/vocabulary.h"
#include "journeys/answer_crops.h"
#include "journeys/crop_picture.h"
#include "journeys/crops.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/lists.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

json::value names_of(std::string_view name, const journeys::Taxa& taxa) {
    return vernacular_names(taxa.find(std::string(name)));
}

json::object crop_json(const journeys::Detection& one, const journeys::Taxa& taxa) {
    json::array others;
    for (const auto& other : one.others.as_array()) {
        auto seen = other.as_object();
        seen["vernacularNames"] = names_of(seen.at("scientificName").as_string(), taxa);
        others.push_back(std::move(seen));
    }
    return {{"observationID", one.observation_id.text()},
            {"mediaID", one.media_id.text()},
            {"eventID", id_or_null(one.event_id)},
            {"deploymentID", one.deployment_id.text()},
            {"locationID", one.location_id.text()},
            {"locationName", one.location_name},
            {"fileName", one.file_name},
            {"timestamp", local_time(one.captured_at, one.time_zone)},
            {"width", or_null(one.width)},
            {"height", or_null(one.height)},
            {"bbox", box_json(one.bbox)},
            {"scientificName", one.scientific_name},
            {"vernacularNames", names_of(one.scientific_name, taxa)},
            {"classificationMethod", camtrap::word(one.method)},
            {"classifiedBy", one.classified_by},
            {"classificationProbability", or_null(one.probability)},
            {"taxonProbability", or_null(one.taxon_probability)},
            {"consensus", one.consensus},
            {"keptBack", one.kept_back},
            {"privacy", one.privacy},
            {"others", std::move(others)}};
}

Response list_detections(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto which = query_flag(request, "waiting") ? catalog::Which::waiting : catalog::Which::all;
    const auto page = journeys::list_detections(service.house, caller.viewer(), project_of(request), filter_of(request),
                                                which, query_text(request, "cursor"), limit_of(request));
    json::array items;
    for (const auto& one : page.items) items.push_back(crop_json(one, service.house.taxa));
    return json_response(json::object{{"items", std::move(items)}, {"next", text_or_null(page.next)}});
}

std::string_view word(training::Cohort::By by) {
    switch (by) {
        case training::Cohort::By::alike: return "alike";
        case training::Cohort::By::together: return "together";
        case training::Cohort::By::apart: return "apart";
    }
    return {};
}

Response list_cohorts(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto& taxa = service.house.taxa;
    const auto limit = static_cast<int>(request.integer_query("limit", 500, 1, journeys::most_in_batch));
    const auto batch =
        journeys::cohort_batch(service.house, caller.viewer(), project_of(request), filter_of(request),
                               query_text(request, "cursor"), limit, *service.similar.registry(service.house));
    json::array cohorts;
    for (const auto& cohort : batch.cohorts) {
        json::array crops;
        for (const auto i : cohort.members) crops.push_back(crop_json(batch.crops[i], taxa));
        const bool alike = cohort.by == training::Cohort::By::alike;
        cohorts.push_back({{"by", word(cohort.by)},
                           {"leastSimilarity", alike ? json::value(cohort.least_similarity) : json::value(nullptr)},
                           {"crops", std::move(crops)}});
    }
    return json_response(
        json::object{{"scientificName", batch.scientific_name},
                     {"vernacularNames", names_of(batch.scientific_name, taxa)},
                     {"network", batch.network.empty() ? json::value(nullptr) : json::value(batch.network)},
                     {"crops", batch.crops.size()},
                     {"described", batch.described},
                     {"cohorts", std::move(cohorts)},
                     {"next", text_or_null(batch.next)}});
}

Box box_of(const std::vector<double>& numbers) {
    return {numbers[0], numbers[1], numbers[2], numbers[3]};
}

// "0.1,0.2,0.3,0.4"; the whole picture where it is absent.
Box box_in_query(const Request& request) {
    const auto given = query_text(request, "bbox");
    if (!given) return {0, 0, 1, 1};
    const auto& text = *given;
    std::vector<double> numbers;
    for (std::string_view left = text; !left.empty() && numbers.size() < 5;) {
        const auto piece = left.substr(0, left.find(','));
        left.remove_prefix(std::min(left.size(), piece.size() + 1));
        auto& number = numbers.emplace_back();
        const auto [end, error] = std::from_chars(piece.data(), piece.data() + piece.size(), number);
        if (error != std::errc{} || end != piece.data() + piece.size()) numbers.resize(5);
    }
    if (numbers.size() != 4) throw Failure(Code::bad_request, "\"bbox\" must be four numbers: x,y,width,height");
    return box_of(numbers);
}

Response send_crop(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto box = box_in_query(request);
    const auto file = journeys::crop_picture(service.house, caller.viewer(), project_of(request),
                                             path_id<MediaId>(request, "mediaID"), box);
    const auto parts = [read = file.read](ResponseWriter& out, std::uint64_t offset, std::uint64_t count) {
        read(offset, count, [&](std::span<const std::byte> piece) { out.write(piece); });
    };
    auto response = Response::parts(file.bytes, parts, "image/jpeg");
    // As of previews (routes_media.cpp): bytes of a box do not change, what is blurred in them does.
    response.cache_control(file.concealed.empty() ? "private, max-age=86400" : "private, no-cache");
    response.header("Vary", "Cookie, Authorization");
    return response;
}

journeys::ShownCrop shown_crop_in(const json::value& item) {
    if (!item.is_object()) FieldReader::refuse("crops", "a list of objects");
    const FieldReader fields(item.as_object(), {"mediaID", "bbox", "scientificName"});
    journeys::ShownCrop crop;
    const auto media = fields.id<MediaId>("mediaID");
    if (!media) FieldReader::refuse("mediaID", "given for every crop");
    crop.media_id = *media;
    crop.scientific_name = fields.text("scientificName").value_or("");
    const auto* list = fields.list("bbox");
    if (list == nullptr || list->size() != 4) FieldReader::refuse("bbox", "four numbers: x, y, width, height");
    std::vector<double> numbers;
    for (const auto& number : *list) {
        if (!number.is_number()) FieldReader::refuse("bbox", "four numbers: x, y, width, height");
        numbers.push_back(number.to_number<double>());
    }
    crop.bbox = box_of(numbers);
    return crop;
}

journeys::CropAnswer crop_answer_in(const json::object& body) {
    const FieldReader fields(body, {"crops", "confirm", "observationType", "scientificName"});
    journeys::CropAnswer answer;
    const auto* crops = fields.list("crops");
    if (crops == nullptr) FieldReader::refuse("crops", "a list of crops");
    for (const auto& item : *crops) answer.crops.push_back(shown_crop_in(item));
    const bool confirms = fields.flag("confirm").value_or(false);
    if (confirms == fields.has("observationType"))
        throw Failure(Code::invalid, "give either `confirm` or an observationType");
    if (confirms) return answer;
    const auto type = camtrap::parse_word<camtrap::ObservationType>(fields.required_text("observationType"));
    if (!type) FieldReader::refuse("observationType", "animal, human, vehicle, blank or unknown");
    answer.thing.emplace();
    answer.thing->type = *type;
    answer.thing->scientificName = fields.text("scientificName").value_or("");
    return answer;
}

std::string_view word(journeys::LeftOut::Why why) {
    return why == journeys::LeftOut::Why::answered ? "answered" : "changed";
}

Response answer_crops(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const auto result = journeys::answer_crops(service.house, caller, project_of(request), crop_answer_in(body));
    json::array left_out;
    for (const auto& [crop, why] : result.left_out)
        left_out.push_back({{"mediaID", crop.media_id.text()}, {"bbox", box_json(crop.bbox)}, {"why", word(why)}});
    json::array media;
    if (result.batch)
        for (const auto& one : result.batch->media) media.push_back(to_json(one, service.house.taxa));
    return json_response(
        json::object{{"batchID", result.batch ? json::value(result.batch->batch_id.text()) : json::value(nullptr)},
                     {"media", std::move(media)},
                     {"leftOut", std::move(left_out)}},
        result.batch ? 201 : 200);
}

}  // namespace

void add_crop_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/detections",
               [&](const Request& request) { return list_detections(service, request); });
    router.get("/api/v1/projects/{projectID}/cohorts",
               [&](const Request& request) { return list_cohorts(service, request); });
    router.get("/api/v1/projects/{projectID}/media/{mediaID}/crop",
               [&](const Request& request) { return send_crop(service, request); });
    router.post("/api/v1/projects/{projectID}/crop-answers",
                [&](const Request& request) { return answer_crops(service, request); });
}

}  // namespace serow::server
