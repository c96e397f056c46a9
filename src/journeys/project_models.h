// The models that a project trained for itself, beside those of the service. No other project sees them.
#pragma once

#include <functional>
#include <span>
#include <string>
#include <vector>

#include "catalog/trained_models.h"
#include "journeys/house.h"
#include "share/sink.h"
#include "vision/registry.h"

namespace serow::journeys {

using catalog::TrainedModelId;

// "NAME-vVERSION": by which it is chosen.
std::string own_model_name(const std::string& name, int version);

// A registry with a project's own models in it. Their files are there as long as this object.
struct OwnModels {
    vision::Registry registry;
    std::vector<store::HeldFile> files;
};

// Those of `names` that are names of own models; of others nothing is asked. Within `tx` they cannot be removed.
// Failure (invalid) where the project has no such model; as Store::original where its weights cannot be had.
OwnModels own_models(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                     const vision::Registry& registry, std::span<const std::string> names);

// A run of training, with whether the project has its model chosen.
struct ProjectModel {
    catalog::TrainedModel model;
    bool in_use = false;
};
// The latest first.
std::vector<ProjectModel> project_models(const House& house, const Viewer& viewer, ProjectId project);
ProjectModel project_model(catalog::Transaction& tx, const catalog::Scope& scope, TrainedModelId id);
// Queued or running.
bool is_under_way(const catalog::TrainedModel& model);

// A model that nobody needs goes, a run that is under way ends. Failure(conflict) while the project has it chosen.
void remove_trained_model(const House& house, const Viewer& viewer, ProjectId project, TrainedModelId id);

// The model card, Markdown. Failure(conflict) where there is no model yet, or the run failed.
struct TrainedCard {
    std::string file_name;
    std::string text;
};
TrainedCard trained_card(const House& house, const Viewer& viewer, ProjectId project, TrainedModelId id);
// A zip with manifest.json, labels.csv, README.md and the ONNX file (backbone and head joined): what `serow models add`
// takes. Looked up at once, written when `write` is called.
struct TrainedPackage {
    std::string file_name;
    std::function<void(const share::Sink&)> write;
};
TrainedPackage trained_package(const House& house, const Viewer& viewer, ProjectId project, TrainedModelId id);

}  // namespace serow::journeys
