// A demo reserve, filled through the normal way in.
#pragma once

#include <string>

#include "catalog/projects.h"
#include "journeys/house.h"
#include "journeys/sign_in.h"

namespace serow::journeys {

// An organisation "Demo reserve" with a project, a sample area and sample points for the caller, and a job that brings
// in its photos: the real ones of config.shared/media where that folder is, else scenes that the program draws itself.
// Failure(conflict) where the caller has a demo project already.
catalog::Project begin_demo(const House& house, const Caller& caller);

// The account of `serow demo` and `serow serve --demo`, made with its demo project where it is not there yet. Its
// password is made once and kept in DATA_FOLDER/demo-password, readable by the owner alone.
struct DemoAccess {
    std::string email, password;
};
DemoAccess ensure_demo(const House& house);

// The job: brings the photos in. Safe to repeat.
void fill_demo(const House& house, ProjectId project);

}  // namespace serow::journeys
