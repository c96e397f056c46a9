#include "journeys/thresholds.h"

#include <algorithm>
#include <chrono>
#include <format>
#include <map>
#include <ranges>
#include <span>
#include <unordered_map>

#include "catalog/deployments.h"
#include "catalog/jobs.h"
#include "catalog/model_choices.h"
#include "catalog/projects.h"
#include "catalog/repeat_verdicts.h"
#include "journeys/motion_answer.h"
#include "journeys/run_jobs.h"
#include "journeys/seen_things.h"
#include "journeys/worth_showing.h"
#include "vision/repeats.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;

constexpr std::array types{ObservationType::animal, ObservationType::human, ObservationType::vehicle};

void check(std::optional<double> threshold, std::string_view type) {
    if (threshold && !(*threshold >= 0 && *threshold <= 1))
        throw Failure(Code::invalid, std::format("the threshold for {} is a confidence from 0 to 1", type));
}

// Of whole hundredths the greatest threshold at which the thing is an observation; -1: at none. A lower one never takes
// away what a greater one shows.
int reaches(const review::SeenThing& thing, const std::optional<vision::Motion>& motion) {
    const auto all = std::views::iota(0, 101);
    const auto beyond =
        std::ranges::partition_point(all, [&](int n) { return is_worth_showing(thing, n / 100.0, motion); });
    return static_cast<int>(beyond - all.begin()) - 1;
}

ThresholdCell cell_of(const catalog::MachineSaid& said, std::span<const vision::Mask> masks) {
    ThresholdCell cell;
    cell.by_people = said.by_people;
    const auto motion = said.moved ? motion_of(*said.moved) : std::nullopt;
    for (const auto& thing : from_ledger(said.observations)) {
        const auto at = static_cast<std::size_t>(std::ranges::find(types, thing.type) - types.begin());
        if (at == types.size() || (thing.box && vision::is_masked(thing.type, *thing.box, masks))) continue;
        cell.best[at] = std::max(cell.best[at], reaches(thing, motion));
        if (is_worth_showing(thing, said.threshold, motion)) cell.by_model[at] = true;
    }
    for (std::size_t at = 0; at < types.size(); ++at)
        cell.seen[at] = said.by_people && std::ranges::contains(said.seen, camtrap::word(types[at]));
    return cell;
}

}  // namespace

ThresholdChoice thresholds(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::thresholds_of_project(tx, scope);
    });
}

ThresholdChoice set_thresholds(const House& house, const Viewer& viewer, ProjectId project, const Thresholds& given) {
    check(given.animal, "animals");
    check(given.human, "people");
    check(given.vehicle, "vehicles");
    return in_project(house, viewer, project, people::Act::manage_project,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          catalog::choose_thresholds(tx, scope, given);
                          std::vector<catalog::NewJob> jobs;
                          for (const auto& each : catalog::list_deployments(tx, scope))
                              jobs.push_back({project, job::settle_deployment, each.deployment_id.text(), 1, {}});
                          catalog::enqueue(tx, jobs);
                          catalog::touch_project(tx, project);
                          catalog::notify(tx, project);
                          return catalog::thresholds_of_project(tx, scope);
                      });
}

std::vector<ThresholdCell> threshold_cells(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        std::unordered_map<DeploymentId, std::vector<vision::Mask>> masks;
        for (const auto& verdict : catalog::list_repeat_verdicts(tx, scope, {}))
            if (verdict.verdict == "nothing" && !verdict.retracted_at)
                masks[verdict.deployment_id].push_back({verdict.observation_type, verdict.bbox, verdict.least_iou});
        std::map<ThresholdCell, std::int64_t> counts;
        tx.set_statement_timeout(std::chrono::minutes(2));
        const bool second_opinion = catalog::models_of_project(tx, scope).names.second_opinion;
        catalog::each_machine_said(tx, scope, second_opinion, [&](catalog::MachineSaid&& said) {
            ++counts[cell_of(said, masks[said.deployment_id])];
        });
        std::vector<ThresholdCell> cells;
        for (const auto& [cell, count] : counts) cells.emplace_back(cell).media = count;
        return cells;
    });
}

}  // namespace serow::journeys
