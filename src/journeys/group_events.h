// A deployment's media grouped into events.
#pragma once

#include "journeys/house.h"

namespace serow::journeys {

// By the project's sequence gap; start and end of a deployment that follows its media are set anew;
// names that come from an event follow. Safe to repeat.
void group_events(const House& house, ProjectId project, DeploymentId deployment);

// The times of a deployment's media from their camera times, its zone and its clock corrections; then group_events().
void derive_times(const House& house, ProjectId project, DeploymentId deployment);

}  // namespace serow::journeys
