// A place that a camera looks at, drawn: fields of chance that stay, and something that came by.
#pragma once

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <map>
#include <random>
#include <utility>
#include <vector>

#include "base/image.h"
#include "base/problem.h"
#include "media/resize.h"

namespace serow::journeys {

// Grey fields of 8 × 8 pixels of chance; at 0.4 0.4 0.2 0.3 others, where something has come by.
inline Image drawn_picture(unsigned seed, bool something) {
    Image image(320, 160);
    for (int row = 0; row < image.height / 8; ++row)
        for (int column = 0; column < image.width / 8; ++column) {
            const bool there = something && column >= 16 && column < 24 && row >= 8 && row < 14;
            std::mt19937 random(seed + static_cast<unsigned>((there ? 5000 : 0) + column + 100 * row));
            const auto level = static_cast<std::uint8_t>(60 + random() % 120);
            for (int y = 8 * row; y < 8 * row + 8; ++y)
                std::fill_n(image.row(y) + static_cast<std::ptrdiff_t>(24) * column, 24, level);
        }
    return image;
}

// As JPEG, without EXIF. Drawn once each.
inline const std::vector<std::byte>& drawn_place(unsigned seed, bool something) {
    static std::map<std::pair<unsigned, bool>, std::vector<std::byte>> drawn;
    auto& jpeg = drawn[{seed, something}];
    if (jpeg.empty()) jpeg = value_or_throw(media::encode_jpeg(drawn_picture(seed, something), 90));
    return jpeg;
}

}  // namespace serow::journeys
