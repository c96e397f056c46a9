// How far a project's review is, by sample point and by person.
#pragma once

#include "catalog/review_progress.h"
#include "journeys/house.h"

namespace serow::journeys {

// All who see the project see it: of people only how much they answered, never what (review/consensus.h, rule 7).
catalog::ReviewProgress review_progress(const House& house, const Viewer& viewer, ProjectId project);

}  // namespace serow::journeys
