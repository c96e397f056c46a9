#include <format>

#include "journeys/examine_card.h"
#include "journeys/map_card.h"
#include "journeys/move_card.h"
#include "server/fields.h"
#include "server/given_folders.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

constexpr std::uint64_t many_folders = 8 << 20;  // bytes of a request that names thousands

UploadId card_of(const Request& request) {
    return path_id<UploadId>(request, "uploadID");
}

const json::object& object_in(const json::value& item, std::string_view list) {
    if (!item.is_object()) FieldReader::refuse(list, "a list of objects");
    return item.as_object();
}

std::int64_t count_in(const FieldReader& fields, std::string_view key) {
    const auto count = fields.integer(key).value_or(0);
    if (count < 0) FieldReader::refuse(key, "at least 0");
    return count;
}

card::PhotoSample photo_sample(const json::object& object) {
    const FieldReader fields(object, {"cameraTime", "make", "model", "serial", "latitude", "longitude"});
    card::PhotoSample sample;
    if (const auto time = fields.text("cameraTime"); time && !time->empty()) {
        sample.camera_time = parse_camera_time(*time);
        if (!sample.camera_time)
            FieldReader::refuse("cameraTime", "a clock's time without a zone, for example 2024-05-01T10:00:00");
    }
    sample.make = fields.text("make").value_or("");
    sample.model = fields.text("model").value_or("");
    sample.serial = fields.text("serial").value_or("");
    const auto latitude = fields.number("latitude"), longitude = fields.number("longitude");
    if (latitude && longitude) sample.place = camtrap::Place{*latitude, *longitude};
    return sample;
}

std::vector<card::FolderSeen> folders_seen(const FieldReader& fields) {
    const auto* list = fields.list("folders");
    if (list == nullptr) FieldReader::refuse("folders", "given: the folders that hold photos or videos");
    std::vector<card::FolderSeen> folders;
    for (const auto& item : *list) {
        const FieldReader folder(object_in(item, "folders"), {"folder", "files", "bytes", "samples"});
        auto& seen = folders.emplace_back();
        seen.folder = folder.required_text("folder");
        seen.files = count_in(folder, "files");
        seen.bytes = count_in(folder, "bytes");
        const auto* samples = folder.list("samples");
        if (samples == nullptr) continue;
        if (samples->size() > 100) FieldReader::refuse("samples", "at most 100 of each folder");
        for (const auto& sample : *samples) seen.samples.push_back(photo_sample(object_in(sample, "samples")));
    }
    return folders;
}

std::string_view word(card::PointSource source) {
    switch (source) {
        case card::PointSource::name: return "name";
        case card::PointSource::gps: return "gps";
        case card::PointSource::fresh: return "new";
        case card::PointSource::none: return "none";
    }
    return {};
}

json::object card_json(const card::Destination& d) {
    json::array cameras;
    for (const auto& camera : d.cameras) cameras.emplace_back(camera);
    return {{"folder", d.folder},
            {"files", d.files},
            {"bytes", d.bytes},
            {"areaName", d.area},
            {"pointName", d.point},
            {"visit", d.date},
            {"source", word(d.source)},
            {"locationID", id_or_null(d.location_id)},
            {"distance", or_null(d.distance_m)},
            {"readings", d.readings},
            {"latitude", d.place ? json::value(d.place->latitude) : json::value(nullptr)},
            {"longitude", d.place ? json::value(d.place->longitude) : json::value(nullptr)},
            {"moved", d.move.has_value()},
            {"near", d.near ? json::value(json::object{{"locationID", d.near->text()}}) : json::value(nullptr)},
            {"cameraID", d.camera_id},
            {"cameraModel", d.camera_model},
            {"cameras", std::move(cameras)},
            {"deploymentID", id_or_null(d.deployment_id)}};
}

json::object card_json(const journeys::UploadFolder& folder) {
    return {{"folder", folder.folder},
            {"deploymentID", folder.deployment_id.text()},
            {"locationID", folder.location_id.text()},
            {"locationName", folder.location_name},
            {"cameraID", folder.camera_id},
            {"files", folder.files},
            {"stored", folder.stored}};
}

json::object folders_json(const std::vector<journeys::UploadFolder>& folders) {
    json::array items;
    for (const auto& folder : folders) items.push_back(card_json(folder));
    return {{"items", std::move(items)}};
}

