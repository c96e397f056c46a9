#include <algorithm>

#include "journeys/calibrate_models.h"
#include "journeys/compare_models.h"
#include "journeys/model_choice.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

Response compare(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto format = query_text(request, "format").value_or("json");
    if (format != "json" && format != "csv") throw Failure(Code::bad_request, "format is json or csv");
    std::vector<std::string> models;
    for (const auto* name : {"model", "with"})
        if (auto model = query_text(request, name)) models.push_back(*std::move(model));
    const auto compared = journeys::compare_models(service.house, caller.viewer(), project_of(request), models);
    if (format == "csv") {
        auto response = Response::bytes(journeys::comparison_csv(compared), "text/csv; charset=utf-8");
        response.attachment("models.csv");
        return response;
    }
    json::array items;
    for (const auto& model : compared) items.push_back(to_json(model, service.house.taxa));
    return json_response(json::object{{"items", std::move(items)}});
}

Response calibrations(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    json::array items;
    for (const auto& model : journeys::model_calibrations(service.house, caller.viewer(), project_of(request)))
        items.push_back(to_json(model));
    return json_response(json::object{{"items", std::move(items)}});
}

Response calibrate(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"model", "inForce"});
    const auto model = fields.required_text("model");
    const auto in_force = fields.flag("inForce");
    if (!in_force) FieldReader::refuse("inForce", "true or false");
    const auto change = *in_force ? journeys::calibrate_model : journeys::uncalibrate_model;
    return json_response(to_json(change(service.house, caller.viewer(), project_of(request), model)));
}

json::object choice_json(const Config& config, const journeys::ModelChoice& choice) {
    const auto& names = choice.names;
    return {{"detector", or_null(names.detector)},
            {"classifiers", names.classifiers ? json::value_from(*names.classifiers) : json::value(nullptr)},
            {"tiles", or_null(names.tiles)},
            {"secondOpinion", names.second_opinion},
            {"service",
             {{"detector", config.detector},
              {"classifiers", json::value_from(config.classifiers)},
              {"tiles", config.tiles}}},
            {"recordedBy", choice.account_name},
            {"recordedAt", time_or_null(choice.recorded_at)}};
}

journeys::ModelNames given_models(const json::object& object) {
    const FieldReader fields(object, {"detector", "classifiers", "tiles", "secondOpinion"});
    for (const auto* key : {"detector", "classifiers"})
        if (!fields.has(key)) FieldReader::refuse(key, "given; null is as the service does");
    journeys::ModelNames names;
    if (!fields.is_null("detector")) names.detector = fields.required_text("detector");
    if (!fields.is_null("classifiers")) {
        auto& classifiers = names.classifiers.emplace();
        for (const auto& one : *fields.list("classifiers")) {
            if (!one.is_string()) FieldReader::refuse("classifiers", "a list of names of models");
            classifiers.emplace_back(one.get_string());
        }
    }
    if (fields.has("tiles") && !fields.is_null("tiles"))
        names.tiles = static_cast<int>(std::clamp<std::int64_t>(*fields.integer("tiles"), 0, 100));  // the journey says
    names.second_opinion = fields.flag("secondOpinion").value_or(false);
    return names;
}

}  // namespace

void add_model_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/models/comparison",
               [&](const Request& request) { return compare(service, request); });
    constexpr auto chosen = "/api/v1/projects/{projectID}/models";
    router.get(chosen, [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(choice_json(service.house.config,
                                         journeys::model_choice(service.house, caller.viewer(), project_of(request))));
    });
    router.put(chosen, [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto names = given_models(json_object_body(request));
        return json_response(choice_json(
            service.house.config, journeys::choose_models(service.house, caller.viewer(), project_of(request), names)));
    });
    constexpr auto calibration = "/api/v1/projects/{projectID}/models/calibration";
    router.get(calibration, [&](const Request& request) { return calibrations(service, request); });
    router.put(calibration, [&](const Request& request) { return calibrate(service, request); });
}

}  // namespace serow::server
