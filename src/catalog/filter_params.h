// How a MediaFilter and a cursor are bound: $4 to $11 of the list queries. (Private to this room.)
#pragma once

#include "catalog/media_list.h"

namespace serow::catalog {

// $4 … $9. Failure(invalid) for an unknown `show`.
Params filter_params(const Scope& scope, const MediaFilter& filter);
// The filter is about an observation (its type, its name): the queries "…_seen" answer it. "unclassified" without a
// name is not: media that nobody answered have no observation.
bool asks_what_is_seen(const MediaFilter& filter);
// Nothing is asked of media: the queries "…_all_…".
bool asks_for_all(const MediaFilter& filter);
// Neither of both. These queries have one more parameter, the last: `without_blanks_until`.
bool asks_of_state(const MediaFilter& filter);
// $10 and $11: the time ("infinity" where the row has none) and the id; NULLs at the beginning of a list.
void add_cursor(Params& params, const std::optional<TimeCursor>& after);

}  // namespace serow::catalog
