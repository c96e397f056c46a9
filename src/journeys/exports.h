// What was taken away from a project.
#pragma once

#include <vector>

#include "catalog/exports.h"
#include "journeys/house.h"

namespace serow::journeys {

// Packages and predictions, by whom and when: the latest first, fifty at most.
std::vector<catalog::Export> list_exports(const House& house, const Viewer& viewer, ProjectId project);

}  // namespace serow::journeys
