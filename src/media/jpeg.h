// JPEG files, private to media.
#pragma once

#include <cstddef>
#include <span>

#include "base/problem.h"
#include "media/decode.h"

namespace serow::media {

// What the markers say before any pixel is decoded.
struct JpegOutline {
    std::size_t start = 0;  // of the picture in the file: bytes before it are not JPEG
    int width = 0;          // 0 where no frame header was found
    int height = 0;
    bool several_scans = false;  // progressive, or one scan a component: needs memory for all coefficients
    int scans = 0;               // counted only where several_scans
};
JpegOutline outline_of_jpeg(std::span<const std::byte> file);

// The EXIF orientation, 1…8, of a JPEG or TIFF; 1 where it has none.
int orientation_of(std::span<const std::byte> file);

Result<Decoded> decode_jpeg(std::span<const std::byte> file, const LeastSide& least_side);

}  // namespace serow::media
