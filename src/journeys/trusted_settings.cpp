#include "journeys/trusted_settings.h"

#include <algorithm>
#include <format>
#include <set>
#include <utility>

#include "catalog/calibrations.h"
#include "catalog/geofences.h"
#include "catalog/model_choices.h"
#include "catalog/repeat_verdicts.h"
#include "catalog/thresholds.h"

namespace serow::journeys {
namespace {

// Texts alone: numbers do not always come back from the database as they were written.
std::string text_of(const std::optional<double>& threshold) {
    return threshold ? std::format("{:.6f}", *threshold) : "";
}

void keep_later(std::optional<Instant>& latest, const std::optional<Instant>& time) {
    if (time && (!latest || *time > *latest)) latest = time;
}

json::array sorted(std::vector<std::string> texts) {
    std::ranges::sort(texts);
    json::array list;
    for (auto& text : texts) list.emplace_back(std::move(text));
    return list;
}

// The machines that spoke when the check began.
bool knows(const catalog::TrustCheck& check, const std::string& machine) {
    const auto* machines = check.in_force.as_object().if_contains("machines");
    if (machines == nullptr) return false;
    const auto& names = machines->as_array();
    return std::any_of(names.begin(), names.end(), [&](const json::value& one) { return one.as_string() == machine; });
}

}  // namespace

Settings settings_in_force(catalog::Transaction& tx, const catalog::Scope& scope) {
    Settings now;
    const auto put = [&](std::string what, json::array value, std::optional<Instant> at) {
        now.values[what] = std::move(value);
        now.times.emplace_back(std::move(what), at);
    };
    const auto models = catalog::models_of_project(tx, scope);
    json::array chosen{models.names.detector.value_or(""), models.names.classifiers ? "chosen" : "",
                       models.names.tiles ? std::to_string(*models.names.tiles) : "",
                       models.names.second_opinion ? "second opinion" : ""};
    for (const auto& name : models.names.classifiers.value_or(std::vector<std::string>{})) chosen.emplace_back(name);
    auto models_at = models.recorded_at;
    for (const auto& run : catalog::runs_in_use(tx, scope)) {
        chosen.emplace_back("run " + run.model_run_id.text());
        keep_later(models_at, run.used_since);
    }
    put("models", std::move(chosen), models_at);

    const auto thresholds = catalog::thresholds_of_project(tx, scope);
    put("thresholds",
        {text_of(thresholds.thresholds.animal), text_of(thresholds.thresholds.human),
         text_of(thresholds.thresholds.vehicle)},
        thresholds.recorded_at);

    std::vector<std::string> masks;
    std::optional<Instant> masks_at;
    for (const auto& verdict : catalog::list_repeat_verdicts(tx, scope, {})) {
        if (verdict.verdict != "nothing") continue;
        if (!verdict.retracted_at) masks.push_back(verdict.repeat_verdict_id.text());
        keep_later(masks_at, verdict.recorded_at);
        keep_later(masks_at, verdict.retracted_at);
    }
    put("places", sorted(std::move(masks)), masks_at);

    const auto taxa = catalog::geofence_of_project(tx, scope);
    json::array names = sorted(taxa.allowed);
    names.emplace_back("without");
    for (auto& name : sorted(taxa.blocked)) names.push_back(std::move(name));
    put("taxa", std::move(names), {});

    json::array calibrations;
    std::optional<Instant> calibrated_at;
    for (const auto& one : catalog::list_calibrations(tx, scope)) {
        calibrations.emplace_back(std::format("{} {} {}", one.model, one.category, to_text(one.fitted_at)));
        keep_later(calibrated_at, one.fitted_at);
    }
    put("calibration", std::move(calibrations), calibrated_at);
    return now;
}

std::vector<TrustChange> changes_since(catalog::Transaction& tx, const catalog::Scope& scope,
                                       const catalog::TrustCheck& check, const Settings& now) {
    std::vector<TrustChange> changes;
    const auto* before = check.in_force.if_object();
    for (const auto& [what, at] : now.times) {
        const auto* value = before == nullptr ? nullptr : before->if_contains(what);
        if (value == nullptr || *value != now.values.at(what)) changes.push_back({what, at});
    }
    if (!changes.empty()) return changes;
    // Other models can come with another version of the program or with imported predictions.
    const auto machine = catalog::latest_machine(tx, scope, check.scientific_name);
    if (!machine.empty() && !knows(check, machine)) changes.push_back({"models", {}});
    return changes;
}

TrustedNow trusted_now(catalog::Transaction& tx, const catalog::Scope& scope) {
    auto checks = catalog::list_trust_checks(tx, scope, most_checks_listed);
    std::erase_if(checks, [](const auto& one) { return one.cancelled_at || !one.measured_at; });
    if (checks.empty()) return {};
    std::vector<TrustCheckId> ids;
    for (const auto& check : checks) ids.push_back(check.trust_check_id);
    // An answer may have been taken back since.
    std::set<TrustCheckId> open;
    for (const auto& answer : catalog::trust_answers(tx, scope, ids))
        if (!answer.answered) open.insert(answer.trust_check_id);
    const auto settings = settings_in_force(tx, scope);
    TrustedNow trusted;
    for (const auto& check : checks) {
        if (open.contains(check.trust_check_id) || !changes_since(tx, scope, check, settings).empty()) continue;
        if (check.scientific_name.empty())
            trusted.blanks = true;
        else
            trusted.names.push_back(check.scientific_name);
    }
    return trusted;
}

}  // namespace serow::journeys
