// What people answered to media that are reviewed blind is told to nobody but to whom it is from.
#pragma once

#include <span>
#include <vector>

#include "journeys/browse.h"
#include "journeys/house.h"

namespace serow::journeys {

// The observations of such media are a machine's (review/consensus.h, rule 7). Here `kept_back` is filled in, and where
// the viewer has answered one, the viewer's own answer stands in place of what the machine says. Withheld media stay as
// they are.
void tell_own(catalog::Transaction& tx, const catalog::Scope& scope, std::span<MediaWithObservations> media);
// The media with what holds of them, as the viewer is told. By moment, then id.
std::vector<MediaWithObservations> media_as_told(catalog::Transaction& tx, const catalog::Scope& scope,
                                                 std::span<const MediaId> ids);

}  // namespace serow::journeys
