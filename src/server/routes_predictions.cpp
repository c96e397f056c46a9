#include <charconv>

#include "journeys/bring_predictions.h"
#include "journeys/publish_predictions.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/service.h"

namespace serow::server {
namespace {

// The file is held whole while it is read; larger ones come by `serow predictions import --local`.
constexpr std::uint64_t largest_predictions = 128 << 20;

std::optional<double> share_query(const Request& request, std::string_view name) {
    const auto text = query_text(request, name);
    if (!text) return {};
    double value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc() || end != text->data() + text->size())
        throw Failure(Code::bad_request, std::string(name) + " is no number");
    return value;
}

json::object listed(const journeys::ListedFiles& list) {
    return {{"count", list.count}, {"files", json::array(list.files.begin(), list.files.end())}};
}

json::object brought_json(const journeys::BroughtPredictions& brought) {
    json::array problems, labels;
    for (const auto& problem : brought.problems)
        problems.push_back({{"file", problem.file}, {"reason", problem.reason}, {"leftOut", problem.left_out}});
    for (const auto& [label, boxes] : brought.labels_without_taxon)
        if (labels.size() < journeys::ListedFiles::most) labels.push_back({{"label", label}, {"boxes", boxes}});
    return {{"format", brought.format},
            {"sha256", brought.sha256},
            {"batchID", brought.batch_id.text()},
            {"models", json::array(brought.models.begin(), brought.models.end())},
            {"entries", brought.entries},
            {"matched", brought.matched},
            {"written", brought.written},
            {"already", brought.already},
            {"unmatched", listed(brought.unmatched)},
            {"ambiguous", listed(brought.ambiguous)},
            {"notReady", listed(brought.not_ready)},
            {"failed", listed(brought.failed)},
            {"problemCount", brought.problem_count},
            {"problems", std::move(problems)},
            {"labelsWithoutTaxon", std::move(labels)}};
}

Response bring(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    if (request.content_type() != "application/json")
        throw Failure(Code::unsupported, "send the file as it is, with Content-Type: application/json");
    journeys::PredictionsFile file;
    file.name = query_text(request, "name").value_or("");
    file.text = request.body;
    file.rules = {share_query(request, "threshold"), share_query(request, "classificationThreshold")};
    return json_response(
        brought_json(journeys::bring_predictions(service.house, caller.viewer(), project_of(request), file)));
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
    router.post(project + "/predictions", [&](const Request& request) { return bring(service, request); },
                {.body_limit = largest_predictions});
    router.get(project + "/export/megadetector", [&](const Request& request) {
        return publish(service, request, journeys::PredictionsFormat::megadetector);
    });
    router.get(project + "/export/speciesnet", [&](const Request& request) {
        return publish(service, request, journeys::PredictionsFormat::speciesnet);
    });
}

}  // namespace serow::server
