// JSON in and out of a route.
#pragma once

#include "base/json.h"
#include "server/http/message.h"

namespace serow::server {

// The body as JSON; Failure(unsupported) where Content-Type is not application/json (or …+json),
// Failure(bad_request) with the position where it is not JSON.
json::value json_body(const Request& request);
// The same, and an object.
json::object json_object_body(const Request& request);

Response json_response(const json::value& value, int status = 200);

}  // namespace serow::server
