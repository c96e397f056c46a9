// Event smoothing (vision/event_smoothing.h) for the results of `serow analyze`. Private to journeys.
#pragma once

#include <filesystem>
#include <span>
#include <string>
#include <unordered_map>

#include "base/json.h"
#include "journeys/analysis.h"
#include "vision/taxonomy.h"

namespace serow::journeys {

// Adds to a result (analysis.h) when the file was taken, by its camera's clock, and for how long; nothing where it does
// not say.
void note_time(json::value& result, const std::filesystem::path& file);

// What is to be written in place of results whose animals get other names in the light of their event: the files of
// one folder within ecology's gap of 120 s. A name from the event bears the mean probability of the answers that it
// came from, and the result tells what was told before (`pre_smoothing_description`). Boxes below `least_confidence`
// are no part of it. By path.
std::unordered_map<std::string, json::value> smooth_folder(std::span<const Finished> files,
                                                           const vision::Taxonomy& taxonomy, double least_confidence);

}  // namespace serow::journeys
