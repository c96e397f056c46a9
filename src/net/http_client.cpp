#include "net/http_client.h"

#include <curl/curl.h>

#include <algorithm>
#include <array>
#include <format>
#include <mutex>

#include "base/json.h"
#include "net/files.h"

namespace serow::net {
namespace {

char lower(char c) {
    return c >= 'A' && c <= 'Z' ? static_cast<char>(c - 'A' + 'a') : c;
}

std::string_view trimmed(std::string_view text) {
    while (!text.empty() && (text.back() == '\n' || text.back() == '\r' || text.back() == ' ')) text.remove_suffix(1);
    while (!text.empty() && text.front() == ' ') text.remove_prefix(1);
    return text;
}

// What libcurl's callbacks, which must not throw, work on.
struct Exchange {
    CURL* curl = nullptr;
    HttpResponse response;
    std::uint64_t body_limit = 0;
    FileReader* source = nullptr;
    FileWriter* target = nullptr;            // else, and where there is no receiver,
    const BodyReceiver* receiver = nullptr;  // the body is kept in the response
    const Progress* progress = nullptr;      // of what is received
    const Progress* sent = nullptr;
    std::optional<Problem> problem;  // why a callback stopped the transfer
};

std::size_t on_header(const char* data, std::size_t, std::size_t size, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    const std::string_view line(data, size);
    if (line.starts_with("HTTP/")) exchange.response.headers.clear();  // a 100 or a redirect came before
    const auto colon = line.find(':');
    if (colon != std::string_view::npos)
        exchange.response.headers.emplace_back(line.substr(0, colon), trimmed(line.substr(colon + 1)));
    return size;
}

std::size_t on_body(const char* data, std::size_t, std::size_t size, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    long status = 0;
    curl_easy_getinfo(exchange.curl, CURLINFO_RESPONSE_CODE, &status);
    if (exchange.target != nullptr && status == 200) {
        if (auto written = exchange.target->write({data, size}); !written) {
            exchange.problem = std::move(written.error());
            return 0;
        }
        return size;
    }
    if (exchange.receiver != nullptr && *exchange.receiver && status >= 200 && status < 300) {
        exchange.response.status = static_cast<int>(status);
        if (auto taken = (*exchange.receiver)(exchange.response, {data, size}); !taken) {
            exchange.problem = std::move(taken.error());
            return 0;
        }
        return size;
    }
    if (exchange.response.body.size() + size > exchange.body_limit) {
        exchange.problem =
            Problem{Code::too_large, std::format("the answer has more than {} bytes", exchange.body_limit)};
        return 0;
    }
    exchange.response.body.append(data, size);
    return size;
}

std::size_t on_source(char* buffer, std::size_t, std::size_t size, void* user) {
    auto& exchange = *static_cast<Exchange*>(user);
    auto count = exchange.source->read({buffer, size});
    if (count) return *count;
    exchange.problem = std::move(count.error());
    return CURL_READFUNC_ABORT;
}

// libcurl goes back to the start of the body when a kept connection turns out to be closed.
int on_seek(void* user, curl_off_t offset, int origin) {
    if (origin != SEEK_SET || offset < 0) return CURL_SEEKFUNC_CANTSEEK;
    static_cast<Exchange*>(user)->source->seek(static_cast<std::uint64_t>(offset));
    return CURL_SEEKFUNC_OK;
}

int on_progress(void* user, curl_off_t to_receive, curl_off_t received, curl_off_t to_send, curl_off_t sent) {
    auto& exchange = *static_cast<Exchange*>(user);
    const auto tell = [](const Progress* progress, curl_off_t moved, curl_off_t total) {
        const auto all = total > 0 ? std::optional(static_cast<std::uint64_t>(total)) : std::nullopt;
        return progress == nullptr || (*progress)(static_cast<std::uint64_t>(moved), all);
    };
    if (tell(exchange.progress, received, to_receive) && tell(exchange.sent, sent, to_send)) return 0;
    exchange.problem = Problem{Code::interrupted, "the transfer was stopped"};
    return 1;
}

Code code_of_fault(CURLcode fault) {
    switch (fault) {
        case CURLE_OPERATION_TIMEDOUT: return Code::timeout;
        case CURLE_URL_MALFORMAT:
        case CURLE_UNSUPPORTED_PROTOCOL: return Code::invalid;
        case CURLE_OUT_OF_MEMORY: return Code::internal;
        default: return Code::unavailable;
    }
}

struct HeaderList {
    curl_slist* list = nullptr;
    HeaderList() = default;
    ~HeaderList() { curl_slist_free_all(list); }
    HeaderList(const HeaderList&) = delete;
    HeaderList& operator=(const HeaderList&) = delete;
    void add(const std::string& line) { list = curl_slist_append(list, line.c_str()); }
};

}  // namespace

std::string without_secrets(std::string_view url) {
    url = url.substr(0, url.find('?'));
    const auto begin = url.find("://");
    const auto host = begin == std::string_view::npos ? 0 : begin + 3;
    const auto at = url.substr(host, url.find('/', host) - host).rfind('@');
    if (at == std::string_view::npos) return std::string(url);
    return std::string(url.substr(0, host)) + std::string(url.substr(host + at + 1));
}

std::optional<std::string_view> HttpResponse::header(std::string_view name) const {
    for (const auto& [key, value] : headers)
        if (std::ranges::equal(key, name, {}, lower, lower)) return value;
    return std::nullopt;
}

struct HttpClient::State {
    CURL* curl = nullptr;
    HttpLimits limits;

