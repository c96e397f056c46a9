// A project as a Camtrap DP 1.0.2 package.
#pragma once

#include <string>

#include "journeys/house.h"
#include "share/sink.h"

namespace serow::journeys {

// Streams the zip into `sink`. Failure(conflict), before the first byte, where the project has nothing that the
// standard could hold: no deployment with start and end. The same data gives the same bytes.
void publish_package(const House& house, const Viewer& viewer, ProjectId project, const share::Sink& sink);

// "takin-survey-2024-camtrap-dp.zip"
std::string package_file_name(const House& house, const Viewer& viewer, ProjectId project);

}  // namespace serow::journeys
