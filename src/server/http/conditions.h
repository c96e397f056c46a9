// If-None-Match, If-Modified-Since, Range and If-Range (RFC 9110, 13 and 14), without any input or output.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "server/http/message.h"

namespace serow::server {

// True where the client has this state already and 304 is the answer. Empty tag or date: not known.
bool is_not_modified(const Request& request, std::string_view etag, std::string_view last_modified);

struct ByteRange {
    std::uint64_t offset = 0;
    std::uint64_t length = 0;
};
struct RangeChoice {
    enum class Kind { whole, part, unsatisfiable } kind = Kind::whole;
    ByteRange part;
};
// What of `size` bytes to send. Several ranges at once, units other than bytes, a malformed Range and an If-Range
// that does not hold mean the whole, as the standard allows.
RangeChoice choose_range(const Request& request, std::uint64_t size, std::string_view etag,
                         std::string_view last_modified);

}  // namespace serow::server
