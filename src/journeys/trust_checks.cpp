#include "journeys/trust_checks.h"

#include <algorithm>
#include <array>
#include <chrono>
#include <functional>
#include <map>
#include <tuple>
#include <utility>

#include "base/digest.h"
#include "catalog/media.h"
#include "catalog/projects.h"
#include "earth/sun.h"
#include "journeys/found.h"
#include "journeys/review_rules.h"

namespace serow::journeys {
namespace {

constexpr std::array bounds{0.01, 0.02, 0.05, 0.1};
constexpr std::array allowances{0, 1, 3};

// By the sun at the sample point; a medium without a time by its own light.
bool by_night(const catalog::Believed& one) {
    if (!one.captured_at) return one.infrared;
    return earth::sun_altitude_deg(*one.captured_at, {one.latitude, one.longitude}) < earth::sunrise_altitude_deg;
}

// What the machine says so of, by sample point and day or night.
struct Population {
    std::vector<review::Stratum> strata;
    std::vector<LocationId> locations;        // of each stratum
    std::vector<std::vector<MediaId>> media;  // likewise, by id
    std::int64_t size = 0;
};

Population population_of(catalog::Transaction& tx, const catalog::Scope& scope, const std::string& scientific_name) {
    std::map<std::tuple<std::string, LocationId, bool>, std::vector<MediaId>> parts;
    tx.set_statement_timeout(std::chrono::minutes(2));
    catalog::each_believed(tx, scope, scientific_name, [&](catalog::Believed&& one) {
        parts[{one.location_name, one.location_id, by_night(one)}].push_back(one.media_id);
    });
    Population all;
    for (auto& [key, media] : parts) {
        const auto& [name, location, night] = key;
        const auto size = static_cast<std::int64_t>(media.size());
        all.strata.push_back({name, night, size});
        all.locations.push_back(location);
        all.media.push_back(std::move(media));
        all.size += size;
    }
    return all;
}

json::array strata_json(const Population& population) {
    json::array list;
    for (std::size_t i = 0; i < population.strata.size(); ++i)
        list.push_back({{"locationID", population.locations[i].text()},
                        {"locationName", population.strata[i].location},
                        {"byNight", population.strata[i].by_night},
                        {"media", population.strata[i].media}});
    return list;
}

std::vector<review::Reviewed> strata_of(const catalog::TrustCheck& check) {
    std::vector<review::Reviewed> strata;
    for (const auto& one : check.strata.as_array())
        strata.push_back({{std::string(one.at("locationName").as_string()), one.at("byNight").as_bool(),
                           one.at("media").to_number<std::int64_t>()},
                          0,
                          0});
    return strata;
}

// Blank is wrong where people see an animal, or could not tell; a name where nobody sees that animal or one of its
// kind.
bool is_missed(const catalog::TrustAnswer& answer, const std::string& scientific_name, const Taxa& taxa) {
    if (scientific_name.empty())
        return std::ranges::any_of(answer.types, [](const std::string& type) {
            return type == "animal" || type == "unknown" || type == "unclassified";
        });
    const auto& tree = taxa.tree();
    const int wanted = taxa.find(scientific_name) != nullptr ? tree.find(scientific_name) : -1;
    return std::ranges::none_of(answer.names, [&](const std::string& name) {
        if (name == scientific_name) return true;
        if (wanted < 0 || name.empty()) return false;
        const int seen = tree.find(name);
        return seen >= 0 && tree.is_within(seen, wanted);
    });
}

void count_answers(TrustCheck& check, std::span<const catalog::TrustAnswer> answers, const Taxa& taxa) {
    auto strata = strata_of(check.check);
    for (const auto& answer : answers) {
        ++check.drawn;
        if (!answer.answered) continue;
        auto& stratum = strata.at(static_cast<std::size_t>(answer.stratum));
        const bool missed = is_missed(answer, check.check.scientific_name, taxa);
        ++check.reviewed;
        ++stratum.drawn;
        check.missed += missed ? 1 : 0;
        stratum.missed += missed ? 1 : 0;
    }
    if (check.drawn > 0 && check.reviewed == check.drawn) {
        check.result = review::trusted_share(strata);
        return;
    }
    check.result.media = check.check.media;
    check.result.drawn = check.reviewed;
    check.result.missed = check.missed;
    if (check.reviewed > 0)
        check.result.share = static_cast<double>(check.missed) / static_cast<double>(check.reviewed);
    check.result.most = review::exact_most(check.missed, check.reviewed);
    check.result.interval = review::exact_interval(check.missed, check.reviewed);
}

bool is_whole(const TrustCheck& check) {
    return check.drawn > 0 && check.reviewed == check.drawn;
}

// With answers and changes, without what is believed now.
std::vector<TrustCheck> with_states(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                                    std::vector<catalog::TrustCheck> kept) {
    std::vector<TrustCheck> checks;
    std::vector<TrustCheckId> ids;
    for (auto& one : kept) {
        ids.push_back(one.trust_check_id);
        checks.emplace_back().check = std::move(one);
    }
    if (checks.empty()) return checks;
    std::map<TrustCheckId, std::vector<catalog::TrustAnswer>> answers;
    for (auto& answer : catalog::trust_answers(tx, scope, ids))
        answers[answer.trust_check_id].push_back(std::move(answer));
    const auto settings = settings_in_force(tx, scope);
    for (auto& check : checks) {
        count_answers(check, answers[check.check.trust_check_id], house.taxa);
        if (check.check.cancelled_at) {
            check.state = TrustState::cancelled;
            continue;
        }
        check.changes = changes_since(tx, scope, check.check, settings);
        if (!check.changes.empty())
            check.state = TrustState::expired;
        else if (is_whole(check))
            check.state = TrustState::measured;
    }
    return checks;
}

std::vector<TrustCheck> with_results(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                                     std::vector<catalog::TrustCheck> kept) {
    auto checks = with_states(house, tx, scope, std::move(kept));
    for (auto& check : checks)
        if (check.state == TrustState::open || check.state == TrustState::measured)
            check.now = catalog::believed_now(tx, scope, check.check.scientific_name, check.check.begun_at);
    return checks;
}

TrustCheck one_check(const House& house, catalog::Transaction& tx, const catalog::Scope& scope, TrustCheckId id) {
    std::vector<catalog::TrustCheck> one{found(catalog::trust_check_by_id(tx, scope, id), "check")};
    return with_results(house, tx, scope, std::move(one)).front();
}

std::int64_t random_seed() {
    std::array<std::uint8_t, 8> bytes{};
    random_bytes(bytes);
    std::uint64_t seed = 0;
    for (const auto byte : bytes) seed = seed << 8U | byte;
    return static_cast<std::int64_t>(seed >> 1U);  // a bigint
}

void must_be_sensible(const NewTrustCheck& given) {
    if (!(given.most > 0 && given.most <= 0.5))
        throw Failure(Code::invalid, "`most` is the share that may be missed at most: above 0, up to 0.5");
    if (given.missed_allowed < 0 || given.missed_allowed > 100)
        throw Failure(Code::invalid, "`missedAllowed` is a number from 0 to 100");
    if (given.scientific_name.size() > 200) throw Failure(Code::invalid, "a scientific name is longer than 200 bytes");
}

}  // namespace

TrustPreview preview_trust(const House& house, const Viewer& viewer, ProjectId project,
                           const std::string& scientific_name) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        auto population = population_of(tx, scope, scientific_name);
        TrustPreview preview{scientific_name, population.size, std::move(population.strata), {}};
        for (const double most : bounds)
            for (const int allowed : allowances)
                preview.plans.push_back({most, allowed, review::draws_for(most, preview.media, allowed)});
        return preview;
    });
}

