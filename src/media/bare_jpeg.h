// A JPEG without what its header tells besides the picture.
#pragma once

#include <cstddef>
#include <optional>
#include <span>
#include <vector>

namespace serow::media {

// The same compressed picture, bit for bit, with the tables that it needs and nothing else: no EXIF, no comment,
// nothing before its start or behind its end. nullopt where it is not of the plain kind that everything shows alike:
// baseline, 8 bits, grey or YCbCr, one scan, EXIF orientation 1; or where its markers do not stand as they should.
// Whether the picture itself can be decoded is not looked at.
std::optional<std::vector<std::byte>> bare_jpeg(std::span<const std::byte> file);

}  // namespace serow::media
