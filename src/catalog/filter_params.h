// How a MediaFilter and a cursor are bound: by the lists of media and events, and by whoever else takes media by a
// filter. (Private to this room.)
#pragma once

#include "catalog/media_list.h"

namespace serow::catalog {

// Does it ask for more than place and time? If not, the queries "…_all_…" answer it, by place_params().
bool asks_of_content(const MediaFilter& filter);
// $4 … $6: the deployments, from, to.
Params place_params(Transaction& tx, const Scope& scope, const MediaFilter& filter);
// $4 … $17 of the part media_passes (sql/media_list.sql). Failure(invalid) for what is no filter.
Params filter_params(Transaction& tx, const Scope& scope, const MediaFilter& filter);
// Two more: the time ("infinity" where the row has none) and the id; NULLs at the beginning of a list.
void add_cursor(Params& params, const std::optional<TimeCursor>& after);

}  // namespace serow::catalog
