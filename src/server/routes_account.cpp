#include "server/fields.h"
#include "server/http/json.h"
#include "server/service.h"
#include "server/wire.h"

namespace serow::server {
namespace {

Response signed_in(const Service& service, const Request& request, const journeys::SignedIn& session, int status) {
    auto response = json_response(to_json(session.caller), status);
    response.set_cookie(make_session_cookie(service, request, session.cookie));
    return response;
}

// A sign-in form on a foreign page must not sign a visitor in as somebody else: JSON cannot be sent across
// origins without asking first, and json_object_body() insists on JSON.
Response register_account(const Service& service, const Request& request) {
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"email", "password", "name", "organisationName"});
    const journeys::Registration registration{fields.required_text("email"), fields.required_text("password"),
                                              fields.required_text("name"), fields.text("organisationName")};
    return signed_in(service, request, journeys::register_account(service.house, registration), 201);
}

Response sign_in(const Service& service, const Request& request) {
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"email", "password"});
    return signed_in(service, request,
                     journeys::sign_in(service.house, fields.required_text("email"), fields.required_text("password")),
                     200);
}

Response sign_out(const Service& service, const Request& request) {
    require_caller(service, request);
    if (const auto cookie = request.cookie(session_cookie)) journeys::sign_out(service.house, std::string(*cookie));
    auto response = Response::no_content();
    response.set_cookie(clear_session_cookie(service, request));
    return response;
}

Response create_token(const Service& service, const Request& request) {
    const auto caller = require_caller(service, request);
    const auto body = json_object_body(request);
    const FieldReader fields(body, {"name"});
    const auto made = journeys::create_api_token(service.house, caller, fields.required_text("name"));
    auto json = to_json(made.token);
    json["token"] = made.secret;
    return json_response(json, 201);
}

}  // namespace

void add_account_routes(Router& router, const Service& service) {
    router.post("/api/v1/register", [&](const Request& request) { return register_account(service, request); });
    router.get("/api/v1/session",
               [&](const Request& request) { return json_response(to_json(require_caller(service, request))); });
    router.post("/api/v1/session", [&](const Request& request) { return sign_in(service, request); });
    router.del("/api/v1/session", [&](const Request& request) { return sign_out(service, request); });
    router.get("/api/v1/tokens", [&](const Request& request) {
        return json_response(items_of(journeys::list_api_tokens(service.house, require_caller(service, request))));
    });
    router.post("/api/v1/tokens", [&](const Request& request) { return create_token(service, request); });
    router.del("/api/v1/tokens/{tokenID}", [&](const Request& request) {
        journeys::delete_api_token(service.house, require_caller(service, request),
                                   path_id<TokenId>(request, "tokenID"));
        return Response::no_content();
    });
}

}  // namespace serow::server
