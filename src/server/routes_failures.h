// When cameras did not work: recorded, taken back, proposed.
#pragma once

#include "server/service.h"

namespace serow::server {

void add_failure_routes(Router& router, const Service& service);

}  // namespace serow::server
