// From a parsed head to a checked Request.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "server/http/message.h"

namespace serow::server {

struct RawHead {
    std::string method;
    std::string target;
    unsigned version = 11;  // 10 or 11
    Fields headers{Fields::Names::fold_case};
};

// What the parser lets pass and a careful server does not: a body of ambiguous length, an unknown transfer coding,
// no Host or several. The refusal, or nullopt.
std::optional<Response> check_head(const RawHead& head);

// Fills everything but body, path parameters and the socket's own address; the refusal, or nullopt.
// `trust_proxy`: the last entries of X-Forwarded-For and X-Forwarded-Proto are believed.
std::optional<Response> fill_request(RawHead& head, bool trust_proxy, Request& request);

// OPTIONS of a path that exists: 204; another method than the allowed ones: 405; nothing allowed: 404.
Response no_route_response(const Request& request, const std::vector<std::string>& allowed);

}  // namespace serow::server