TrustCheck begin_trust_check(const House& house, const Viewer& viewer, ProjectId project, const NewTrustCheck& given) {
    must_be_sensible(given);
    return in_project(
        house, viewer, project, people::Act::answer, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            for (const auto& one :
                 with_states(house, tx, scope, catalog::list_trust_checks(tx, scope, most_checks_listed)))
                if (one.state == TrustState::open && one.check.scientific_name == given.scientific_name)
                    throw Failure(Code::conflict,
                                  "a sample of this is being reviewed already; finish it, or cancel it first");
            const auto population = population_of(tx, scope, given.scientific_name);
            if (population.size == 0)
                throw Failure(Code::conflict,
                              "there is nothing to draw from: nothing is believed that no person has answered");
            catalog::TrustCheck check;
            check.trust_check_id = TrustCheckId::make();
            check.scientific_name = given.scientific_name;
            check.most = given.most;
            check.missed_allowed = given.missed_allowed;
            check.media = population.size;
            check.strata = strata_json(population);
            check.seed = random_seed();
            auto in_force = settings_in_force(tx, scope).values;
            in_force["machines"] = json::value_from(catalog::machines_believed(tx, scope, given.scientific_name));
            check.in_force = std::move(in_force);

            review::Chance chance(static_cast<std::uint64_t>(check.seed));
            const auto draws = review::draws_for(given.most, population.size, given.missed_allowed);
            std::vector<catalog::TrustDraw> sample;
            for (const auto& draw : review::draw_sample(population.strata, draws, chance))
                sample.push_back({static_cast<int>(draw.stratum),
                                  population.media[draw.stratum][static_cast<std::size_t>(draw.medium)]});
            catalog::begin_trust_check(tx, scope, check, sample);
            catalog::touch_project(tx, project);
            catalog::notify(tx, project);
            return one_check(house, tx, scope, check.trust_check_id);
        });
}

