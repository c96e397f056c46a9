#include "server/http/multipart.h"

#include <algorithm>
#include <cctype>

#include "base/problem.h"

namespace serow::server {
namespace {

constexpr std::size_t most_head_bytes = 8 << 10;

[[noreturn]] void refuse(const char* why) {
    throw Failure(Code::bad_request, std::string("the body is no multipart/form-data: ") + why);
}

bool same_word(std::string_view a, std::string_view b) {
    return std::ranges::equal(a, b,
                              [](unsigned char x, unsigned char y) { return std::tolower(x) == std::tolower(y); });
}

std::string_view without_blanks(std::string_view text) {
    while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
    while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
    return text;
}

// The value of `name` among "; name=value; other="quoted \" value"".
std::optional<std::string> header_parameter(std::string_view text, std::string_view name) {
    while (!text.empty()) {
        const auto equals = text.find('=');
        if (equals == text.npos) return {};
        const auto before = text.substr(0, equals);
        const auto key =
            without_blanks(before.substr(std::min(before.size(), before.rfind(';') + 1)));  // npos + 1 is 0
        text = without_blanks(text.substr(equals + 1));
        std::string value;
        if (text.starts_with('"')) {
            std::size_t at = 1;
            // Browsers write %22 for a quote; a backslash stands before a quote only ("C:\photos\a.jpg" comes, too).
            for (; at < text.size() && text[at] != '"'; ++at) {
                if (text[at] == '\\' && at + 1 < text.size() && text[at + 1] == '"') ++at;
                value += text[at];
            }
            text.remove_prefix(std::min(text.size(), at + 1));
        } else {
            const auto end = std::min(text.find(';'), text.size());
            value = without_blanks(text.substr(0, end));
            text.remove_prefix(end);
        }
        if (same_word(key, name)) return value;
    }
    return {};
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
    const auto semicolon = content_type.find(';');
    if (semicolon == content_type.npos ||
        !same_word(without_blanks(content_type.substr(0, semicolon)), "multipart/form-data"))
        return {};
    auto boundary = header_parameter(content_type.substr(semicolon), "boundary");
    // RFC 2046: 1 to 70 characters, none of them a control character.
    if (!boundary || boundary->empty() || boundary->size() > 70 ||
        !std::ranges::all_of(*boundary, [](unsigned char c) { return c >= 0x20 && c < 0x7F; }))
        return {};
    return boundary;
}

MultipartReader::MultipartReader(const std::string& boundary, Events events)
    : delimiter_("\r\n--" + boundary),
      events_(std::move(events)),
      buffer_("\r\n")  // so that the first boundary, too, begins after a line's end
{}

void MultipartReader::add(std::span<const std::byte> piece) {
    buffer_.append(reinterpret_cast<const char*>(piece.data()), piece.size());
    while (step()) {
    }
}

bool MultipartReader::step() {
    switch (state_) {
        case State::preamble:
        case State::body: {
            const auto found = buffer_.find(delimiter_);
            // What may be the beginning of a delimiter waits for its other end.
            const auto sure =
                found != buffer_.npos ? found : buffer_.size() - std::min(buffer_.size(), delimiter_.size() - 1);
            if (state_ == State::body && sure > 0) events_.bytes(std::as_bytes(std::span(buffer_.data(), sure)));
            buffer_.erase(0, sure);
            if (found == buffer_.npos) return false;
            if (state_ == State::body) events_.end();
            buffer_.erase(0, delimiter_.size());
            state_ = State::after_boundary;
            return true;
        }
        case State::after_boundary: {
            if (buffer_.size() < 2) return false;
            if (buffer_.starts_with("--")) {
                state_ = State::done;
                return true;
            }
            const auto line_end = buffer_.find("\r\n");
            if (line_end == buffer_.npos) {
                if (buffer_.size() > most_head_bytes) refuse("a boundary without an end");
                return false;
            }
            if (!without_blanks(std::string_view(buffer_).substr(0, line_end)).empty())
                refuse("text behind a boundary");
            buffer_.erase(0, line_end);  // the line's end begins the head, which may be empty
            state_ = State::head;
            return true;
        }
        case State::head: {
            const auto end = buffer_.find("\r\n\r\n");
            if (end == buffer_.npos ? buffer_.size() > most_head_bytes : end > most_head_bytes)
                refuse("the head of a part is too long");
            if (end == buffer_.npos) return false;
            begin_part(std::string_view(buffer_).substr(0, end));
            // The line's end before the bytes stays: the next delimiter begins with one, also after no bytes.
            buffer_.erase(0, end + 4);
            state_ = State::body;
            return true;
        }
        case State::done: buffer_.clear(); return false;
    }
    return false;
}

void MultipartReader::begin_part(std::string_view head) {
    MultipartPart part;
    bool found = false;
    while (!head.empty()) {
        const auto end = std::min(head.find("\r\n"), head.size());
        const auto line = head.substr(0, end);
        head.remove_prefix(std::min(head.size(), end + 2));
        const auto colon = line.find(':');
        if (colon == line.npos || !same_word(without_blanks(line.substr(0, colon)), "content-disposition")) continue;
        const auto value = line.substr(colon + 1);
        found = true;
        part.name = header_parameter(value, "name").value_or("");
        part.file_name = header_parameter(value, "filename");
    }
    if (!found) refuse("a part without Content-Disposition");
    events_.begin(part);
}

void MultipartReader::finish() const {
    if (state_ != State::done) refuse("it ends before its last boundary");
}

}  // namespace serow::server
