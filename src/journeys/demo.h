// A demo reserve, filled through the normal way in.
#pragma once

#include "catalog/projects.h"
#include "journeys/house.h"
#include "journeys/sign_in.h"

namespace serow::journeys {

// An organisation "Demo reserve" with a project, sample areas and points for the caller, and a job that brings in its
// photos: the real ones of config.shared/media where that folder is, else scenes that the program draws itself.
// Failure(conflict) where the caller has a demo project already.
catalog::Project begin_demo(const House& house, const Caller& caller);

// The job: brings the photos in. Safe to repeat.
void fill_demo(const House& house, ProjectId project);

}  // namespace serow::journeys
