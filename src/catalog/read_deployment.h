// A deployment out of a row. (Private to this room.)
#pragma once

#include "catalog/deployments.h"

namespace serow::catalog {

Deployment read_deployment(const Row& row);

}  // namespace serow::catalog
