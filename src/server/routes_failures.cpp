#include "server/routes_failures.h"

#include <format>

#include "journeys/examine_effort.h"
#include "journeys/failure_periods.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

template <class Enum>
Enum word_or(const FieldReader& fields, std::string_view key, Enum otherwise) {
    const auto text = fields.text(key);
    if (!text) return otherwise;
    if (const auto parsed = camtrap::parse_word<Enum>(*text)) return *parsed;
    std::string all;
    for (const auto& [value, word] : camtrap::Words<Enum>::table)
        all += (all.empty() ? "one of " : ", ") + std::string(word);
    FieldReader::refuse(key, all);
}

journeys::GivenFailure given_failure(const json::object& object) {
    const FieldReader fields(object, {"failureStart", "failureEnd", "failureReason", "failureComments", "verdict"});
    journeys::GivenFailure given;
    given.failure_start = fields.instant("failureStart");
    if (!fields.is_null("failureEnd")) given.failure_end = fields.instant("failureEnd");
    given.reason = word_or(fields, "failureReason", camtrap::FailureReason::other);
    given.verdict = word_or(fields, "verdict", camtrap::FailureVerdict::failed);
    given.comments = fields.text("failureComments").value_or("");
    return given;
}

json::object failure_json(const journeys::FailurePeriod& row) {
    return {{"failurePeriodID", row.failure_period_id.text()},
            {"failureStart", to_text(row.failure_start)},
            {"failureEnd", time_or_null(row.failure_end)},
            {"failureReason", camtrap::word(row.reason)},
            {"failureComments", row.comments},
            {"verdict", camtrap::word(row.verdict)},
            {"recordedBy", row.account_name},
            {"recordedAt", to_text(row.recorded_at)},
            {"retractedBy", row.retracted_by},
            {"retractedAt", time_or_null(row.retracted_at)}};
}

json::object failure_json(const journeys::DeploymentFailures& all) {
    json::array items;
    for (const auto& one : all.items) items.push_back(failure_json(one));
    json::object object{{"items", std::move(items)}, {"trapNights", nullptr}, {"lostTrapNights", nullptr}};
    if (all.span) {
        object["trapNights"] = all.trap_nights;
        object["lostTrapNights"] = all.lost_trap_nights;
    }
    return object;
}

std::string_view word(ecology::FailureSign sign) {
    switch (sign) {
        case ecology::FailureSign::silence: return "silence";
        case ecology::FailureSign::missed_shot: return "missedShot";
        case ecology::FailureSign::nothing_seen: return "nothingSeen";
        case ecology::FailureSign::other_view: return "otherView";
    }
    return {};
}

json::object failure_json(const ecology::FailureProposal& proposal) {
    return {
        {"failureStart", to_text(proposal.span.start)},
        {"failureEnd", proposal.to_the_end ? json::value(nullptr) : json::value(to_text(proposal.span.end))},
        {"failureReason", camtrap::word(proposal.reason)},
        {"sign", word(proposal.sign)},
        {"confidence", proposal.confidence},
        {"evidence", proposal.evidence},
        {"hours",
         std::chrono::duration<double, std::chrono::hours::period>(proposal.span.end - proposal.span.start).count()},
        {"usualHours", or_null(proposal.usual_h)},
        {"expectedVisits", or_null(proposal.expected_visits)},
        {"pValue", or_null(proposal.p_value)},
        {"frames", or_null(proposal.frames)},
        {"neighbours", or_null(proposal.neighbours)},
        {"voltsFirst", or_null(proposal.volts_first)},
        {"voltsLast", or_null(proposal.volts_last)},
        {"similarity", or_null(proposal.similarity)},
        {"cardGigabytes", or_null(proposal.card_gb)}};
}

json::object failure_json(const journeys::EffortReport& report) {
    json::array items, days;
    for (const auto& one : report.examination.proposals) items.push_back(failure_json(one));
    for (const auto& [date, files] : report.days)
        days.push_back({{"date", std::format("{:%F}", date)}, {"files", files}});
    return {{"items", std::move(items)},
            {"reason", report.examination.reason},
            {"visits", report.examination.visits},
            {"unmeasured", report.examination.unmeasured},
            {"start", report.span ? json::value(to_text(report.span->start)) : json::value(nullptr)},
            {"end", report.span ? json::value(to_text(report.span->end)) : json::value(nullptr)},
            {"days", std::move(days)}};
}

}  // namespace

void add_failure_routes(Router& router, const Service& service) {
    const std::string failures = "/api/v1/projects/{projectID}/deployments/{deploymentID}/failures";
    const auto deployment_of = [](const Request& request) { return path_id<DeploymentId>(request, "deploymentID"); };
    router.get(failures, [&service, deployment_of](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(failure_json(
            journeys::list_failures(service.house, caller.viewer(), project_of(request), deployment_of(request))));
    });
    router.post(failures, [&service, deployment_of](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto given = given_failure(json_object_body(request));
        return json_response(failure_json(journeys::record_failure(service.house, caller.viewer(), project_of(request),
                                                                   deployment_of(request), given)),
                             201);
    });
    router.get(failures + "/proposals", [&service, deployment_of](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(failure_json(
            journeys::examine_effort(service.house, caller.viewer(), project_of(request), deployment_of(request))));
    });
    router.post(failures + "/{failurePeriodID}/retraction", [&service, deployment_of](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(failure_json(
            journeys::retract_failure(service.house, caller.viewer(), project_of(request), deployment_of(request),
                                      path_id<journeys::FailurePeriodId>(request, "failurePeriodID"))));
    });
}

}  // namespace serow::server
