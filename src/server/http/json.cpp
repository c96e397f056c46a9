#include "server/http/json.h"

namespace serow::server {

json::value json_body(const Request& request) {
    const std::string type = request.content_type();
    if (type != "application/json" && !(type.starts_with("application/") && type.ends_with("+json")))
        throw Failure(Code::unsupported, "this request needs a JSON body with Content-Type: application/json");
    return value_or_throw(parse_json(request.body, "the request's body"));
}

json::object json_object_body(const Request& request) {
    json::value value = json_body(request);
    if (!value.is_object()) throw Failure(Code::bad_request, "the request's body must be a JSON object");
    return std::move(value.as_object());
}

Response json_response(const json::value& value, int status) {
    return Response::json_text(json::serialize(value), status);
}

}  // namespace serow::server
