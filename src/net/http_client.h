// An HTTP client (libcurl): requests to object stores, model sources and other Serow nodes.
#pragma once

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <variant>
#include <vector>

#include "base/problem.h"

namespace serow::net {

// A part of a file as a body; read while it is sent, in constant memory.
struct FilePart {
    std::filesystem::path path;
    std::uint64_t offset = 0;
    std::optional<std::uint64_t> size;  // to the end of the file where absent
};

// Bytes so far, and of how many where that is known; false stops the transfer.
using Progress = std::function<bool(std::uint64_t moved, std::optional<std::uint64_t> total)>;

struct HttpRequest {
    std::string method = "GET";
    std::string url;  // http or https
    std::vector<std::pair<std::string, std::string>> headers;
    std::variant<std::string, FilePart> body;
    std::optional<std::chrono::milliseconds> timeout;  // for the whole exchange; none: only standstill ends it
    Progress sent = {};                                // of the body; called now and then, also while nothing moves
};

struct HttpResponse {
    int status = 0;
    std::vector<std::pair<std::string, std::string>> headers;  // of the final answer, in their order
    std::string body;

    // The first value under that name, whatever its case; nullopt where there is none.
    [[nodiscard]] std::optional<std::string_view> header(std::string_view name) const;
};

// The URL without what may be secret in it: names and passwords before the host, signatures in the query.
std::string without_secrets(std::string_view url);

// Takes the body of an answer piece by piece, once status and headers are known; a Problem ends the transfer.
using BodyReceiver = std::function<Result<void>(const HttpResponse& head, std::string_view piece)>;

struct HttpLimits {
    std::chrono::milliseconds connect_timeout{10'000};
    std::chrono::seconds stall_timeout{60};  // below one byte a second for so long
    std::uint64_t body_limit = 64U << 20U;   // bytes of an answer that send() keeps in memory
};

// Keeps connections open between requests. Not thread-safe: one for each thread. Certificates are verified.
class HttpClient {
public:
    explicit HttpClient(HttpLimits limits = {});
    ~HttpClient();
    HttpClient(HttpClient&&) noexcept;
    HttpClient& operator=(HttpClient&&) noexcept;

    // Any status is a response; redirects are given back, not followed. Code::invalid for a URL that is not http(s)
    // or a header with a line break, Code::unavailable (cannot be resolved, refused, cut off, certificate not
    // trusted), Code::timeout, Code::too_large (body over the limit), Code::unreadable (the body's file),
    // Code::interrupted where `sent` says so.
    // A HEAD's answer has the length that the body would have among its headers.
    Result<HttpResponse> send(const HttpRequest& request) { return send(request, {}); }
    // The body of an answer with a status from 200 to 299 goes to `receiver`, whatever its length, and what the
    // receiver says is given back; a body cut off before its announced end is Code::unavailable after the pieces that
    // came. Other bodies are in the response.
    Result<HttpResponse> send(const HttpRequest& request, const BodyReceiver& receiver);

    // Into `path`, whole or not at all: written beside it as "….part", synced and renamed at the end. Follows up to 5
    // redirects. As send(); moreover Code::not_found for 404, Code::unavailable for other statuses than 200,
    // Code::interrupted when `progress` says so, Code::storage_full where the file cannot be written.
    // `headers` go with it, not to another host.
    Result<void> download(const std::string& url, const std::filesystem::path& path, const Progress& progress = {},
                          const std::vector<std::pair<std::string, std::string>>& headers = {});

private:
    struct State;
    std::unique_ptr<State> state_;
};

}  // namespace serow::net
