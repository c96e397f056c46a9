// How good a project's trained model is, as it is kept beside it and as the API gives it.
#pragma once

#include "base/json.h"
#include "training/rare.h"
#include "training/train.h"

namespace serow::journeys {

struct TrainedOn {
    std::size_t photos = 0, videos = 0;
    std::size_t boxes_by_machine = 0;                // crops whose box no person drew
    std::size_t crops_left_out = 0;                  // their file could not be used
    std::vector<training::RareClass> taxa_left_out;  // too few were left of them
    double seconds_features = 0, seconds_training = 0;
};

// The schema TrainingReport of api/openapi.yaml, without other names of the taxa.
json::object training_report(const training::Examples& examples, const training::Training& training,
                             const TrainedOn& on);

}  // namespace serow::journeys
