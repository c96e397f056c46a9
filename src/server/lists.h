// The query parameters that lists share.
#pragma once

#include "base/json.h"
#include "journeys/browse.h"
#include "server/fields.h"
#include "server/http/message.h"

namespace serow::server {

// What MediaFilter holds, by the names that the API gives it: from the query, or from an object of a body.
journeys::MediaFilter filter_of(const Request& request);
journeys::MediaFilter filter_in(const json::object& object);
// The field `filter` of a body, as it is kept (views, assignments); nothing where it is left out. Failure(invalid) for
// what no list would take.
std::optional<json::value> kept_filter_in(const FieldReader& fields);
// hideTrustedBlanks.
journeys::Blanks blanks_of(const Request& request);
// sort and offset of a list of events.
journeys::EventStart event_start_of(const Request& request);
// "oldest" where none is given; Failure of `wrong` for another word.
catalog::EventSort event_sort_of(const std::optional<std::string>& word, Code wrong);
int limit_of(const Request& request);  // 1 … 500, 100 where absent

}  // namespace serow::server
