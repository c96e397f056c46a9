// Photos and videos that somebody marks as favourites of the project.
#pragma once

#include <span>

#include "journeys/house.h"

namespace serow::journeys {

// Annotators. Failure(invalid) for none or more than 1000, Failure(not_found) where one is not in the project,
// Failure(forbidden) where one is withheld from the viewer.
void set_favourite(const House& house, const Viewer& viewer, ProjectId project, std::span<const MediaId> media,
                   bool favourite);

}  // namespace serow::journeys