TrustChecks trust_checks(const House& house, catalog::Transaction& tx, const catalog::Scope& scope) {
    return {with_results(house, tx, scope, catalog::list_trust_checks(tx, scope, most_checks_listed)),
            catalog::believed_now(tx, scope, "", house.clock.now()).media};
}

TrustChecks trust_checks(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        return trust_checks(house, tx, scope);
    });
}

TrustCheck trust_check(const House& house, const Viewer& viewer, ProjectId project, TrustCheckId id) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        return one_check(house, tx, scope, id);
    });
}

TrustCheck cancel_trust_check(const House& house, const Viewer& viewer, ProjectId project, TrustCheckId id) {
    return in_project(house, viewer, project, people::Act::answer,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          const auto check = found(catalog::trust_check_by_id(tx, scope, id), "check");
                          if (check.account_id != viewer.account_id() &&
                              catalog::project_role(tx, viewer, project) < least_role(people::Act::retract_others))
                              throw Failure(Code::forbidden,
                                            "somebody else began this check; a manager of the project can cancel it");
                          catalog::cancel_trust_check(tx, scope, id);
                          queue_accepted(tx, scope);
                          catalog::touch_project(tx, project);
                          catalog::notify(tx, project);
                          return one_check(house, tx, scope, id);
                      });
}

TrustMedia trust_media(const House& house, const Viewer& viewer, ProjectId project, TrustCheckId id, int most) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        found(catalog::trust_check_by_id(tx, scope, id), "check");
        auto open = catalog::open_trust_draws(tx, scope, id);
        TrustMedia all;
        all.left = static_cast<std::int64_t>(open.size());
        all.withheld = static_cast<std::int64_t>(std::erase_if(open, [](const auto& draw) { return draw.withheld; }));
        if (open.empty()) return all;
        const auto own = viewer.account_id() ? std::hash<AccountId>{}(*viewer.account_id()) : 0;
        const auto begin = open.begin() + static_cast<std::ptrdiff_t>(own % open.size());
        std::ranges::rotate(open, begin);
        std::vector<MediaId> ids;
        for (const auto& draw : open)
            if (ids.size() < static_cast<std::size_t>(most)) ids.push_back(draw.media_id);
        std::map<MediaId, catalog::Media> known;
        for (auto& medium : catalog::media_by_ids(tx, scope, ids)) known.emplace(medium.media_id, std::move(medium));
        for (const auto& one : ids)
            if (const auto at = known.find(one); at != known.end()) all.items.push_back({std::move(at->second), {}});
        return all;
    });
}

void note_trust_results(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                        std::span<const MediaId> media) {
    for (const auto& id : catalog::trust_checks_of_media(tx, scope, media)) {
        auto known = catalog::trust_check_by_id(tx, scope, id);
        if (!known) continue;
        TrustCheck check;
        check.check = std::move(*known);
        count_answers(check, catalog::trust_answers(tx, scope, std::span(&id, 1)), house.taxa);
        // Of a sample that was measured an answer may have been taken back.
        if (is_whole(check))
            catalog::note_trust_result(tx, scope, id, check.drawn, check.missed, check.result.most);
        else if (!check.check.measured_at)
            continue;
        queue_accepted(tx, scope);
    }
}

std::optional<Instant> trusted_blanks_until(const House& house, catalog::Transaction& tx, const catalog::Scope& scope) {
    auto all = catalog::list_trust_checks(tx, scope, most_checks_listed);
    std::erase_if(all,
                  [](const auto& one) { return !one.scientific_name.empty() || one.cancelled_at || !one.measured_at; });
    for (const auto& check : with_states(house, tx, scope, std::move(all)))
        if (check.state == TrustState::measured) return check.check.begun_at;
    return {};
}

}  // namespace serow::journeys
