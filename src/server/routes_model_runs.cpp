#include "journeys/model_runs.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/lists.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

constexpr std::size_t most_media = 10'000;  // by id; more are asked for by a filter

template <class SomeId>
std::vector<SomeId> ids_in(const FieldReader& fields, std::string_view key, std::size_t most) {
    std::vector<SomeId> ids;
    const auto* list = fields.list(key);
    if (list == nullptr) return ids;
    if (list->size() > most) FieldReader::refuse(key, "a list of at most " + std::to_string(most) + " UUIDs");
    for (const auto& item : *list) {
        const auto id = item.is_string() ? SomeId::parse(std::string_view(item.get_string())) : std::nullopt;
        if (!id) FieldReader::refuse(key, "a list of UUIDs");
        ids.push_back(*id);
    }
    return ids;
}

journeys::RunMedia media_in(const FieldReader& fields) {
    journeys::RunMedia what;
    what.media = ids_in<MediaId>(fields, "mediaIDs", most_media);
    what.upload = fields.id<UploadId>("uploadID");
    if (const auto* filter = fields.any("filter")) {
        if (!filter->is_object()) FieldReader::refuse("filter", "an object");
        what.filter = filter_in(filter->get_object());
    }
    for (const auto& id : ids_in<DeploymentId>(fields, "deploymentIDs", most_media))
        what.filter.deployments.push_back(id);
    return what;
}

json::object run_json(const journeys::ModelRun& run) {
    return {{"modelRunID", run.model_run_id.text()},
            {"detector", run.detector},
            {"classifiers", json::value_from(run.classifiers)},
            {"models", run.models},
            {"asked", run.asked},
            {"state", journeys::state_of(run)},
            {"media", run.media},
            {"lookedAt", run.media - run.open},
            {"problems", run.problems},
            {"givenUp", run.dead},
            {"givenUpReason", run.dead_detail},
            {"begunBy", run.account_name},
            {"begunAt", to_text(run.created_at)},
            {"cancelledAt", time_or_null(run.cancelled_at)},
            {"usedSince", time_or_null(run.used_since)},
            {"usedBy", run.used_by}};
}

Response begin(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"detector", "classifiers", "mediaIDs", "deploymentIDs", "uploadID", "filter"});
    journeys::ModelNames names;
    if (fields.has("detector") && !fields.is_null("detector")) names.detector = fields.required_text("detector");
    if (const auto* list = fields.is_null("classifiers") ? nullptr : fields.list("classifiers")) {
        auto& classifiers = names.classifiers.emplace();
        for (const auto& one : *list) {
            if (!one.is_string()) FieldReader::refuse("classifiers", "a list of names of models");
            classifiers.emplace_back(one.get_string());
        }
    }
    json::object asked = body;
    asked.erase("detector");
    asked.erase("classifiers");
    return json_response(run_json(journeys::begin_model_run(service.house, caller.viewer(), project_of(request), names,
                                                            media_in(fields), asked)),
                         202);
}

Response use(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"inUse"});
    const auto in_use = fields.flag("inUse");
    if (!in_use) FieldReader::refuse("inUse", "true or false");
    return json_response(run_json(journeys::use_model_run(service.house, caller.viewer(), project_of(request),
                                                          path_id<ModelRunId>(request, "modelRunID"), *in_use)));
}

}  // namespace

void add_model_run_routes(Router& router, const Service& service) {
    constexpr auto runs = "/api/v1/projects/{projectID}/models/runs";
    constexpr auto one = "/api/v1/projects/{projectID}/models/runs/{modelRunID}";
    router.get(runs, [&](const Request& request) {
        const auto caller = require_caller(service, request);
        json::array items;
        for (const auto& run : journeys::list_model_runs(service.house, caller.viewer(), project_of(request)))
            items.push_back(run_json(run));
        return json_response(json::object{{"items", std::move(items)}});
    });
    router.post(runs, [&](const Request& request) { return begin(service, request); });
    router.get(one, [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(run_json(journeys::model_run(service.house, caller.viewer(), project_of(request),
                                                          path_id<ModelRunId>(request, "modelRunID"))));
    });
    router.put(one, [&](const Request& request) { return use(service, request); });
    router.post("/api/v1/projects/{projectID}/models/runs/{modelRunID}/cancellation", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(run_json(journeys::cancel_model_run(service.house, caller.viewer(), project_of(request),
                                                                 path_id<ModelRunId>(request, "modelRunID"))));
    });
}

}  // namespace serow::server
