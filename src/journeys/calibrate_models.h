// Models' probabilities held against what people have settled in the project, and read as what they turned out to mean.
// docs/methods/calibration.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/calibrations.h"
#include "journeys/house.h"
#include "training/calibration.h"

namespace serow::journeys {

struct CategoryCalibration {
    std::string category;  // animal human vehicle: of boxes; name: of taxa
    training::CalibrationFit fit;
    std::optional<catalog::Calibration> in_force;
};
struct ModelCalibration {
    std::string model;                            // as it stands in the ledger
    std::vector<CategoryCalibration> categories;  // all four, in that order
};

// By model: what a fit to all that is settled now would give, at locations that it does not see, and what is in force.
// Nothing is changed.
std::vector<ModelCalibration> model_calibrations(const House& house, const Viewer& viewer, ProjectId project);

// Fits the model anew: in each category of which there is enough, the better curve holds from now on, or none where
// what the model says is best left as it is. The project's observations follow by a job; the ledger stays. Gives what
// model_calibrations() then says of the model. Failure(not_found) for a model that looked at nothing settled;
// Failure(conflict) where no category has enough, saying how much there is and how much is needed.
ModelCalibration calibrate_model(const House& house, const Viewer& viewer, ProjectId project, const std::string& model);

// The model's probabilities are read as it says them again. Gives what model_calibrations() then says of it.
// Failure(not_found) for a model of which nothing is in force and nothing judged.
ModelCalibration uncalibrate_model(const House& house, const Viewer& viewer, ProjectId project,
                                   const std::string& model);

}  // namespace serow::journeys
