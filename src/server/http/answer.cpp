#include "server/http/answer.h"

#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include <format>

#include "base/problem.h"
#include "server/http/conditions.h"
#include "server/http/gzip.h"
#include "server/http/http_date.h"
#include "server/http/problem.h"
#include "server/http/text.h"

namespace serow::server {
namespace {

constexpr int compression_level = 4;  // of a list of media: half the time of level 6 for a few per cent more bytes

std::string_view reason(int status) {
    switch (status) {
        case 200: return "OK";
        case 201: return "Created";
        case 202: return "Accepted";
        case 204: return "No Content";
        case 206: return "Partial Content";
        case 301: return "Moved Permanently";
        case 302: return "Found";
        case 303: return "See Other";
        case 304: return "Not Modified";
        case 307: return "Temporary Redirect";
        case 308: return "Permanent Redirect";
        case 400: return "Bad Request";
        case 401: return "Unauthorized";
        case 403: return "Forbidden";
        case 404: return "Not Found";
        case 405: return "Method Not Allowed";
        case 408: return "Request Timeout";
        case 409: return "Conflict";
        case 413: return "Content Too Large";
        case 415: return "Unsupported Media Type";
        case 416: return "Range Not Satisfiable";
        case 417: return "Expectation Failed";
        case 422: return "Unprocessable Content";
        case 429: return "Too Many Requests";
        case 431: return "Request Header Fields Too Large";
        case 460: return "Checksum Mismatch";
        case 500: return "Internal Server Error";
        case 501: return "Not Implemented";
        case 503: return "Service Unavailable";
        case 504: return "Gateway Timeout";
        case 505: return "HTTP Version Not Supported";
        case 507: return "Insufficient Storage";
        default: return "Status";
    }
}

void open_window(const FileBody& body, Response& response, Answer& answer) {
    OpenFile file(::open(body.path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK));
    struct stat facts{};
    if (file.descriptor() < 0 || ::fstat(file.descriptor(), &facts) != 0 || !S_ISREG(facts.st_mode))
        throw Failure(Code::not_found, "the file of this answer is not there any more");
    const auto size = static_cast<std::uint64_t>(facts.st_size);
    if (body.offset > size || body.length.value_or(0) > size - body.offset)
        throw Failure(Code::internal,
                      std::format("{} has {} bytes, fewer than the answer needs", body.path.string(), size));
    const auto changed = std::chrono::seconds(facts.st_mtim.tv_sec) + std::chrono::nanoseconds(facts.st_mtim.tv_nsec);
    if (!response.headers.find("Last-Modified"))
        response.last_modified(Instant(std::chrono::floor<milliseconds>(changed)));
    if (!response.headers.find("ETag"))
        response.etag(std::format("{:x}-{:x}-{:x}", size, changed.count(), body.offset));
    answer.length = body.length.value_or(size - body.offset);
    answer.body = FileWindow{std::move(file), body.offset};
}

void cut_to_range(const Request& request, Response& response, Answer& answer, std::string_view etag,
                  std::string_view last_modified) {
    response.header("Accept-Ranges", "bytes");
    const std::uint64_t size = *answer.length;
    const auto choice = choose_range(request, size, etag, last_modified);
    if (choice.kind == RangeChoice::Kind::whole) return;
    if (choice.kind == RangeChoice::Kind::unsatisfiable) {
        response = problem_response(416, "range-not-satisfiable", "There is no such part",
                                    std::format("this file has {} bytes; ask for a range inside them", size));
        response.header("Content-Range", std::format("bytes */{}", size));
        auto& text = std::get<std::string>(response.body);
        answer.length = text.size();
        answer.body = std::move(text);
        return;
    }
    const auto [offset, length] = choice.part;
    response.status = 206;
    response.header("Content-Range", std::format("bytes {}-{}/{}", offset, offset + length - 1, size));
    answer.length = length;
    if (auto* window = std::get_if<FileWindow>(&answer.body)) window->offset += offset;
    if (auto* fixed = std::get_if<StaticBody>(&answer.body)) fixed->bytes = fixed->bytes.substr(offset, length);
    if (auto* stream = std::get_if<StreamBody>(&answer.body)) {
        stream->produce = [part = std::move(stream->produce_part), offset, length](ResponseWriter& out) {
            part(out, offset, length);
        };
        stream->length = length;
    }
}

void compress(const Request& request, Response& response, Answer& answer) {
    const auto type = response.headers.find("Content-Type");
    if (!type || !is_compressible(*type) || response.headers.find("Content-Encoding")) return;
    std::string_view bytes;
    if (const auto* text = std::get_if<std::string>(&answer.body)) bytes = *text;
    if (const auto* fixed = std::get_if<StaticBody>(&answer.body)) bytes = fixed->bytes;
    if (bytes.size() < least_worth_compressing || response.status == 206) return;
    response.header("Vary", "Accept-Encoding");
    if (!accepts_gzip(request)) return;
    std::string packed = gzip(bytes, compression_level);
    answer.length = packed.size();
    answer.body = std::move(packed);
    response.header("Content-Encoding", "gzip");
    response.headers.remove("Accept-Ranges");
    // Other bytes need another strong tag.
    if (const auto tag = response.headers.find("ETag"); tag && tag->ends_with('"'))
        response.header("ETag", std::format("{}-gzip\"", tag->substr(0, tag->size() - 1)));
}

void add_security(Response& response, std::string_view html_policy) {
    const auto unless_set = [&](std::string_view name, std::string_view value) {
        if (!response.headers.find(name)) response.headers.add(std::string(name), std::string(value));
    };
    unless_set("X-Content-Type-Options", "nosniff");
    unless_set("Referrer-Policy", "same-origin");
    unless_set("X-Frame-Options", "DENY");
    unless_set("Cross-Origin-Opener-Policy", "same-origin");
    const auto type = response.headers.find("Content-Type");
    if (!type) return;
    if (type->starts_with("text/html")) unless_set("Content-Security-Policy", html_policy);
    // A drawing that someone uploaded must not run as a page of ours when it is opened by itself.
    if (type->starts_with("image/svg"))
        unless_set("Content-Security-Policy", "default-src 'none'; style-src 'unsafe-inline'; sandbox");
}

void check_headers(const Response& response) {
    for (const auto& [name, value] : response.headers.all()) {
        const bool is_clean = !name.empty() && !has_control_character(name) &&
                              name.find_first_of(": ") == std::string::npos &&
                              value.find_first_of(std::string_view("\r\n\0", 3)) == std::string::npos;
        if (!is_clean)
            throw Failure(Code::internal,
                          std::format("a route set the header \"{}\" to a value with a line break", name));
    }
    if (response.status < 200 || response.status > 599)
        throw Failure(Code::internal, std::format("a route answered with the status {}", response.status));
}

Answer make(const Request& request, Response response, std::string_view html_policy) {
    Answer answer;
    check_headers(response);
    if (auto* file = std::get_if<FileBody>(&response.body)) {
        open_window(FileBody(*file), response, answer);
    } else if (auto* text = std::get_if<std::string>(&response.body)) {
        answer.length = text->size();
        answer.body = std::move(*text);
    } else if (auto* fixed = std::get_if<StaticBody>(&response.body)) {
        answer.length = fixed->bytes.size();
        answer.body = *fixed;
    } else if (auto* stream = std::get_if<StreamBody>(&response.body)) {
        answer.length = stream->length;
        answer.body = std::move(*stream);
    } else {
        answer.body = std::move(std::get<EventBody>(response.body));
    }

    const std::string etag(response.headers.find("ETag").value_or(""));
    const std::string last_modified(response.headers.find("Last-Modified").value_or(""));
    const auto* parts = std::get_if<StreamBody>(&answer.body);
    const bool is_file = std::holds_alternative<FileWindow>(answer.body) ||
                         std::holds_alternative<StaticBody>(answer.body) ||
                         (parts != nullptr && parts->length && parts->produce_part);
    if (response.status == 200 && is_not_modified(request, etag, last_modified)) {
        response.status = 304;
    } else {
        if (response.status == 200 && is_file) cut_to_range(request, response, answer, etag, last_modified);
        compress(request, response, answer);
    }
    if (response.status == 204 || response.status == 304) {
        answer.length.reset();
        answer.body = std::monostate{};
        response.headers.remove("Content-Type");
    }
    if (request.method == "HEAD") answer.body = std::monostate{};
    add_security(response, html_policy);
    answer.status = response.status;
    answer.headers = std::move(response.headers);
    return answer;
}

}  // namespace

OpenFile::~OpenFile() {
    if (descriptor_ >= 0) ::close(descriptor_);
}

Answer make_answer(const Request& request, Response response, std::string_view html_policy) {
    try {
        return make(request, std::move(response), html_policy);
    } catch (...) {
        return make(request, response_to_current_exception(), html_policy);
    }
}

std::string written_head(const Answer& answer, std::string_view framing, std::string_view connection) {
    std::string head = std::format("HTTP/1.1 {} {}\r\nDate: {}\r\n", answer.status, reason(answer.status),
                                   http_date(std::chrono::floor<milliseconds>(std::chrono::system_clock::now())));
    for (const auto& [name, value] : answer.headers.all()) {
        head += name;
        head += ": ";
        head += value;
        head += "\r\n";
    }
    if (!framing.empty()) {
        head += framing;
        head += "\r\n";
    }
    head += "Connection: ";
    head += connection;
    head += "\r\n\r\n";
    return head;
}

}  // namespace serow::server
