#include "server/http/head.h"

#include <format>

#include "server/http/problem.h"
#include "server/http/target.h"
#include "server/http/text.h"

namespace serow::server {
namespace {

Response bad(std::string detail) {
    return problem_response({Code::bad_request, std::move(detail)});
}

std::optional<std::string> last_of_list(const Fields& headers, std::string_view name) {
    const auto values = headers.find_all(name);
    if (values.empty()) return std::nullopt;
    const auto items = split_list(values.back(), ',');
    return items.empty() ? std::nullopt : std::optional(std::string(items.back()));
}

}  // namespace

std::optional<Response> check_head(const RawHead& head) {
    const auto hosts = head.headers.find_all("Host");
    if (hosts.size() > 1 || (hosts.empty() && head.version == 11))
        return bad("a request of HTTP/1.1 needs exactly one Host header");
    const auto codings = head.headers.find_all("Transfer-Encoding");
    const auto lengths = head.headers.find_all("Content-Length");
    if (lengths.size() > 1) return bad("Content-Length may be given once only");
    if (codings.empty()) {
    } else if (head.version != 11) {
        return bad("Transfer-Encoding does not exist in HTTP/1.0");
    } else if (!lengths.empty()) {
        return bad("Content-Length and Transfer-Encoding exclude each other");
    } else if (codings.size() > 1 || !equal_folding_case(trimmed(codings.front()), "chunked")) {
        return problem_response(501, "not-implemented", "This is not implemented",
                                "chunked is the only Transfer-Encoding that is understood here");
    }
    const auto expect = head.headers.find("Expect");
    if (expect && !equal_folding_case(*expect, "100-continue"))
        return problem_response(417, "expectation-failed", "This cannot be expected here",
                                "the only expectation that is understood is 100-continue");
    return std::nullopt;
}

std::optional<Response> fill_request(RawHead& head, bool trust_proxy, Request& request) {
    request.method = std::move(head.method);
    request.headers = std::move(head.headers);
    for (const auto header : request.headers.find_all("Cookie")) {
        const Fields cookies = parse_cookies(header);
        for (const auto& [name, value] : cookies.all()) request.cookies.add(name, value);
    }
    if (trust_proxy) {
        if (const auto client = last_of_list(request.headers, "X-Forwarded-For")) request.remote_address = *client;
        const auto scheme = last_of_list(request.headers, "X-Forwarded-Proto");
        request.is_secure = scheme && equal_folding_case(*scheme, "https");
    }
    request.target = std::move(head.target);
    // "OPTIONS *" asks about the server as a whole.
    auto target = parse_target(request.method == "OPTIONS" && request.target == "*" ? "/" : request.target);
    if (!target) return problem_response(target.error());
    request.path = std::move(target->path);
    request.query = std::move(target->query);
    return std::nullopt;
}

Response no_route_response(const Request& request, const std::vector<std::string>& allowed) {
    if (allowed.empty()) return problem_response({Code::not_found, "there is nothing at " + request.path});
    std::string list;
    for (const auto& method : allowed) list += (list.empty() ? "" : ", ") + method;
    if (request.method == "OPTIONS") return Response::no_content().header("Allow", list);
    Response response = problem_response(405, "method-not-allowed", "This cannot be done here",
                                         std::format("{} understands {}, not {}", request.path, list, request.method));
    response.header("Allow", list);
    return response;
}

}  // namespace serow::server
