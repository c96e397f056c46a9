// A still picture's bytes into pixels.
#pragma once

#include <cstddef>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/problem.h"

namespace serow::media {

inline constexpr std::size_t max_still_bytes = 256u << 20;     // a still larger than this is refused
inline constexpr long long max_declared_pixels = 200'000'000;  // width × height that a header may claim
inline constexpr long long max_decoded_pixels = 100'000'000;   // pixels made in one decode (300 MB)

struct Decoded {
    Image image;         // upright: EXIF orientation is applied
    int full_width = 0;  // of the file, upright
    int full_height = 0;
    std::vector<std::string> warnings;  // "truncated: …", "damaged: …"
};

// The least length of the longer side that is needed of a picture of this size.
using LeastSide = std::function<int(int width, int height)>;

// Decodes a still. `longest_side` is the least length of the longer side that the caller needs: a JPEG is
// then decoded at 1/2, 1/4 or 1/8 where that is still at least so long (never enlarged, never resized
// to measure: see resize.h), which is up to twice as fast. 0: full size.
// A JPEG cut short or damaged gives what can be read, with a warning. Code::unreadable where nothing can
// be read, Code::too_large over a limit above, Code::unsupported for what is no supported still.
Result<Decoded> decode_image(std::span<const std::byte> file, int longest_side = 0);
Result<Decoded> decode_image(std::span<const std::byte> file, const LeastSide& longest_side);
// The same for a file on disk; Code::unreadable where it cannot be opened.
Result<Decoded> decode_image(const std::filesystem::path& path, int longest_side = 0);
Result<Decoded> decode_image(const std::filesystem::path& path, const LeastSide& longest_side);

// The whole file in memory; Code::too_large over `limit` bytes, Code::unreadable with the path.
Result<std::vector<std::byte>> read_whole_file(const std::filesystem::path& path, std::size_t limit = max_still_bytes);

}  // namespace serow::media
