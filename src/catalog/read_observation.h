// An observation out of a row. (Private to this room.)
#pragma once

#include "catalog/observations.h"

namespace serow::catalog {

Observation read_observation(const Row& row);

}  // namespace serow::catalog
