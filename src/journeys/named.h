// Things that the administrator at the machine names, by their names or ids.
#pragma once

#include <string>

#include "journeys/house.h"

namespace serow::journeys {

// Failure(not_found) with the names that there are.
ProjectId find_project(const House& house, const std::string& title_or_id);
LocationId find_location(const House& house, ProjectId project, const std::string& name_or_id);

}  // namespace serow::journeys
