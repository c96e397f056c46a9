// A media out of a row. (Private to this room.)
#pragma once

#include "catalog/media.h"

namespace serow::catalog {

Media read_media(const Row& row);

}  // namespace serow::catalog
