// Which folder belongs where, as a request says it.
#pragma once

#include <vector>

#include "journeys/bring_in.h"
#include "server/fields.h"

namespace serow::server {

// The field "folders". Failure(invalid) naming what is wrong.
std::vector<journeys::GivenFolder> given_folders(const FieldReader& fields);

}  // namespace serow::server
