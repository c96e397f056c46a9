// The ingest gate: what is odd about a card, and who has seen it.
#pragma once

#include <string>
#include <vector>

#include "card/gate.h"
#include "journeys/bring_in.h"

namespace serow::journeys {

struct CardReport {
    Upload card;
    std::int64_t coming = 0, reading = 0;  // files that are still to come; that nobody has read yet
    std::vector<card::CardPlace> places;   // the deployments of the card
    std::vector<card::Finding> findings;   // of what is known so far
    bool clean = false;                    // nothing to look at
};

// From the facts that the server has read, whichever way the card came.
CardReport examine_card(const House& house, const Viewer& viewer, ProjectId project, UploadId upload);

// Somebody has seen the findings. Failure(conflict) while files are still to come or to be read: what they would show
// would be confirmed unseen.
CardReport confirm_card(const House& house, const Viewer& viewer, ProjectId project, UploadId upload);

}  // namespace serow::journeys
