#include "journeys/agreement.h"
#include "journeys/conflicts.h"
#include "server/fields.h"
#include "server/http/json.h"
#include "server/json_values.h"
#include "server/lists.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

json::object voice_json(const journeys::Voice& voice, const journeys::Taxa& taxa) {
    json::array observations;
    for (const auto& observation : voice.observations) observations.push_back(to_json(observation, taxa));
    return {{"answerID", voice.answer_id.text()},
            {"accountID", voice.account_id ? json::value(voice.account_id->text()) : json::value(nullptr)},
            {"name", voice.name},
            {"expert", voice.expert},
            {"adjudicates", voice.adjudicates},
            {"timestamp", to_text(voice.at)},
            {"observations", std::move(observations)}};
}

Response list_people_conflicts(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto& taxa = service.house.taxa;
    const auto limit = static_cast<int>(request.integer_query("limit", 20, 1, 100));
    const auto page = journeys::list_conflicts(service.house, caller.viewer(), project_of(request),
                                               query_id<MediaId>(request, "cursor"), limit);
    json::array items;
    for (const auto& conflict : page.items) {
        json::array people;
        for (const auto& voice : conflict.people) people.push_back(voice_json(voice, taxa));
        items.push_back(
            {{"media", to_json(conflict.media, taxa)},
             {"people", std::move(people)},
             {"machine", conflict.machine ? json::value(voice_json(*conflict.machine, taxa)) : json::value(nullptr)}});
    }
    return json_response(json::object{{"items", std::move(items)},
                                      {"next", page.next ? json::value(page.next->text()) : json::value(nullptr)},
                                      {"total", page.total}});
}

json::object alpha_json(const review::Alpha& alpha) {
    return {{"media", alpha.units},
            {"answers", alpha.ratings},
            {"agreement", or_null(alpha.agreement)},
            {"alpha", or_null(alpha.alpha)}};
}

Response agreement(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto found =
        journeys::agreement(service.house, caller.viewer(), project_of(request), query_flag(request, "onlyBlind"));
    const auto person = [&](std::size_t rater) {
        return json::object{{"accountID", found.people[rater].account_id.text()}, {"name", found.people[rater].name}};
    };
    json::array taxa, people, pairs;
    for (const auto& each : found.report.taxa)
        taxa.push_back({{"observationType", camtrap::word(each.taxon.first)},
                        {"scientificName", each.taxon.second},
                        {"vernacularNames", vernacular_names(service.house.taxa.find(each.taxon.second))},
                        {"seen", each.seen},
                        {"agreement", or_null(each.alpha.agreement)},
                        {"alpha", or_null(each.alpha.alpha)}});
    for (const auto& each : found.report.raters) {
        auto one = person(each.rater);
        one["media"] = each.units;
        one["agreement"] = or_null(each.agreement);
        people.push_back(std::move(one));
    }
    for (const auto& each : found.report.pairs)
        pairs.push_back({{"one", person(each.one)},
                         {"other", person(each.other)},
                         {"media", each.units},
                         {"agreement", each.agreement},
                         {"kappa", or_null(each.kappa)}});
    auto answer = alpha_json(found.report.all);
    answer["taxa"] = std::move(taxa);
    answer["people"] = std::move(people);
    answer["pairs"] = std::move(pairs);
    return json_response(std::move(answer));
}

}  // namespace

void add_conflict_routes(Router& router, const Service& service) {
    router.get("/api/v1/projects/{projectID}/conflicts",
               [&](const Request& request) { return list_people_conflicts(service, request); });
    router.get("/api/v1/projects/{projectID}/agreement",
               [&](const Request& request) { return agreement(service, request); });
}

}  // namespace serow::server
