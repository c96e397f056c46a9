#include "media/bare_jpeg.h"

#include <algorithm>
#include <array>

#include "media/jpeg.h"
#include "media/jpeg_segments.h"

namespace serow::media {
namespace {

constexpr std::uint8_t frame = 0xC0, huffman = 0xC4, end = 0xD9, scan = 0xDA, quantization = 0xDB, restart = 0xDD;
constexpr std::uint8_t comment = 0xFE, adobe = 0xEE;

bool tells_besides(std::uint8_t marker) {
    // Adobe's segment says how colours are coded: without it other ones would be seen.
    return marker == comment || (marker >= 0xE0 && marker <= 0xEF && marker != adobe);
}

// Precision, height, width, and of each component its number, sampling and table. Other numbers than 1, 2, 3 may
// mean other colours than YCbCr.
bool is_plain(Bytes header) {
    if (header.size() < 6 || u8(header, 0) != 8 || u16(header, 1) == 0 || u16(header, 3) == 0) return false;
    const std::size_t components = u8(header, 5);
    if ((components != 1 && components != 3) || header.size() != 6 + 3 * components) return false;
    for (std::size_t each = 0; components == 3 && each < 3; ++each)
        if (u8(header, 6 + 3 * each) != each + 1) return false;
    return true;
}

// Where the scan that begins at `at` ends: at the picture's end marker. 0 where another comes before.
std::size_t end_of_scan(Bytes file, std::size_t at) {
    for (at = find_ff(file, at); at + 1 < file.size(); at = find_ff(file, at)) {
        const auto next = u8(file, at + 1);
        if (next == end) return at;
        const bool within = next == 0 || (next >= 0xD0 && next <= 0xD7);
        if (!within && next != 0xFF) return 0;
        at += within ? 2 : 1;  // 0xFF may fill the space before a marker
    }
    return 0;
}

}  // namespace

std::optional<std::vector<std::byte>> bare_jpeg(Bytes file) {
    // The start, and a JFIF header: version 1.1, square pixels, no thumbnail. It says that colours are YCbCr.
    constexpr std::array<std::uint8_t, 20> head{0xFF, 0xD8, 0xFF, 0xE0, 0, 16, 'J', 'F', 'I', 'F',
                                                0,    1,    1,    0,    0, 1,  0,   1,   0,   0};
    if (file.size() < 4 || u8(file, 0) != 0xFF || u8(file, 1) != 0xD8 || orientation_of(file) != 1) return {};
    std::vector<std::byte> bare(head.size());
    std::ranges::transform(head, bare.begin(), [](std::uint8_t value) { return static_cast<std::byte>(value); });
    int components = 0;
    for (std::size_t at = 2; at + 4 <= file.size();) {
        if (u8(file, at) != 0xFF) return {};
        const auto marker = u8(file, at + 1);
        const std::size_t length = static_cast<std::size_t>(u16(file, at + 2)) + 2;  // with the marker
        if (length < 4 || at + length > file.size()) return {};
        const auto segment = file.subspan(at, length);
        at += length;
        if (tells_besides(marker)) continue;
        if (marker != frame && marker != huffman && marker != quantization && marker != restart && marker != scan)
            return {};
        bare.insert(bare.end(), segment.begin(), segment.end());
        if (marker == frame) {
            if (components != 0 || !is_plain(segment.subspan(4))) return {};
            components = u8(segment, 9);
        }
        if (marker != scan) continue;
        if (components == 0 || length < 5 || u8(segment, 4) != components) return {};
        const auto stop = end_of_scan(file, at);
        if (stop == 0) return {};
        bare.insert(bare.end(), file.begin() + static_cast<std::ptrdiff_t>(at),
                    file.begin() + static_cast<std::ptrdiff_t>(stop + 2));
        return bare;
    }
    return {};
}

}  // namespace serow::media
