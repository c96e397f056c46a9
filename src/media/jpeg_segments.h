// A JPEG file as its markers cut it, private to media. Every byte is hostile.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <span>

namespace serow::media {

using Bytes = std::span<const std::byte>;

inline std::uint8_t u8(Bytes bytes, std::size_t at) {
    return std::to_integer<std::uint8_t>(bytes[at]);
}
inline int u16(Bytes bytes, std::size_t at) {
    return u8(bytes, at) << 8 | u8(bytes, at + 1);
}

inline std::size_t find_ff(Bytes bytes, std::size_t at) {
    if (at >= bytes.size()) return bytes.size();
    const void* found = std::memchr(bytes.data() + at, 0xFF, bytes.size() - at);
    return found ? static_cast<std::size_t>(static_cast<const std::byte*>(found) - bytes.data()) : bytes.size();
}

inline std::size_t start_of_image(Bytes bytes) {
    for (std::size_t at = find_ff(bytes, 0); at + 3 <= bytes.size(); at = find_ff(bytes, at + 1))
        if (u8(bytes, at + 1) == 0xD8 && u8(bytes, at + 2) == 0xFF) return at;
    return 0;
}

// The next marker at or after `at`, as libjpeg finds it: other bytes and stuffing are stepped over.
// 0 at the end of the file; `at` is then behind the marker.
inline std::uint8_t next_marker(Bytes bytes, std::size_t& at) {
    for (;;) {
        at = find_ff(bytes, at);
        while (at < bytes.size() && u8(bytes, at) == 0xFF) ++at;
        if (at >= bytes.size()) return 0;
        const auto marker = u8(bytes, at++);
        if (marker != 0) return marker;
    }
}

inline bool stands_alone(std::uint8_t marker) {
    return marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
}
inline bool is_frame_header(std::uint8_t m) {
    return m >= 0xC0 && m <= 0xCF && m != 0xC4 && m != 0xC8 && m != 0xCC;
}

// Calls visit(marker, segment) for each marker segment until it returns false or the file ends.
template <class Visit>
void for_each_segment(Bytes bytes, Visit visit) {
    std::size_t at = start_of_image(bytes) + 2;
    while (const auto marker = next_marker(bytes, at)) {
        if (stands_alone(marker)) continue;
        if (marker == 0xD9 || at + 2 > bytes.size()) return;
        const auto length = static_cast<std::size_t>(u16(bytes, at));
        // libjpeg takes a length below 2 as an empty segment and goes on; so must this, or it would see less.
        const auto segment = length < 2 ? 2 : length;
        if (at + segment > bytes.size()) return;
        if (!visit(marker, bytes.subspan(at + 2, segment - 2))) return;
        at += segment;
    }
}

}  // namespace serow::media
