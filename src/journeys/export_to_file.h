// What leaves the house, written by the administrator at the machine itself.
#pragma once

#include <filesystem>
#include <string>

#include "base/config.h"
#include "journeys/publish_predictions.h"

namespace serow::journeys {

// `project` is a title or an id. The file appears whole or not at all. Failures as publish_package, and
// Failure(not_found) with the titles that there are.
void export_to_file(const Config& config, const std::string& project, const std::filesystem::path& output);

// The same for the machines' answers; `deployment` is an id, or empty for all.
void export_predictions_to_file(const Config& config, const std::string& project, PredictionsFormat format,
                                const std::string& deployment, const std::filesystem::path& output);

}  // namespace serow::journeys