    explicit State(HttpLimits l) : limits(l) {
        static std::once_flag once;
        std::call_once(once, [] { curl_global_init(CURL_GLOBAL_DEFAULT); });
        curl = curl_easy_init();
        if (curl == nullptr) throw Failure(Code::internal, "libcurl could not be started");
    }
    ~State() { curl_easy_cleanup(curl); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;

    template <class Value>
    void set(CURLoption option, Value value) {
        curl_easy_setopt(curl, option, value);
    }
    void prepare(const std::string& url, Exchange& exchange);
    void tell_progress(Exchange& exchange) {
        set(CURLOPT_XFERINFOFUNCTION, &on_progress);
        set(CURLOPT_XFERINFODATA, &exchange);
        set(CURLOPT_NOPROGRESS, 0L);
    }
    std::optional<Problem> perform(const std::string& url, Exchange& exchange);
};

void HttpClient::State::prepare(const std::string& url, Exchange& exchange) {
    curl_easy_reset(curl);  // options only: connections stay open
    exchange.curl = curl;
    exchange.body_limit = limits.body_limit;
    set(CURLOPT_URL, url.c_str());
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(limits.connect_timeout.count()));
    set(CURLOPT_LOW_SPEED_LIMIT, 1L);
    set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(limits.stall_timeout.count()));
    set(CURLOPT_USERAGENT, "serow");
    // An address is what it says: "a/../b" is a name that objects of a bucket may have, and the signature is of it.
    set(CURLOPT_PATH_AS_IS, 1L);
    set(CURLOPT_HEADERFUNCTION, &on_header);
    set(CURLOPT_HEADERDATA, &exchange);
    set(CURLOPT_WRITEFUNCTION, &on_body);
    set(CURLOPT_WRITEDATA, &exchange);
    set(CURLOPT_BUFFERSIZE, 256L * 1024);
    set(CURLOPT_UPLOAD_BUFFERSIZE, 256L * 1024);
}

std::optional<Problem> HttpClient::State::perform(const std::string& url, Exchange& exchange) {
    std::array<char, CURL_ERROR_SIZE> text{};
    set(CURLOPT_ERRORBUFFER, text.data());
    const CURLcode fault = curl_easy_perform(curl);
    set(CURLOPT_ERRORBUFFER, static_cast<char*>(nullptr));
    if (exchange.problem) return std::move(exchange.problem);
    if (fault != CURLE_OK) {
        const std::string_view why = text[0] != '\0' ? text.data() : curl_easy_strerror(fault);
        return Problem{code_of_fault(fault), std::format("{}: {}", without_secrets(url), why)};
    }
    long status = 0;
    curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
    exchange.response.status = static_cast<int>(status);
    return std::nullopt;
}

HttpClient::HttpClient(HttpLimits limits) : state_(std::make_unique<State>(limits)) {}
HttpClient::~HttpClient() = default;
HttpClient::HttpClient(HttpClient&&) noexcept = default;
HttpClient& HttpClient::operator=(HttpClient&&) noexcept = default;

