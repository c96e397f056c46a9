#include <charconv>
#include <memory>

#include "journeys/exports.h"
#include "journeys/prediction_imports.h"
#include "journeys/publish_predictions.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

// What the readers take.
constexpr std::uint64_t largest_predictions = std::uint64_t{2} << 30;

std::optional<double> share_query(const Request& request, std::string_view name) {
    const auto text = query_text(request, name);
    if (!text) return {};
    double value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc() || end != text->data() + text->size())
        throw Failure(Code::bad_request, std::string(name) + " is no number");
    return value;
}

json::object import_json(const journeys::PredictionImport& import) {
    json::value report = import.report;
    return {{"predictionImportID", import.prediction_import_id.text()},
            {"name", import.name},
            {"threshold", or_null(import.threshold)},
            {"classificationThreshold", or_null(import.classification_threshold)},
            {"state", journeys::state_of(import)},
            {"bytes", import.bytes},
            {"entries", or_null(import.entries)},
            {"done", import.done},
            {"report", std::move(report)},
            {"problem", import.problem_code.empty()
                            ? problem_or_null(import.job_problem.empty() ? "" : "interrupted", import.job_problem)
                            : problem_or_null(import.problem_code, import.problem_detail)},
            {"begunBy", import.account_name},
            {"begunAt", to_text(import.created_at)},
            {"finishedAt", time_or_null(import.finished_at)}};
}

json::object export_json(const catalog::Export& taken) {
    return {{"exportID", taken.export_id.text()},
            {"format", taken.format},
            {"deploymentID", taken.deployment_id ? json::value(taken.deployment_id->text()) : json::value()},
            {"locationName", taken.location_name},
            {"takenBy", taken.account_name},
            {"takenAt", to_text(taken.made_at)}};
}

class PredictionsSink final : public BodySink {
public:
    explicit PredictionsSink(journeys::PredictionsArrival arrival) : arrival_(std::move(arrival)) {}
    void on_bytes(std::span<const std::byte> bytes) override { arrival_.write(bytes); }
    Response on_end() override { return json_response(import_json(arrival_.finish()), 202); }

private:
    journeys::PredictionsArrival arrival_;
};

std::unique_ptr<BodySink> bring(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    if (request.content_type() != "application/json")
        throw Failure(Code::unsupported, "send the file as it is, with Content-Type: application/json");
    return std::make_unique<PredictionsSink>(journeys::PredictionsArrival(
        service.house, caller.viewer(), project_of(request), query_text(request, "name").value_or(""),
        {share_query(request, "threshold"), share_query(request, "classificationThreshold")}));
}

Response publish(const Service& service, const Request& request, journeys::PredictionsFormat format) {
    const auto caller = require_caller(service, request);
    const auto project = project_of(request);
    const journeys::AskedPredictions asked{format, query_id<DeploymentId>(request, "deploymentID")};
    const auto name = journeys::predictions_file_name(service.house, caller.viewer(), project, format);
    auto response = Response::stream(
        [&house = service.house, viewer = caller.viewer(), project, asked](ResponseWriter& writer) {
            journeys::publish_predictions(house, viewer, project, asked,
                                          [&](std::span<const std::byte> bytes) { writer.write(bytes); });
        },
        "application/json");
    response.attachment(name);
    return response;
}

}  // namespace

void add_prediction_routes(Router& router, const Service& service) {
    const std::string project = "/api/v1/projects/{projectID}";
    router.upload("POST", project + "/predictions", [&](const Request& request) { return bring(service, request); },
                  {.body_limit = largest_predictions});
    router.get(project + "/predictions", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        json::array items;
        for (const auto& import :
             journeys::list_prediction_imports(service.house, caller.viewer(), project_of(request)))
            items.push_back(import_json(import));
        return json_response(json::object{{"items", std::move(items)}});
    });
    router.get(project + "/predictions/{predictionImportID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(import_json(
            journeys::prediction_import(service.house, caller.viewer(), project_of(request),
                                        path_id<journeys::PredictionImportId>(request, "predictionImportID"))));
    });
    router.get(project + "/exports", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        json::array items;
        for (const auto& taken : journeys::list_exports(service.house, caller.viewer(), project_of(request)))
            items.push_back(export_json(taken));
        return json_response(json::object{{"items", std::move(items)}});
    });
    router.get(project + "/export/megadetector", [&](const Request& request) {
        return publish(service, request, journeys::PredictionsFormat::megadetector);
    });
    router.get(project + "/export/speciesnet", [&](const Request& request) {
        return publish(service, request, journeys::PredictionsFormat::speciesnet);
    });
}

}  // namespace serow::server
