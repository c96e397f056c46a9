#include "catalog/filter_params.h"

#include <algorithm>
#include <array>

#include "camtrap/vocabulary.h"
#include "catalog/privacy.h"

namespace serow::catalog {
namespace {

void check(bool good, const std::string& sentence) {
    if (!good) throw Failure(Code::invalid, sentence);
}

void check(const MediaFilter& filter) {
    constexpr auto known =
        std::to_array<std::string_view>({"all", "unreviewed", "reviewed", "accepted", "awaiting", "unreadable",
                                         "conflict", "blank", "animal", "human", "vehicle", "unknown", "unclassified"});
    check(std::ranges::contains(known, filter.show),
          "'" + filter.show +
              "' is no filter. Use all, unreviewed, reviewed, accepted, awaiting, blank, animal, human, vehicle, "
              "unknown, unclassified, "
              "unreadable or conflict.");
    check(filter.kind.empty() || filter.kind == "image" || filter.kind == "video", "A kind is image or video.");
    check(filter.light.empty() || filter.light == "infrared" || filter.light == "colour",
          "A light is infrared or colour.");
    const auto is_minute = [](int minute) { return minute >= 0 && minute < 24 * 60; };
    check(!filter.hours || (is_minute(filter.hours->from) && is_minute(filter.hours->to)),
          "A time of day is between 00:00 and 23:59.");
    const auto is_share = [](const std::optional<double>& score) { return !score || (*score >= 0 && *score <= 1); };
    check(is_share(filter.least_score) && is_share(filter.most_score), "A score is between 0 and 1.");
}

// NULL: all of them.
Param deployments_of(Transaction& tx, const Scope& scope, const MediaFilter& filter) {
    if (filter.locations.empty() && filter.areas.empty())
        return filter.deployments.empty() ? Param(std::nullopt) : Param(filter.deployments);
    const auto rows = tx.query("deployments_at", scoped(scope, {filter.locations, filter.areas}));
    auto there = collect(rows, [](const Row& row) { return row.as<DeploymentId>("deployment_id"); });
    if (!filter.deployments.empty())
        std::erase_if(there, [&](const auto& each) { return !std::ranges::contains(filter.deployments, each); });
    return there;
}

// The observation type that `show` names; "unclassified" is a state as well: media that nobody answered have none.
std::optional<std::string> type_in(const MediaFilter& filter) {
    const auto type = camtrap::parse_word<camtrap::ObservationType>(filter.show);
    if (!type || *type == camtrap::ObservationType::unclassified) return {};
    return filter.show;
}

using Words = std::vector<std::string>;
std::vector<int> passing_traits(Transaction& tx, const Scope& scope, const Words& all, const Words& none,
                                const Words& one_of) {
    return collect(tx.query("passing_traits", scoped(scope, {all, none, one_of})),
                   [](const Row& row) { return row.as<int>("traits"); });
}

}  // namespace

bool asks_of_content(const MediaFilter& filter) {
    return filter.show != "all" || !filter.names.empty() || filter.hours || filter.least_score || filter.most_score ||
           !filter.kind.empty() || !filter.light.empty() || filter.people || filter.favorite ||
           filter.without_people_answer || filter.open || !filter.models.empty() || !filter.reviewers.empty() ||
           !filter.tags.empty() || filter.without_blanks_until;
}

Params place_params(Transaction& tx, const Scope& scope, const MediaFilter& filter) {
    return scoped(scope, {deployments_of(tx, scope, filter), filter.from, filter.to});
}

Params filter_params(Transaction& tx, const Scope& scope, const MediaFilter& filter) {
    check(filter);
    Words all, none, one_of;
    for (const auto& word : {filter.show, filter.kind, filter.light})
        if (!word.empty() && word != "all") all.push_back(word);
    if (filter.favorite) all.emplace_back("favourite");
    if (filter.open) all.emplace_back("unreviewed");
    if (filter.people) (*filter.people ? one_of : none) = {"human", "vehicle"};
    if (filter.without_people_answer) none.emplace_back("reviewed");
    auto params = place_params(tx, scope, filter);
    const auto minute = [&](int MediaFilter::Hours::* which) {
        return filter.hours ? std::optional((*filter.hours).*which) : std::nullopt;
    };
    params.insert(params.end(),
                  {passing_traits(tx, scope, all, none, one_of), filter.names, type_in(filter), filter.least_score,
                   filter.most_score, minute(&MediaFilter::Hours::from), minute(&MediaFilter::Hours::to), filter.models,
                   filter.reviewers, filter.without_blanks_until, filter.tags});
    return params;
}

}  // namespace serow::catalog
