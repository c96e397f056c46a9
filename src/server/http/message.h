// What a route sees of HTTP: a request that was checked and decoded, a response to be sent.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/time.h"

namespace serow::server {

class EventSubscription;  // server/http/events.h

// Pairs in the order of arrival. `fold_case` makes names equal whatever their (ASCII) case.
class Fields {
public:
    enum class Names { exact, fold_case };
    Fields() = default;  // exact
    explicit Fields(Names names) : names_(names) {}

    // The first value under that name; nullopt where there is none.
    [[nodiscard]] std::optional<std::string_view> find(std::string_view name) const;
    [[nodiscard]] std::vector<std::string_view> find_all(std::string_view name) const;
    void add(std::string name, std::string value) { all_.emplace_back(std::move(name), std::move(value)); }
    // Replaces what is there under that name.
    void set(std::string_view name, std::string value);
    void remove(std::string_view name);
    [[nodiscard]] const std::vector<std::pair<std::string, std::string>>& all() const { return all_; }

private:
    [[nodiscard]] bool same(std::string_view a, std::string_view b) const;
    Names names_ = Names::exact;
    std::vector<std::pair<std::string, std::string>> all_;
};

struct Request {
    std::string method;      // "GET"; a HEAD that a GET route answers stays "HEAD"
    std::string target;      // as it came: "/api/v1/taxa?q=a%20b"
    std::string path;        // decoded, valid UTF-8, no control character, no "." or ".." segment: "/api/v1/taxa"
    Fields path_parameters;  // what the router's {names} stand for, decoded
    Fields query;            // decoded; find() gives the first of several values
    Fields headers{Fields::Names::fold_case};
    Fields cookies;
    std::string body;            // empty for upload routes
    std::string remote_address;  // of the client: "192.0.2.7" or "2001:db8::1"
    bool is_secure = false;      // came by TLS (a trusted proxy says so)

    // A {name} of the route's pattern; a name that the pattern does not have is Failure(internal).
    [[nodiscard]] const std::string& parameter(std::string_view name) const;
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const { return headers.find(name); }
    [[nodiscard]] std::optional<std::string_view> cookie(std::string_view name) const { return cookies.find(name); }
    // The query's value as text, or Failure(bad_request) naming what is missing.
    [[nodiscard]] std::string required_query(std::string_view name) const;
    // The query's value as an integer in [least, most], `otherwise` where it is absent; Failure(bad_request)
    // for anything else.
    [[nodiscard]] std::int64_t integer_query(std::string_view name, std::int64_t otherwise, std::int64_t least,
                                             std::int64_t most) const;
    // Media type of the body in lower case, without parameters: "application/json"; empty where not said.
    [[nodiscard]] std::string content_type() const;
};

// Writes a long answer, from a thread of its own. write() waits while the client is slow, and throws
// Failure(interrupted) once the client has gone or the server stops: let it pass.
class ResponseWriter {
public:
    virtual ~ResponseWriter() = default;
    virtual void write(std::span<const std::byte> bytes) = 0;
    void write(std::string_view text) { write(std::as_bytes(std::span(text))); }
};

// Bytes that outlive the response (embedded files). Range requests are answered.
struct StaticBody {
    std::string_view bytes;
};

// A window of a file on disk, sent by sendfile. Range requests are answered. A file that cannot be opened
// is answered by 404.
struct FileBody {
    std::filesystem::path path;
    std::uint64_t offset = 0;
    std::optional<std::uint64_t> length;    // to the end of the file where absent
    std::shared_ptr<const void> hold = {};  // what keeps the file there until it is open
};

// An answer that is made while it is sent: `produce` runs on its own thread. Failure before the first byte is
// answered as a problem; later the connection is cut, so that no client takes a part for the whole.
struct StreamBody {
    std::function<void(ResponseWriter&)> produce;
    std::optional<std::uint64_t> length;  // chunked where absent
    // Where it is set, as well as the length, range requests are answered: it writes `count` bytes from `offset`.
    std::function<void(ResponseWriter&, std::uint64_t offset, std::uint64_t count)> produce_part = {};
};

// Server-sent events until the client leaves; needs no thread while it waits.
struct EventBody {
    std::shared_ptr<EventSubscription> subscription;
};

struct Cookie {
    std::string name;
    std::string value;                            // no space, comma, semicolon or quote
    std::optional<std::chrono::seconds> max_age;  // until the browser closes where absent; 0 removes it
    std::string path = "/";
    enum class Reach { lax, strict } same_site = Reach::lax;
    enum class Transport { any, secure_only } transport = Transport::any;
    enum class Script { hidden, readable } script = Script::hidden;  // hidden = HttpOnly
};

struct Response {
    int status = 200;
    Fields headers{Fields::Names::fold_case};
    std::variant<std::string, StaticBody, FileBody, StreamBody, EventBody> body;

    static Response text(std::string text, int status = 200);
    // `json` is written already; json.h's json_response() takes a value.
    static Response json_text(std::string json, int status = 200);
    static Response bytes(std::string bytes, std::string_view media_type);
    static Response no_content();  // 204
    static Response redirect(std::string location, int status = 303);
    static Response file(FileBody file, std::string_view media_type);
    static Response stream(std::function<void(ResponseWriter&)> produce, std::string_view media_type);
    // `length` bytes that lie somewhere else; range requests are answered.
    static Response parts(std::uint64_t length,
                          std::function<void(ResponseWriter&, std::uint64_t offset, std::uint64_t count)> produce_part,
                          std::string_view media_type);
    static Response events(std::shared_ptr<EventSubscription> subscription);

    Response& header(std::string_view name, std::string value);
    // A strong entity tag (given without quotes): If-None-Match is then answered by 304 and If-Range understood.
    Response& etag(std::string_view tag);
    Response& last_modified(Instant instant);
    Response& cache_control(std::string_view value);
    // "Save as"; any UTF-8 name (RFC 6266).
    Response& attachment(std::string_view file_name);
    Response& set_cookie(const Cookie& cookie);
};

}  // namespace serow::server