Result<HttpResponse> HttpClient::send(const HttpRequest& request, const BodyReceiver& receiver) {
    State& state = *state_;
    Exchange exchange;
    exchange.receiver = &receiver;
    HeaderList headers;
    for (const auto& [name, value] : request.headers) {
        if ((name + value).find_first_of(std::string_view("\r\n\0", 3)) != std::string::npos)
            return problem(Code::invalid, std::format("the header {} has a line break in it", name));
        // libcurl's way to send a header without a value; with a colon it would leave the header out.
        headers.add(value.empty() ? name + ";" : std::format("{}: {}", name, value));
    }
    // Neither waits of a second for a "100 Continue", nor a media type that nobody chose.
    headers.add("Expect:");
    if (std::ranges::none_of(request.headers, [](const auto& h) {
            return std::ranges::equal(h.first, std::string_view("content-type"), {}, lower);
        }))
        headers.add("Content-Type:");

    state.prepare(request.url, exchange);
    std::optional<FileReader> source;
    if (const auto* part = std::get_if<FilePart>(&request.body)) {
        auto opened = FileReader::open(part->path, part->offset, part->size);
        if (!opened) return std::unexpected(std::move(opened.error()));
        source.emplace(std::move(*opened));
        exchange.source = &*source;
        state.set(CURLOPT_UPLOAD, 1L);
        state.set(CURLOPT_READFUNCTION, &on_source);
        state.set(CURLOPT_READDATA, &exchange);
        state.set(CURLOPT_SEEKFUNCTION, &on_seek);
        state.set(CURLOPT_SEEKDATA, &exchange);
        state.set(CURLOPT_INFILESIZE_LARGE, static_cast<curl_off_t>(source->size()));
    } else if (const auto& body = std::get<std::string>(request.body);
               !body.empty() || request.method == "POST" || request.method == "PUT" || request.method == "PATCH") {
        state.set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
        state.set(CURLOPT_POSTFIELDS, body.c_str());
    }
    if (request.method == "HEAD") state.set(CURLOPT_NOBODY, 1L);
    state.set(CURLOPT_CUSTOMREQUEST, request.method.c_str());
    state.set(CURLOPT_HTTPHEADER, headers.list);
    if (request.timeout)
        state.set(CURLOPT_TIMEOUT_MS, static_cast<long>(std::max<std::int64_t>(1, request.timeout->count())));
    if (request.sent) {
        exchange.sent = &request.sent;
        state.tell_progress(exchange);
    }
    if (auto fault = state.perform(request.url, exchange)) return std::unexpected(std::move(*fault));
    return std::move(exchange.response);
}

Result<void> HttpClient::download(const std::string& url, const std::filesystem::path& path, const Progress& progress,
                                  const std::vector<std::pair<std::string, std::string>>& headers) {
    State& state = *state_;
    Exchange exchange;
    auto target = FileWriter::create(path);
    if (!target) return std::unexpected(std::move(target.error()));
    exchange.target = &*target;
    state.prepare(url, exchange);
    exchange.body_limit = 1 << 20;  // of an error's page
    HeaderList list;
    for (const auto& [name, value] : headers) list.add(std::format("{}: {}", name, value));
    state.set(CURLOPT_HTTPHEADER, list.list);
    state.set(CURLOPT_FOLLOWLOCATION, 1L);
    state.set(CURLOPT_MAXREDIRS, 5L);
    if (progress) {
        exchange.progress = &progress;
        state.tell_progress(exchange);
    }
    if (auto fault = state.perform(url, exchange)) return std::unexpected(std::move(*fault));
    const int status = exchange.response.status;
    if (status != 200) {
        auto said = std::format("{} answered with status {}", without_secrets(url), status);
        // A service may say more (RFC 9457).
        if (const auto body = parse_json(exchange.response.body, "the answer"); body && body->is_object())
            if (const auto* detail = body->as_object().if_contains("detail"); detail != nullptr && detail->is_string())
                said += ": " + std::string(detail->as_string());
        return problem(status == 404 ? Code::not_found : Code::unavailable, std::move(said));
    }
    return target->commit();
}

}  // namespace serow::net
