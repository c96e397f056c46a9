#include "server/http/message.h"

#include <algorithm>
#include <charconv>
#include <format>

#include "base/problem.h"
#include "server/http/events.h"
#include "server/http/http_date.h"
#include "server/http/text.h"

namespace serow::server {

bool Fields::same(std::string_view a, std::string_view b) const {
    return names_ == Names::exact ? a == b : equal_folding_case(a, b);
}

std::optional<std::string_view> Fields::find(std::string_view name) const {
    for (const auto& [key, value] : all_)
        if (same(key, name)) return value;
    return std::nullopt;
}

std::vector<std::string_view> Fields::find_all(std::string_view name) const {
    std::vector<std::string_view> values;
    for (const auto& [key, value] : all_)
        if (same(key, name)) values.emplace_back(value);
    return values;
}

void Fields::remove(std::string_view name) {
    std::erase_if(all_, [&](const auto& pair) { return same(pair.first, name); });
}

void Fields::set(std::string_view name, std::string value) {
    remove(name);
    add(std::string(name), std::move(value));
}

const std::string& Request::parameter(std::string_view name) const {
    for (const auto& [key, value] : path_parameters.all())
        if (key == name) return value;
    throw Failure(Code::internal, std::format("the route of {} has no parameter {{{}}}", path, name));
}

std::string Request::required_query(std::string_view name) const {
    const auto value = query.find(name);
    if (!value) throw Failure(Code::bad_request, std::format("the query parameter \"{}\" is missing", name));
    return std::string(*value);
}

std::int64_t Request::integer_query(std::string_view name, std::int64_t otherwise, std::int64_t least,
                                    std::int64_t most) const {
    const auto text = query.find(name);
    if (!text) return otherwise;
    std::int64_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc{} || end != text->data() + text->size() || value < least || value > most)
        throw Failure(Code::bad_request, std::format("the query parameter \"{}\" must be a whole number from {} to {}",
                                                     name, least, most));
    return value;
}

std::string Request::content_type() const {
    const auto value = headers.find("Content-Type");
    if (!value) return {};
    return lower_case(trimmed(value->substr(0, value->find(';'))));
}

Response Response::text(std::string text, int status) {
    Response response;
    response.status = status;
    response.headers.add("Content-Type", "text/plain; charset=utf-8");
    response.body = std::move(text);
    return response;
}

Response Response::json_text(std::string json, int status) {
    Response response;
    response.status = status;
    response.headers.add("Content-Type", "application/json");
    response.body = std::move(json);
    return response;
}

Response Response::bytes(std::string bytes, std::string_view media_type) {
    Response response;
    response.headers.add("Content-Type", std::string(media_type));
    response.body = std::move(bytes);
    return response;
}

Response Response::no_content() {
    Response response;
    response.status = 204;
    return response;
}

Response Response::redirect(std::string location, int status) {
    Response response;
    response.status = status;
    response.headers.add("Location", std::move(location));
    return response;
}

Response Response::file(FileBody file, std::string_view media_type) {
    Response response;
    response.headers.add("Content-Type", std::string(media_type));
    response.body = std::move(file);
    return response;
}

Response Response::stream(std::function<void(ResponseWriter&)> produce, std::string_view media_type) {
    Response response;
    response.headers.add("Content-Type", std::string(media_type));
    response.body = StreamBody{std::move(produce), std::nullopt};
    return response;
}

Response Response::parts(std::uint64_t length,
                         std::function<void(ResponseWriter&, std::uint64_t offset, std::uint64_t count)> produce_part,
                         std::string_view media_type) {
    auto response = stream([produce_part, length](ResponseWriter& out) { produce_part(out, 0, length); }, media_type);
    auto& body = std::get<StreamBody>(response.body);
    body.length = length;
    body.produce_part = std::move(produce_part);
    return response;
}

Response Response::events(std::shared_ptr<EventSubscription> subscription) {
    Response response;
    response.headers.add("Content-Type", "text/event-stream");
    response.headers.add("Cache-Control", "no-store");
    response.headers.add("X-Accel-Buffering", "no");  // nginx would hold events back
    response.body = EventBody{std::move(subscription)};
    return response;
}

Response& Response::header(std::string_view name, std::string value) {
    headers.set(name, std::move(value));
    return *this;
}

Response& Response::etag(std::string_view tag) {
    return header("ETag", std::format("\"{}\"", tag));
}

Response& Response::last_modified(Instant instant) {
    return header("Last-Modified", http_date(instant));
}

Response& Response::cache_control(std::string_view value) {
    return header("Cache-Control", std::string(value));
}

Response& Response::attachment(std::string_view file_name) {
    // An old client reads the plain name, all others the encoded one.
    std::string plain, encoded;
    for (const char c : file_name) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_safe = byte >= 0x20 && byte < 0x7f && c != '"' && c != '\\' && c != '/' && c != '%';
        plain += is_safe ? c : '_';
    }
    encoded = percent_encoded(file_name);
    return header("Content-Disposition",
                  std::format("attachment; filename=\"{}\"; filename*=UTF-8''{}", plain, encoded));
}

Response& Response::set_cookie(const Cookie& cookie) {
    std::string text = std::format("{}={}; Path={}", cookie.name, cookie.value, cookie.path);
    if (cookie.max_age) text += std::format("; Max-Age={}", cookie.max_age->count());
    text += cookie.same_site == Cookie::Reach::strict ? "; SameSite=Strict" : "; SameSite=Lax";
    if (cookie.transport == Cookie::Transport::secure_only) text += "; Secure";
    if (cookie.script == Cookie::Script::hidden) text += "; HttpOnly";
    headers.add("Set-Cookie", std::move(text));
    return *this;
}

}  // namespace serow::server
