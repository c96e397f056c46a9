#include "server/http/multipart.h"

#include <algorithm>
#include <utility>

#include "base/problem.h"
#include "server/http/text.h"

namespace serow::server {
namespace {

constexpr std::size_t most_head_bytes = 8 << 10;
constexpr int most_parts = 200;

[[noreturn]] void refuse(const char* why) {
    throw Failure(Code::bad_request, std::string("the body is no multipart/form-data: ") + why);
}

}  // namespace

std::optional<std::string> multipart_boundary(std::string_view content_type) {
    const auto semicolon = content_type.find(';');
    if (semicolon == content_type.npos ||
        !equal_folding_case(trimmed(content_type.substr(0, semicolon)), "multipart/form-data"))
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
    // Once for a piece, however many parts it held.
    buffer_.erase(0, std::exchange(read_, 0));
}

bool MultipartReader::step() {
    const auto rest = std::string_view(buffer_).substr(read_);
    switch (state_) {
        case State::preamble:
        case State::body: {
            const auto found = rest.find(delimiter_);
            // What may be the beginning of a delimiter waits for its other end.
            const auto sure = found != rest.npos ? found : rest.size() - std::min(rest.size(), delimiter_.size() - 1);
            if (state_ == State::body && sure > 0) events_.bytes(std::as_bytes(std::span(rest.substr(0, sure))));
            read_ += sure;
            if (found == rest.npos) return false;
            if (state_ == State::body) events_.end();
            read_ += delimiter_.size();
            state_ = State::after_boundary;
            return true;
        }
        case State::after_boundary: {
            if (rest.size() < 2) return false;
            if (rest.starts_with("--")) {
                state_ = State::done;
                return true;
            }
            const auto line_end = rest.find("\r\n");
            if (line_end == rest.npos) {
                if (rest.size() > most_head_bytes) refuse("a boundary without an end");
                return false;
            }
            if (!trimmed(rest.substr(0, line_end)).empty()) refuse("text behind a boundary");
            if (++parts_ > most_parts) refuse("it has more than 200 parts");
            read_ += line_end;  // the line's end begins the head
            state_ = State::head;
            return true;
        }
        case State::head: {
            const auto end = rest.find("\r\n\r\n");
            if (end == rest.npos ? rest.size() > most_head_bytes : end > most_head_bytes)
                refuse("the head of a part is too long");
            if (end == rest.npos) return false;
            begin_part(rest.substr(0, end));
            // The line's end before the bytes stays: the next delimiter begins with one, also after no bytes.
            read_ += end + 4;
            state_ = State::body;
            return true;
        }
        case State::done: read_ = buffer_.size(); return false;
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
        if (colon == line.npos || !equal_folding_case(trimmed(line.substr(0, colon)), "content-disposition")) continue;
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