json::object card_json(const journeys::CardReport& report) {
    json::array findings;
    for (const auto& finding : report.findings) {
        json::array evidence;
        for (const auto& one : finding.evidence)
            evidence.push_back({{"path", one.path},
                                {"to", one.to},
                                {"count", one.count},
                                {"detail", one.detail},
                                {"seconds", or_null(one.seconds)}});
        const auto* place = finding.place ? &report.places[*finding.place] : nullptr;
        findings.push_back(
            {{"kind", card::word(finding.kind)},
             {"severity", card::word(finding.severity)},
             {"deploymentID", place != nullptr ? json::value(place->deployment_id.text()) : json::value(nullptr)},
             {"locationName", place != nullptr ? json::value(place->location_name) : json::value(nullptr)},
             {"count", finding.count},
             {"expected", finding.expected},
             {"found", finding.found},
             {"sentence", finding.sentence},
             {"evidence", std::move(evidence)}});
    }
    const bool waiting =
        report.coming + report.reading > 0 || (report.card.counts.files == 0 && !report.card.completed_at);
    return {{"state", waiting                    ? "waiting"
                      : report.card.confirmed_at ? "confirmed"
                      : report.clean             ? "clean"
                                                 : "findings"},
            {"coming", report.coming},
            {"reading", report.reading},
            {"upload", to_json(report.card)},
            {"findings", std::move(findings)}};
}

}  // namespace

std::vector<journeys::GivenFolder> given_folders(const FieldReader& fields) {
    const auto* list = fields.list("folders");
    if (list == nullptr || list->empty())
        FieldReader::refuse("folders", "a list of folders, each with where it belongs");
    std::vector<journeys::GivenFolder> folders;
    for (const auto& item : *list) {
        const FieldReader folder(object_in(item, "folders"), {"folder", "deploymentID", "locationID", "location",
                                                              "cameraID", "cameraModel", "visit"});
        auto& given = folders.emplace_back();
        given.folder = folder.required_text("folder");
        given.deployment_id = folder.id<DeploymentId>("deploymentID");
        given.location_id = folder.id<LocationId>("locationID");
        if (const auto* point = folder.any("location")) {
            if (!point->is_object())
                FieldReader::refuse("location", "an object with locationName, latitude and longitude");
            const FieldReader location(point->as_object(), {"locationName", "latitude", "longitude", "areaName"});
            given.point = journeys::GivenPoint{location.required_text("locationName"), location.number("latitude"),
                                               location.number("longitude"), location.text("areaName").value_or("")};
        }
        given.camera_id = folder.text("cameraID").value_or("");
        given.camera_model = folder.text("cameraModel").value_or("");
        given.visit = folder.text("visit").value_or("");
    }
    return folders;
}

void add_card_routes(Router& router, const Service& service) {
    const std::string uploads = "/api/v1/projects/{projectID}/uploads", one = uploads + "/{uploadID}";
    router.post(uploads + "/proposal",
                [&service](const Request& request) {
                    const auto caller = require_caller(service, request);
                    const auto body = json_object_body(request);
                    const FieldReader fields(body, {"name", "pattern", "folders"});
                    const auto proposal = journeys::propose_folders(
                        service.house, caller.viewer(), project_of(request), folders_seen(fields),
                        fields.text("name").value_or(""), fields.text("pattern"));
                    json::array items;
                    for (const auto& destination : proposal.destinations) items.push_back(card_json(destination));
                    return json_response({{"pattern", proposal.pattern}, {"items", std::move(items)}});
                },
                {.body_limit = many_folders});
    router.get(one + "/folders", [&service](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(folders_json(
            journeys::list_folders(service.house, caller.viewer(), project_of(request), card_of(request))));
    });
    router.post(one + "/folders",
                [&service](const Request& request) {
                    const auto caller = require_caller(service, request);
                    const auto body = json_object_body(request);
                    const auto folders = given_folders(FieldReader(body, {"folders"}));
                    return json_response(folders_json(journeys::add_folders(
                        service.house, caller.viewer(), project_of(request), card_of(request), folders)));
                },
                {.body_limit = many_folders});
    router.get(one + "/gate", [&service](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(
            card_json(journeys::examine_card(service.house, caller.viewer(), project_of(request), card_of(request))));
    });
    router.post(one + "/confirm", [&service](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(
            card_json(journeys::confirm_card(service.house, caller.viewer(), project_of(request), card_of(request))));
    });
    router.post(one + "/move", [&service](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto body = json_object_body(request);
        const FieldReader fields(body, {"folder", "deploymentID", "locationID"});
        const auto moved = journeys::move_card(
            service.house, caller.viewer(), project_of(request), card_of(request),
            {fields.text("folder"), fields.id<DeploymentId>("deploymentID"), fields.id<LocationId>("locationID")});
        return json_response(
            {{"upload", to_json(moved.card)}, {"deploymentID", moved.deployment_id.text()}, {"media", moved.media}});
    });
}

}  // namespace serow::server
