// Filters that somebody keeps under a name, for themselves or for all of the project.
#pragma once

#include <string>
#include <vector>

#include "catalog/saved_views.h"
#include "journeys/house.h"
#include "journeys/sign_in.h"

namespace serow::journeys {

using catalog::SavedView;
using catalog::ViewChange;

constexpr int most_views = 200;  // of one account in one project

std::vector<SavedView> saved_views(const House& house, const Viewer& viewer, ProjectId project);
// Whoever sees the project keeps views for themselves; sharing them with it needs the role to answer.
// Failure(forbidden), Failure(invalid) for a name that is empty or longer than 200 characters, Failure(conflict) as the
// catalogue.
SavedView save_view(const House& house, const Caller& caller, ProjectId project, SavedView view);
// One's own; of those that are shared a manager anybody's. Failure(not_found) else.
SavedView change_view(const House& house, const Caller& caller, ProjectId project, ViewId view,
                      const ViewChange& change);
void delete_view(const House& house, const Caller& caller, ProjectId project, ViewId view);

}  // namespace serow::journeys
