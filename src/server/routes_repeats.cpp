#include "journeys/repeat_detections.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/service.h"

namespace serow::server {
namespace {

json::object repeat_json(const journeys::RepeatProposal& proposal) {
    json::array examples;
    for (const auto& one : proposal.examples)
        examples.push_back(json::object{{"mediaID", one.media_id.text()},
                                        {"fileName", one.file_name},
                                        {"timestamp", to_text(one.captured_at)},
                                        {"bbox", box_json(one.bbox)},
                                        {"probability", one.probability}});
    return {{"deploymentID", proposal.deployment_id.text()},
            {"locationName", proposal.location_name},
            {"timeZone", proposal.time_zone},
            {"observationType", camtrap::word(proposal.observation_type)},
            {"bbox", box_json(proposal.bbox)},
            {"pictures", proposal.pictures},
            {"picturesWithin", proposal.pictures_within},
            {"observed", proposal.observed},
            {"visits", proposal.visits},
            {"saidBlank", proposal.said_blank},
            {"saidSomething", proposal.said_something},
            {"first", to_text(proposal.first)},
            {"last", to_text(proposal.last)},
            {"examples", std::move(examples)}};
}

json::object repeat_json(const journeys::RepeatVerdict& verdict) {
    return {{"repeatVerdictID", verdict.repeat_verdict_id.text()},
            {"deploymentID", verdict.deployment_id.text()},
            {"locationName", verdict.location_name},
            {"observationType", camtrap::word(verdict.observation_type)},
            {"bbox", box_json(verdict.bbox)},
            {"verdict", verdict.verdict},
            {"pictures", verdict.pictures},
            {"recordedBy", verdict.account_name},
            {"recordedAt", to_text(verdict.recorded_at)},
            {"retractedBy", verdict.retracted_by},
            {"retractedAt", time_or_null(verdict.retracted_at)}};
}

Box box_in(const FieldReader& fields, std::string_view key) {
    const auto* list = fields.list(key);
    if (list == nullptr || list->size() != 4) FieldReader::refuse(key, "[x, y, width, height]");
    double sides[4];
    for (std::size_t i = 0; i < 4; ++i) {
        if (!list->at(i).is_number()) FieldReader::refuse(key, "[x, y, width, height]");
        sides[i] = list->at(i).to_number<double>();
    }
    return {sides[0], sides[1], sides[2], sides[3]};
}

journeys::GivenVerdict given_verdict(const json::object& object) {
    const FieldReader fields(object, {"deploymentID", "observationType", "bbox", "verdict"});
    journeys::GivenVerdict given;
    const auto deployment = fields.id<DeploymentId>("deploymentID");
    if (!deployment) FieldReader::refuse("deploymentID", "a UUID");
    given.deployment_id = *deployment;
    const auto type = camtrap::parse_word<camtrap::ObservationType>(fields.required_text("observationType"));
    if (!type) FieldReader::refuse("observationType", "animal, human or vehicle");
    given.observation_type = *type;
    given.bbox = box_in(fields, "bbox");
    given.verdict = fields.required_text("verdict");
    return given;
}

}  // namespace

void add_repeat_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/repeat-detections", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto all = journeys::repeat_detections(service.house, caller.viewer(), project_of(request),
                                                     query_id<DeploymentId>(request, "deploymentID"));
        json::array proposals, verdicts;
        for (const auto& one : all.proposals) proposals.push_back(repeat_json(one));
        for (const auto& one : all.verdicts) verdicts.push_back(repeat_json(one));
        return json_response(json::object{{"items", std::move(proposals)}, {"verdicts", std::move(verdicts)}});
    });
    router.post("/api/v1/projects/{projectID}/repeat-detections", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto given = given_verdict(json_object_body(request));
        return json_response(repeat_json(journeys::judge_repeat(service.house, caller, project_of(request), given)),
                             201);
    });
    router.post(
        "/api/v1/projects/{projectID}/repeat-detections/{repeatVerdictID}/retraction", [&](const Request& request) {
            const auto caller = require_caller(service, request);
            return json_response(
                repeat_json(journeys::retract_repeat(service.house, caller, project_of(request),
                                                     path_id<journeys::RepeatVerdictId>(request, "repeatVerdictID"))));
        });
}

}  // namespace serow::server
