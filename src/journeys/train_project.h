// A project trains a classifier on what people verified in it: a job, whose result is a model of the project.
// docs/methods/train-your-own.md.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "journeys/project_models.h"

namespace serow::journeys {

struct AskedTraining {
    std::string name;                          // a-z, 0-9, _; a name that was trained before gets its next version
    std::vector<std::string> taxa = {};        // empty: those that material proposes
    std::optional<std::string> backbone = {};  // none: the first of the material's
    std::int64_t seed = 1;                     // chooses the locations that are held out
};

// Crops of one training; of more, each taxon's share is taken. Bounds its memory: the features are 4 bytes each and are
// held up to four times, of MobileNetV2 400 MB.
inline constexpr std::size_t most_training_crops = 20'000;
// Models that a project keeps at a time.
inline constexpr std::size_t most_kept_models = 20;

// Queues it. Failure(invalid): a bad name, a taxon of which there is too little, taxa that stand within each other,
// fewer than two taxa, no model with features; Failure(conflict): the name of one of the service's models, a training
// that is under way, too many models. Each says what to do.
ProjectModel start_training(const House& house, const Viewer& viewer, ProjectId project, const AskedTraining& asked);

// The job. Safe to repeat: a run that has come to its end stays as it is, and one that is done once more after its
// worker died begins anew. What the project's data do not allow ends the run as failed, with the reason. Throws Failure
// where it may be tried again: Code::interrupted where `stop` became true, Code::unavailable.
void train_project(const House& house, const vision::Registry& registry, ProjectId project, TrainedModelId id,
                   const std::atomic<bool>& stop);

}  // namespace serow::journeys
