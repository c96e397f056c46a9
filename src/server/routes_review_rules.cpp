#include "journeys/review_rules.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/service.h"

namespace serow::server {
namespace {

json::object rule_json(const journeys::ReviewRule& rule) {
    return {{"kind", rule.kind},
            {"machineAbove", or_null(rule.machine_above)},
            {"machineBlank", rule.machine_blank},
            {"machineSpecies", rule.machine_species},
            {"blindPercent", rule.blind_percent},
            {"recordedBy", rule.account_name},
            {"recordedAt", time_or_null(rule.recorded_at)}};
}

journeys::ReviewRule given_rule(const json::object& object) {
    const FieldReader fields(object, {"kind", "machineAbove", "machineBlank", "machineSpecies", "blindPercent"});
    journeys::ReviewRule rule;
    rule.kind = fields.required_text("kind");
    if (!fields.is_null("machineAbove")) rule.machine_above = fields.number("machineAbove");
    rule.machine_blank = fields.flag("machineBlank").value_or(false);
    rule.machine_species = fields.flag("machineSpecies").value_or(false);
    const auto percent = fields.integer("blindPercent").value_or(0);
    if (percent < 0 || percent > 100) FieldReader::refuse("blindPercent", "a whole number from 0 to 100");
    rule.blind_percent = static_cast<int>(percent);
    return rule;
}

// Only what is for machines.
journeys::ReviewRule asked_rule(const Request& request) {
    journeys::ReviewRule rule;
    if (const auto percent = request.integer_query("machineAbovePercent", 0, 0, 100); percent > 0)
        rule.machine_above = static_cast<double>(percent) / 100;
    rule.machine_blank = query_flag(request, "machineBlank");
    rule.machine_species = query_flag(request, "machineSpecies");
    return rule;
}

}  // namespace

void add_review_rule_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/review-rule", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto project = project_of(request);
        auto now = rule_json(journeys::review_rule(service.house, caller.viewer(), project));
        json::array history;
        for (const auto& rule : journeys::review_rule_history(service.house, caller.viewer(), project))
            history.push_back(rule_json(rule));
        now["history"] = std::move(history);
        return json_response(std::move(now));
    });
    router.put("/api/v1/projects/{projectID}/review-rule", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto given = given_rule(json_object_body(request));
        return json_response(
            rule_json(journeys::set_review_rule(service.house, caller.viewer(), project_of(request), given)));
    });
    router.get("/api/v1/projects/{projectID}/review-rule/preview", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        json::array items;
        for (const auto& one :
             journeys::preview_review_rules(service.house, caller.viewer(), project_of(request), asked_rule(request)))
            items.push_back(json::object{{"kind", review::word(one.kind)},
                                         {"accepted", one.accepted},
                                         {"awaiting", one.awaiting},
                                         {"human", one.human},
                                         {"conflict", one.conflict}});
        return json_response(json::object{{"items", std::move(items)}});
    });
}

}  // namespace serow::server
