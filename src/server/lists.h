// The query parameters that lists share.
#pragma once

#include "journeys/browse.h"
#include "server/http/message.h"

namespace serow::server {

// deploymentID, locationID, show, scientificName, from, to.
journeys::MediaFilter filter_of(const Request& request);
// hideTrustedBlanks.
journeys::Blanks blanks_of(const Request& request);
int limit_of(const Request& request);  // 1 … 500, 100 where absent

}  // namespace serow::server
