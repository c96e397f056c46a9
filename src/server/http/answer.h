// From a Response to what is sent: open files, chosen ranges, compressed text, complete headers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <variant>

#include "server/http/message.h"

namespace serow::server {

// A file that is open for reading; closed with it.
class OpenFile {
public:
    OpenFile() = default;
    explicit OpenFile(int descriptor) : descriptor_(descriptor) {}
    ~OpenFile();
    OpenFile(OpenFile&& other) noexcept : descriptor_(std::exchange(other.descriptor_, -1)) {}
    OpenFile& operator=(OpenFile&& other) noexcept {
        std::swap(descriptor_, other.descriptor_);
        return *this;
    }
    [[nodiscard]] int descriptor() const { return descriptor_; }

private:
    int descriptor_ = -1;
};

struct FileWindow {
    OpenFile file;
    std::uint64_t offset = 0;
};

struct Answer {
    int status = 200;
    Fields headers{Fields::Names::fold_case};  // without Date, Connection, Content-Length, Transfer-Encoding
    std::optional<std::uint64_t> length;       // of the body; absent where it is not known before
    // monostate: no body is sent (HEAD, 204, 304), though `length` may tell how long it would be.
    std::variant<std::monostate, std::string, StaticBody, FileWindow, StreamBody, EventBody> body;
};

// May read from disk and take milliseconds: not for the event loop. Never throws: what cannot be sent becomes a
// problem. `html_policy` is the Content-Security-Policy of text/html answers that have none.
Answer make_answer(const Request& request, Response response, std::string_view html_policy);

// Status line and headers, to the empty line. `framing` is "Content-Length: 5", "Transfer-Encoding: chunked" or
// empty (then the connection's end is the body's end).
std::string written_head(const Answer& answer, std::string_view framing, std::string_view connection);

}  // namespace serow::server
