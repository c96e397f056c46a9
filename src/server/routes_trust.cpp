#include "journeys/trust_checks.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

constexpr std::string_view word(journeys::TrustState state) {
    switch (state) {
        case journeys::TrustState::open: return "open";
        case journeys::TrustState::measured: return "measured";
        case journeys::TrustState::expired: return "expired";
        case journeys::TrustState::cancelled: return "cancelled";
    }
    return "";
}

// null: blank.
json::value subject_json(const std::string& scientific_name, const journeys::Taxa& taxa) {
    if (scientific_name.empty()) return nullptr;
    return {{"scientificName", scientific_name}, {"vernacularNames", vernacular_names(taxa.find(scientific_name))}};
}

json::object check_json(const journeys::TrustCheck& check, const journeys::Taxa& taxa) {
    const auto& kept = check.check;
    json::array changes;
    for (const auto& change : check.changes)
        changes.push_back({{"what", change.what}, {"at", time_or_null(change.at)}});
    const bool is_current = check.state == journeys::TrustState::open || check.state == journeys::TrustState::measured;
    return {{"trustCheckID", kept.trust_check_id.text()},
            {"taxon", subject_json(kept.scientific_name, taxa)},
            {"state", word(check.state)},
            {"wanted", kept.most},
            {"missedAllowed", kept.missed_allowed},
            {"media", kept.media},
            {"strata", kept.strata},
            {"seed", std::to_string(kept.seed)},
            {"drawn", check.drawn},
            {"reviewed", check.reviewed},
            {"missed", check.missed},
            {"share", check.result.share},
            {"most", check.result.most},
            {"interval", json::array{check.result.interval.least, check.result.interval.most}},
            {"mediaNow", is_current ? json::value(check.now.media) : json::value(nullptr)},
            {"coveredNow", is_current ? json::value(check.now.until_then) : json::value(nullptr)},
            {"changes", std::move(changes)},
            {"begunBy", kept.account_name},
            {"begunAt", to_text(kept.begun_at)},
            {"measuredAt", time_or_null(kept.measured_at)},
            {"cancelledAt", time_or_null(kept.cancelled_at)},
            {"cancelledBy", kept.cancelled_by}};
}

json::object preview_json(const journeys::TrustPreview& preview, const journeys::Taxa& taxa) {
    json::array strata, plans;
    for (const auto& one : preview.strata)
        strata.push_back({{"locationName", one.location}, {"byNight", one.by_night}, {"media", one.media}});
    for (const auto& plan : preview.plans)
        plans.push_back({{"most", plan.most}, {"missedAllowed", plan.missed_allowed}, {"draws", plan.draws}});
    return {{"taxon", subject_json(preview.scientific_name, taxa)},
            {"media", preview.media},
            {"strata", std::move(strata)},
            {"plans", std::move(plans)}};
}

journeys::NewTrustCheck given_check(const json::object& object) {
    const FieldReader fields(object, {"scientificName", "most", "missedAllowed"});
    journeys::NewTrustCheck given;
    given.scientific_name = fields.text("scientificName").value_or("");
    const auto most = fields.number("most");
    if (!most) FieldReader::refuse("most", "a number above 0, up to 0.5");
    given.most = *most;
    const auto allowed = fields.integer("missedAllowed").value_or(0);
    if (allowed < 0 || allowed > 100) FieldReader::refuse("missedAllowed", "a number from 0 to 100");
    given.missed_allowed = static_cast<int>(allowed);
    return given;
}

TrustCheckId check_of(const Request& request) {
    return path_id<TrustCheckId>(request, "trustCheckID");
}

Response list_checks(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    json::array items;
    const auto all = journeys::trust_checks(service.house, caller.viewer(), project_of(request));
    for (const auto& check : all.items) items.push_back(check_json(check, service.house.taxa));
    return json_response(json::object{{"blanks", all.blanks}, {"items", std::move(items)}});
}

Response open_media(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto all = journeys::trust_media(service.house, caller.viewer(), project_of(request), check_of(request),
                                           static_cast<int>(request.integer_query("limit", 20, 1, 100)));
    json::array items;
    for (const auto& media : all.items) items.push_back(to_json(media, service.house.taxa));
    return json_response(json::object{{"left", all.left}, {"withheld", all.withheld}, {"items", std::move(items)}});
}

}  // namespace

void add_trust_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/trust",
               [&](const Request& request) { return list_checks(service, request); });
    router.get("/api/v1/projects/{projectID}/trust/preview", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(preview_json(journeys::preview_trust(service.house, caller.viewer(), project_of(request),
                                                                  query_text(request, "scientificName").value_or("")),
                                          service.house.taxa));
    });
    router.post("/api/v1/projects/{projectID}/trust", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        const auto given = given_check(json_object_body(request));
        return json_response(
            check_json(journeys::begin_trust_check(service.house, caller.viewer(), project_of(request), given),
                       service.house.taxa),
            201);
    });
    router.get("/api/v1/projects/{projectID}/trust/{trustCheckID}", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(
            check_json(journeys::trust_check(service.house, caller.viewer(), project_of(request), check_of(request)),
                       service.house.taxa));
    });
    router.get("/api/v1/projects/{projectID}/trust/{trustCheckID}/media",
               [&](const Request& request) { return open_media(service, request); });
    router.post("/api/v1/projects/{projectID}/trust/{trustCheckID}/cancellation", [&](const Request& request) {
        const auto caller = require_caller(service, request);
        return json_response(check_json(
            journeys::cancel_trust_check(service.house, caller.viewer(), project_of(request), check_of(request)),
            service.house.taxa));
    });
}

}  // namespace serow::server
