#include "journeys/model_choice.h"

#include <algorithm>
#include <format>

#include "catalog/deployments.h"
#include "catalog/jobs.h"
#include "catalog/projects.h"
#include "journeys/describe_crops.h"
#include "journeys/find_motion.h"
#include "journeys/open_session.h"
#include "journeys/review_rules.h"
#include "journeys/run_jobs.h"
#include "vision/tiles.h"

namespace serow::journeys {
namespace {

void check(const Config& config, const vision::Registry& registry, const std::string& name, vision::Task task) {
    const auto model = registry.find(name);
    if (!model) throw Failure(Code::invalid, model.error().detail);
    const auto& manifest = (*model)->manifest;
    if (manifest.task != task)
        throw Failure(Code::invalid, std::format("the model {} is a {}", name,
                                                 task == vision::Task::detector ? "classifier" : "detector"));
    if (!can_run(config, registry, manifest)) {
        const auto weights = registry.find_weights(manifest);
        throw Failure(Code::invalid, std::format("the model {} cannot be run here: {}", name,
                                                 weights ? "its server does not answer" : weights.error().detail));
    }
}

// What moved is told of the photos that are here, and all boxes are weighed anew.
void follow_second_opinion(catalog::Transaction& tx, const catalog::Scope& scope, bool wanted) {
    std::vector<DeploymentId> deployments;
    std::vector<catalog::NewJob> jobs;
    for (const auto& each : catalog::list_deployments(tx, scope)) {
        deployments.push_back(each.deployment_id);
        jobs.push_back({scope.project_id, job::settle_deployment, each.deployment_id.text(), 1, {}});
    }
    catalog::enqueue(tx, jobs);
    if (wanted) queue_motion(tx, scope.project_id, deployments, {});
    catalog::touch_project(tx, scope.project_id);
}

}  // namespace

OwnModels check_models(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                       const vision::Registry& registry, const ModelNames& names) {
    if (names.detector) check(house.config, registry, *names.detector, vision::Task::detector);
    auto each = names.classifiers.value_or(std::vector<std::string>());
    std::ranges::sort(each);
    if (std::ranges::adjacent_find(each) != each.end()) throw Failure(Code::invalid, "each classifier once, please");
    auto own = own_models(house, tx, scope, registry, each);
    for (const auto& name : each) check(house.config, own.registry, name, vision::Task::classifier);
    return own;
}

Config with_models(Config config, const ModelNames& names) {
    if (names.detector) config.detector = *names.detector;
    if (names.classifiers) config.classifiers = *names.classifiers;
    if (names.tiles) config.tiles = *names.tiles;
    return config;
}

ModelChoice model_choice(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::models_of_project(tx, scope);
    });
}

ModelChoice choose_models(const House& house, const Viewer& viewer, ProjectId project, const ModelNames& names) {
    const auto registry = open_registry(house.config);
    if (names.tiles && (*names.tiles < 1 || *names.tiles > vision::most_tiles))
        throw Failure(Code::invalid,
                      std::format("a photo is looked at in 1 to {} parts along each side", vision::most_tiles));
    return in_project(house, viewer, project, people::Act::manage_project,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          check_models(house, tx, scope, registry, names);
                          const bool before = catalog::models_of_project(tx, scope).names.second_opinion;
                          catalog::choose_models(tx, scope, names);
                          if (before != names.second_opinion) follow_second_opinion(tx, scope, names.second_opinion);
                          queue_accepted(tx, scope);
                          queue_descriptions(tx, project);  // of another network, where it is one
                          catalog::notify(tx, project);
                          return catalog::models_of_project(tx, scope);
                      });
}

std::shared_ptr<const Eyes> ChosenEyes::of(const ModelNames& chosen) {
    auto names = chosen;
    names.second_opinion = false;  // that is no model
    if (names == ModelNames{}) return nullptr;
    const std::scoped_lock lock(mutex_);
    const auto known = std::ranges::find(open_, names, [](const auto& one) { return one.first; });
    if (known != open_.end()) {
        open_.splice(open_.begin(), open_, known);
        return open_.front().second;
    }
    const auto config = with_models(house_.config, names);
    const auto own =
        !names.own_of ? OwnModels{registry_, {}} : house_.catalog.transaction([&](catalog::Transaction& tx) {
            return own_models(house_, tx, {Viewer::system(), *names.own_of, 1}, registry_, config.classifiers);
        });
    auto eyes = std::make_shared<const Eyes>(value_or_throw(Eyes::open(config, own.registry, house_.taxa, true)));
    open_.emplace_front(names, eyes);
    if (open_.size() > most_kept) open_.pop_back();
    return eyes;
}

}  // namespace serow::journeys
