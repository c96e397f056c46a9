#include "journeys/house.h"

namespace serow::journeys {

int least_role(people::Act act) {
    for (const auto role : {people::Role::viewer, people::Role::annotator, people::Role::manager})
        if (people::may(role, act)) return static_cast<int>(role);
    return static_cast<int>(people::Role::owner);
}

catalog::Scope scope_for(const Viewer& viewer, ProjectId project, people::Act act) {
    return {viewer, project, least_role(act)};
}

}  // namespace serow::journeys
