// A picture that needs no shared material.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

#include "base/problem.h"
#include "media/resize.h"

namespace serow::media::testing {

// 64 x 48 pixels of many colours, without EXIF.
inline std::vector<std::byte> drawn_jpeg() {
    Image image(64, 48);
    for (int y = 0; y < 48; ++y)
        for (int x = 0; x < 64; ++x) {
            image.row(y)[x * 3] = static_cast<std::uint8_t>(x * 4);
            image.row(y)[x * 3 + 1] = static_cast<std::uint8_t>(y * 5);
            image.row(y)[x * 3 + 2] = static_cast<std::uint8_t>(x ^ y);
        }
    return value_or_throw(encode_jpeg(image, 90));
}

}  // namespace serow::media::testing
