// A body of the type multipart/form-data (RFC 7578), taken apart while it arrives.
#pragma once

#include <cstddef>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>

namespace serow::server {

// The boundary of "multipart/form-data; boundary=…"; nullopt for another type, or where there is no sound one.
std::optional<std::string> multipart_boundary(std::string_view content_type);

struct MultipartPart {
    std::string name;                      // of the field
    std::optional<std::string> file_name;  // as it was sent; none: a plain field
};

class MultipartReader {
public:
    struct Events {
        std::function<void(const MultipartPart&)> begin;
        std::function<void(std::span<const std::byte>)> bytes;
        std::function<void()> end;
    };
    // `boundary` as multipart_boundary() gives it.
    MultipartReader(const std::string& boundary, Events events);

    // Pieces in their order, cut anywhere. Failure(bad_request) where the body is not what it says, or a part's head is
    // longer than 8 KiB, or it has more than 200 parts. What the events throw is passed on.
    void add(std::span<const std::byte> piece);
    // Failure(bad_request) where the body ended before its last part did.
    void finish() const;

private:
    enum class State { preamble, after_boundary, head, body, done };
    bool step();  // false: more bytes are needed
    void begin_part(std::string_view head);

    std::string delimiter_;  // "\r\n--boundary"
    Events events_;
    State state_ = State::preamble;
    int parts_ = 0;
    std::string buffer_;    // what is not yet given away: less than a delimiter, or a head
    std::size_t read_ = 0;  // of the buffer, while a piece is taken apart
};

}  // namespace serow::server
