#include "journeys/calibrate_models.h"

#include <algorithm>
#include <array>
#include <format>
#include <map>
#include <utility>

#include "catalog/answers.h"
#include "catalog/jobs.h"
#include "journeys/calibrations.h"
#include "journeys/found.h"
#include "journeys/name_tree.h"
#include "journeys/run_jobs.h"
#include "journeys/seen_things.h"

namespace serow::journeys {
namespace {

constexpr std::array<std::string_view, 4> categories{"animal", "human", "vehicle", of_names};

using Answers = std::map<std::string, std::vector<training::JudgedAnswer>, std::less<>>;  // by category

// Names that say of no medium what it shows.
bool says_nothing(const std::string& name) {
    return name == "unknown" || name == "unclassified";
}

// The surest box of each category, and each taxon that was named, at its surest.
std::map<std::string, double> boxes_of(std::span<const review::SeenThing> things) {
    std::map<std::string, double> surest;
    for (const auto& thing : things) {
        if (!thing.probability) continue;
        auto& own = surest[std::string(camtrap::word(thing.type))];
        own = std::max(own, *thing.probability);
    }
    return surest;
}
std::map<std::string, double> names_of(std::span<const review::SeenThing> things) {
    std::map<std::string, double> surest;
    for (const auto& thing : things) {
        if (thing.type != camtrap::ObservationType::animal || !thing.taxon_probability) continue;
        auto& own = surest[thing.scientificName];
        own = std::max(own, *thing.taxon_probability);
    }
    return surest;
}

void add(Answers& answers, const catalog::Judged& judged, int location, const NameTree& names) {
    if (std::ranges::any_of(judged.truth, says_nothing)) return;
    const auto things = from_ledger(judged.observations);
    const auto shows = [&](const std::string& name) {
        return std::ranges::any_of(judged.truth, [&](const auto& truth) {
            // A taxon that no list has is an animal all the same.
            if (name == "animal") return truth != "human" && truth != "vehicle" && truth != "blank";
            return names.is_within(truth, name);
        });
    };
    for (const auto& [category, probability] : boxes_of(things))
        if (std::ranges::contains(categories, category))
            answers[category].push_back({probability, shows(category), location});
    for (const auto& [name, probability] : names_of(things))
        answers[std::string(of_names)].push_back({probability, shows(name), location});
}

// By model.
std::map<std::string, Answers> judged_answers(catalog::Transaction& tx, const catalog::Scope& scope,
                                              const NameTree& names) {
    std::map<std::string, Answers> models;
    std::map<LocationId, int> locations;
    catalog::each_judged(tx, scope, [&](catalog::Judged&& judged) {
        const auto location = locations.try_emplace(judged.location_id, static_cast<int>(locations.size())).first;
        add(models[judged.model], judged, location->second, names);
    });
    return models;
}

ModelCalibration calibration_of(const std::string& model, const Answers& answers,
                                std::span<const catalog::Calibration> in_force) {
    ModelCalibration result{model, {}};
    for (const auto category : categories) {
        auto& own = result.categories.emplace_back();
        own.category = category;
        const auto judged = answers.find(category);
        own.fit = training::fit_calibration(judged == answers.end() ? std::span<const training::JudgedAnswer>()
                                                                    : std::span(judged->second));
        const auto holds = std::ranges::find_if(
            in_force, [&](const auto& each) { return each.model == model && each.category == category; });
        if (holds != in_force.end()) own.in_force = *holds;
    }
    return result;
}

std::string nothing_settled(const std::string& model) {
    return std::format("\"{}\" looked at no photo or video that people have settled", model);
}

std::string what_is_missing(const ModelCalibration& model) {
    std::string text = "there is not enough that people have settled to calibrate it:";
    for (const auto& [category, fit, in_force] : model.categories)
        text += std::format(" {} {} of {} answers, {} of {} sample points;", category, fit.answers,
                            training::least_judged_answers, fit.locations, training::least_locations);
    return text + std::format(" and at least {} that are right and {} that are wrong", training::least_of_each_outcome,
                              training::least_of_each_outcome);
}

void settle_anew(catalog::Transaction& tx, ProjectId project) {
    const catalog::NewJob work{project, job::settle_project, project.text(), 3, {}};
    catalog::enqueue(tx, std::span(&work, 1));
    catalog::notify(tx, project);
}

}  // namespace

std::vector<ModelCalibration> model_calibrations(const House& house, const Viewer& viewer, ProjectId project) {
    const NameTree names(house.taxa);
    return in_project(house, viewer, project, people::Act::see,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          const auto in_force = catalog::list_calibrations(tx, scope);
                          auto models = judged_answers(tx, scope, names);
                          for (const auto& row : in_force) models.try_emplace(row.model);
                          std::vector<ModelCalibration> list;
                          for (const auto& [model, answers] : models)
                              list.push_back(calibration_of(model, answers, in_force));
                          return list;
                      });
}

ModelCalibration calibrate_model(const House& house, const Viewer& viewer, ProjectId project,
                                 const std::string& model) {
    const NameTree names(house.taxa);
    return in_project(house, viewer, project, people::Act::manage_project,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          const auto models = judged_answers(tx, scope, names);
                          const auto answers = models.find(model);
                          if (answers == models.end()) throw Failure(Code::not_found, nothing_settled(model));
                          const auto fitted = calibration_of(model, answers->second, {});
                          if (std::ranges::none_of(fitted.categories, [](const auto& each) { return each.fit.enough; }))
                              throw Failure(Code::conflict, what_is_missing(fitted));
                          catalog::drop_calibrations(tx, scope, model);
                          for (const auto& [category, fit, in_force] : fitted.categories)
                              if (fit.best.method != training::CalibrationMethod::none)
                                  catalog::put_calibration(tx, scope,
                                                           {model, category, to_json(fit.best), fit.answers, {}, {}});
                          settle_anew(tx, project);
                          return calibration_of(model, answers->second, catalog::list_calibrations(tx, scope));
                      });
}

ModelCalibration uncalibrate_model(const House& house, const Viewer& viewer, ProjectId project,
                                   const std::string& model) {
    const NameTree names(house.taxa);
    return in_project(house, viewer, project, people::Act::manage_project,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          auto models = judged_answers(tx, scope, names);
                          if (catalog::drop_calibrations(tx, scope, model) > 0)
                              settle_anew(tx, project);
                          else if (!models.contains(model))
                              throw Failure(Code::not_found, nothing_settled(model));
                          return calibration_of(model, models[model], {});
                      });
}

}  // namespace serow::journeys
