// What the tus protocol 1.0 (tus.io/protocols/resumable-upload) writes into headers.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "server/http/message.h"

namespace serow::server::tus {

inline constexpr auto version = "1.0.0";
inline constexpr auto extensions = "creation,creation-with-upload,expiration,checksum,termination";
inline constexpr auto checksum_algorithms = "sha1,sha256";
inline constexpr auto content_type = "application/offset+octet-stream";

// Refusal(412) where the request is of another version, or of none.
void require_version(const Request& request);
// Refusal(415) where a body is of another type.
void require_content_type(const Request& request);
// The method meant: X-HTTP-Method-Override wins, for clients that cannot send PATCH or DELETE.
std::string method_of(const Request& request);

// A header that is a number of bytes; nullopt where it is absent, Failure(bad_request) for another text.
std::optional<std::uint64_t> byte_count(const Request& request, std::string_view header);

// Upload-Metadata: keys with decoded values. Failure(bad_request) where it is malformed or a key stands twice.
std::vector<std::pair<std::string, std::string>> metadata(std::string_view header);

// Upload-Checksum of the request's body.
struct Checksum {
    ChecksumStream stream;
    std::string expected;  // raw bytes
};
// nullopt where none is given; Failure(bad_request) for an unknown algorithm or a malformed header.
std::optional<Checksum> checksum(const Request& request);

}  // namespace serow::server::tus
