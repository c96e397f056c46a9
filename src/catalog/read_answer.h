// A line of the ledger out of a row. (Private to this room.)
#pragma once

#include "catalog/answers.h"

namespace serow::catalog {

Answer read_answer(const Row& row);

}  // namespace serow::catalog
