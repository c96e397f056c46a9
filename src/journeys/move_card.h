// A card that was brought in at the wrong place.
#pragma once

#include <optional>
#include <string>

#include "journeys/bring_in.h"

namespace serow::journeys {

struct CardMove {
    std::optional<std::string> folder;  // a mapped folder; none: all of the card
    // Exactly one of the two; to a location: into a deployment that is made there, whose bounds follow the files.
    std::optional<DeploymentId> deployment_id;
    std::optional<LocationId> location_id;
};
struct CardMoved {
    Upload card;
    DeploymentId deployment_id;
    std::int64_t media = 0;  // that changed their deployment
};

// Moves all media that the card brought, and what of it is still to come, to another deployment. Answers and boxes
// stay; times are derived anew by that deployment's zone and clock corrections, events of both are grouped anew. Media
// that other cards brought (its duplicates) stay where they are. Failure(conflict) while files of it are being read.
CardMoved move_card(const House& house, const Viewer& viewer, ProjectId project, UploadId upload, const CardMove& move);

}  // namespace serow::journeys
