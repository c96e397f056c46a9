#include "server/service.h"

namespace serow::server {
namespace {

bool changes_something(const Request& request) {
    return request.method != "GET" && request.method != "HEAD" && request.method != "OPTIONS";
}

}  // namespace

journeys::Caller require_caller(const Service& service, const Request& request) {
    if (const auto authorization = request.header("authorization")) {
        constexpr std::string_view scheme = "Bearer ";
        if (authorization->starts_with(scheme))
            if (auto caller =
                    journeys::caller_of_token(service.house, std::string(authorization->substr(scheme.size()))))
                return *caller;
        throw Failure(Code::unauthenticated,
                      "the API token is not known here; make a new one on the page of your account");
    }
    if (const auto cookie = request.cookie(session_cookie))
        if (auto caller = journeys::caller_of_cookie(service.house, std::string(*cookie))) {
            // A foreign page can make a browser send the cookie, but cannot read the token.
            if (changes_something(request) &&
                !equal_in_constant_time(request.header("x-csrf-token").value_or(""), caller->csrf_token))
                throw Failure(
                    Code::forbidden,
                    "the header X-CSRF-Token is missing or old; reload the page (GET /session gives the token)");
            return *caller;
        }
    throw Failure(Code::unauthenticated, "sign in, or send an API token");
}

Cookie make_session_cookie(const Service& service, const Request& request, const std::string& value) {
    Cookie cookie;
    cookie.name = session_cookie;
    cookie.value = value;
    cookie.max_age = journeys::session_length;
    cookie.same_site = Cookie::Reach::lax;
    cookie.script = Cookie::Script::hidden;
    const bool secure = service.house.config.secure_cookies || request.is_secure;
    cookie.transport = secure ? Cookie::Transport::secure_only : Cookie::Transport::any;
    return cookie;
}

Cookie clear_session_cookie(const Service& service, const Request& request) {
    auto cookie = make_session_cookie(service, request, "");
    cookie.max_age = std::chrono::seconds(0);
    return cookie;
}

}  // namespace serow::server
