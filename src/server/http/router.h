// Which handler answers which method and path.
#pragma once

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "server/http/message.h"

namespace serow::server {

// Runs on a thread of the server's pool and may block. A thrown Failure becomes its problem+json; any other
// exception a 500 with a reference that is also in the log.
using Handler = std::function<Response(const Request&)>;

// Takes the body of one upload as it arrives, in pieces of at most 512 KiB. Its calls come one after another,
// each on some thread of the pool, and may block: the client is then slowed down. Where it is destroyed
// without on_end(), the body broke off (client gone, stall, too large): undo or keep what came, as you like.
class BodySink {
public:
    virtual ~BodySink() = default;
    virtual void on_bytes(std::span<const std::byte> bytes) = 0;
    virtual Response on_end() = 0;
};

// Decides from the head of the request, before any of the body is read (Expect: 100-continue is answered
// after it): who may send, and where to. A Failure thrown here refuses the body.
using UploadHandler = std::function<std::unique_ptr<BodySink>(const Request&)>;

struct RouteOptions {
    std::uint64_t body_limit = 1 << 20;  // bytes; more is Code::too_large
    // In every answer of the route, refusals included.
    std::vector<std::pair<std::string, std::string>> headers = {};
};

class Router {
public:
    struct Route {
        std::variant<Handler, UploadHandler> handler;
        RouteOptions options;
        std::vector<std::string> parameter_names;
    };
    struct Found {
        const Route* route = nullptr;      // null: nothing there, or not with this method
        std::vector<std::string> allowed;  // the methods of the path; empty: no such path
        Fields path_parameters;
    };

    Router();
    ~Router();
    Router(Router&&) noexcept;
    Router& operator=(Router&&) noexcept;

    // `pattern` is "/api/v1/projects/{projectID}/media/{mediaID}": {name} stands for one non-empty segment, and
    // a literal segment wins over a {name}. A GET route answers HEAD too. The same method and pattern twice is
    // Failure(internal).
    void add(std::string_view method, std::string_view pattern, Handler handler, RouteOptions options = {});
    void get(std::string_view pattern, Handler handler) { add("GET", pattern, std::move(handler)); }
    void post(std::string_view pattern, Handler handler, RouteOptions o = {}) {
        add("POST", pattern, std::move(handler), std::move(o));
    }
    void put(std::string_view pattern, Handler handler, RouteOptions o = {}) {
        add("PUT", pattern, std::move(handler), std::move(o));
    }
    void patch(std::string_view pattern, Handler handler, RouteOptions o = {}) {
        add("PATCH", pattern, std::move(handler), std::move(o));
    }
    void del(std::string_view pattern, Handler handler) { add("DELETE", pattern, std::move(handler)); }
    // A route whose body is streamed; options.body_limit is needed.
    void upload(std::string_view method, std::string_view pattern, UploadHandler handler, RouteOptions options);
    // Answers GET and HEAD of every path that no pattern matches (the pages); without it they are 404.
    void fallback(Handler handler);

    // `path` as Request::path. HEAD finds GET's route; OPTIONS finds none but gives `allowed`.
    [[nodiscard]] Found find(std::string_view method, std::string_view path) const;

private:
    struct Node;
    std::unique_ptr<Node> root_;
    std::unique_ptr<Route> fallback_;
    void insert(std::string_view method, std::string_view pattern, Route route);
};

}  // namespace serow::server
