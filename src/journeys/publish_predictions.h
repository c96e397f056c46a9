// What machines saw in a project, for other programs.
#pragma once

#include <optional>
#include <string>

#include "journeys/house.h"
#include "share/sink.h"

namespace serow::journeys {

enum class PredictionsFormat { megadetector, speciesnet };

struct AskedPredictions {
    PredictionsFormat format = PredictionsFormat::megadetector;
    std::optional<DeploymentId> deployment;  // none: the whole project
};

// Streams the JSON into `sink`, a few hundred media in memory at a time. Of each photo and video that answer is told
// which a machine gave last and nobody took back, people's answers aside; what could not be read is a failure. A file
// is named "sample point/card/path", of one deployment by its path on the card; where two would be named alike, the
// second is told apart by the id of its upload. Ordered by these. SpeciesNet's format has no frames: videos are left
// out of it.
void publish_predictions(const House& house, const Viewer& viewer, ProjectId project, const AskedPredictions& asked,
                         const share::Sink& sink);

// "takin-survey-2024-megadetector.json"
std::string predictions_file_name(const House& house, const Viewer& viewer, ProjectId project,
                                  PredictionsFormat format);

}  // namespace serow::journeys
