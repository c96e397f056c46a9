#include <cstddef>

#include "journeys/thresholds.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/service.h"

namespace serow::server {
namespace {

json::object threshold_json(const journeys::ThresholdChoice& choice) {
    return {{"animal", or_null(choice.thresholds.animal)},
            {"human", or_null(choice.thresholds.human)},
            {"vehicle", or_null(choice.thresholds.vehicle)},
            {"recordedBy", choice.account_name},
            {"recordedAt", time_or_null(choice.recorded_at)}};
}

json::object threshold_json(const journeys::ThresholdCell& cell) {
    json::array best, by_model, seen;
    for (std::size_t at = 0; at < cell.best.size(); ++at) {
        best.push_back(cell.best[at] < 0 ? json::value(nullptr) : json::value(cell.best[at]));
        by_model.push_back(cell.by_model[at]);
        seen.push_back(cell.seen[at]);
    }
    return {{"best", std::move(best)},
            {"byModel", std::move(by_model)},
            {"seen", cell.by_people ? json::value(std::move(seen)) : json::value(nullptr)},
            {"media", cell.media}};
}

journeys::Thresholds given_thresholds(const json::object& object) {
    const FieldReader fields(object, {"animal", "human", "vehicle"});
    const auto one = [&](std::string_view key) -> std::optional<double> {
        if (!fields.has(key)) FieldReader::refuse(key, "a number from 0 to 1, or null");
        if (fields.is_null(key)) return {};
        return fields.number(key);
    };
    return {one("animal"), one("human"), one("vehicle")};
}

}  // namespace

void add_threshold_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/thresholds", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(threshold_json(journeys::thresholds(service.house, caller.viewer(), project_of(request))));
    });
    router.put("/api/v1/projects/{projectID}/thresholds", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto given = given_thresholds(json_object_body(request));
        return json_response(
            threshold_json(journeys::set_thresholds(service.house, caller.viewer(), project_of(request), given)));
    });
    router.get("/api/v1/projects/{projectID}/thresholds/preview", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        json::array cells;
        for (const auto& cell : journeys::threshold_cells(service.house, caller.viewer(), project_of(request)))
            cells.push_back(threshold_json(cell));
        return json_response(json::object{{"items", std::move(cells)}});
    });
}

}  // namespace serow::server
