#include "server/http/target.h"

#include <algorithm>
#include <format>

#include "base/utf8.h"
#include "server/http/text.h"

namespace serow::server {
namespace {

std::unexpected<Problem> refused(std::string_view why) {
    return problem(Code::bad_request, std::format("the address of the request {}", why));
}

Result<std::string> decode_path(std::string_view raw) {
    if (!raw.starts_with('/')) return refused("must begin with /");
    std::string path;
    while (!raw.empty()) {
        raw.remove_prefix(1);
        const auto end = std::min(raw.find('/'), raw.size());
        const auto segment = percent_decoded(raw.substr(0, end));
        raw.remove_prefix(end);
        if (!segment) return refused("has a % without two hexadecimal digits");
        if (*segment == "." || *segment == "..") return refused("has a \".\" or \"..\" segment");
        if (segment->find_first_of("/\\") != std::string::npos) return refused("has an encoded slash or a backslash");
        path += '/';
        path += *segment;
    }
    if (has_control_character(path) || !is_utf8(path)) return refused("is not clean UTF-8");
    return path;
}

Result<Fields> decode_query(std::string_view raw) {
    Fields query;
    for (const auto pair : split_list(raw, '&')) {
        std::string text(pair);
        std::ranges::replace(text, '+', ' ');
        const auto equals = std::min(text.find('='), text.size());
        auto name = percent_decoded(std::string_view(text).substr(0, equals));
        auto value = percent_decoded(std::string_view(text).substr(std::min(equals + 1, text.size())));
        if (!name || !value) return refused("has a % without two hexadecimal digits");
        if (!is_utf8(*name) || !is_utf8(*value) || value->contains('\0')) return refused("is not clean UTF-8");
        query.add(std::move(*name), std::move(*value));
    }
    return query;
}

}  // namespace

Result<Target> parse_target(std::string_view target) {
    for (const std::string_view scheme : {"http://", "https://"}) {
        if (!equal_folding_case(target.substr(0, scheme.size()), scheme)) continue;
        const auto slash = target.find_first_of("/?", scheme.size());
        // "http://host?q=1" has an empty path, which is "/".
        if (slash == std::string_view::npos) return parse_target("/");
        if (target[slash] == '?') return parse_target("/" + std::string(target.substr(slash)));
        return parse_target(target.substr(slash));
    }
    target = target.substr(0, target.find('#'));
    const auto question = std::min(target.find('?'), target.size());
    auto path = decode_path(target.substr(0, question));
    if (!path) return std::unexpected(std::move(path.error()));
    auto query = decode_query(target.substr(std::min(question + 1, target.size())));
    if (!query) return std::unexpected(std::move(query.error()));
    return Target{std::move(*path), std::move(*query)};
}

Fields parse_cookies(std::string_view header) {
    Fields cookies;
    for (const auto pair : split_list(header, ';')) {
        const auto equals = pair.find('=');
        if (equals == std::string_view::npos) continue;
        auto value = trimmed(pair.substr(equals + 1));
        if (value.size() >= 2 && value.front() == '"' && value.back() == '"') value = value.substr(1, value.size() - 2);
        cookies.add(std::string(trimmed(pair.substr(0, equals))), std::string(value));
    }
    return cookies;
}

}  // namespace serow::server
