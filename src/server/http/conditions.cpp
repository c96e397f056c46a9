#include "server/http/conditions.h"

#include <algorithm>
#include <charconv>

#include "server/http/http_date.h"
#include "server/http/text.h"

namespace serow::server {
namespace {

// The tag without W/ (weak comparison) and without the mark of the compressed form.
std::string_view bare(std::string_view tag) {
    if (tag.starts_with("W/")) tag.remove_prefix(2);
    if (tag.size() < 2 || tag.front() != '"' || tag.back() != '"') return {};
    tag = tag.substr(1, tag.size() - 2);
    if (tag.ends_with("-gzip")) tag.remove_suffix(5);
    return tag;
}

std::optional<std::uint64_t> number(std::string_view digits) {
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (error != std::errc{} || end != digits.data() + digits.size()) return std::nullopt;
    return value;
}

bool if_range_holds(const Request& request, std::string_view etag, std::string_view last_modified) {
    const auto condition = request.header("If-Range");
    if (!condition) return true;
    // Here only an exact, strong tag will do: parts of two states must not be put together.
    if (condition->starts_with('"')) return *condition == etag;
    return !last_modified.empty() && *condition == last_modified;
}

}  // namespace

bool is_not_modified(const Request& request, std::string_view etag, std::string_view last_modified) {
    if (request.method != "GET" && request.method != "HEAD") return false;
    if (const auto tags = request.header("If-None-Match")) {
        if (etag.empty()) return false;
        if (trimmed(*tags) == "*") return true;
        const auto list = split_list(*tags, ',');
        return std::ranges::any_of(list, [&](auto tag) { return !bare(tag).empty() && bare(tag) == bare(etag); });
    }
    const auto since = request.header("If-Modified-Since");
    if (!since || last_modified.empty()) return false;
    const auto theirs = parse_http_date(*since), ours = parse_http_date(last_modified);
    return theirs && ours && *ours <= *theirs;
}

RangeChoice choose_range(const Request& request, std::uint64_t size, std::string_view etag,
                         std::string_view last_modified) {
    using Kind = RangeChoice::Kind;
    const auto header = request.header("Range");
    if (!header || request.method != "GET" || !if_range_holds(request, etag, last_modified)) return {};
    if (!equal_folding_case(header->substr(0, 6), "bytes=")) return {};
    const auto text = trimmed(header->substr(6));
    const auto dash = text.find('-');
    if (dash == std::string_view::npos || text.contains(',')) return {};
    const auto first = text.substr(0, dash), last = text.substr(dash + 1);
    if (first.empty()) {  // the last so many bytes
        const auto count = number(last);
        if (!count) return {};
        if (*count == 0 || size == 0) return {Kind::unsatisfiable, {}};
        const auto length = std::min(*count, size);
        return {Kind::part, {size - length, length}};
    }
    const auto from = number(first);
    const auto to = last.empty() ? std::optional(UINT64_MAX) : number(last);
    if (!from || !to || *to < *from) return {};
    if (*from >= size) return {Kind::unsatisfiable, {}};
    return {Kind::part, {*from, std::min(*to, size - 1) - *from + 1}};
}

}  // namespace serow::server
