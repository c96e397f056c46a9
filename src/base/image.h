// Pixels in memory.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace serow {

// 8-bit RGB, rows from the top, no padding: rgb[(y * width + x) * 3 + channel].
struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint8_t> rgb;
    double reduction = 1;  // how many pixels of the file one of these stands for, along a side

    Image() = default;
    Image(int w, int h) : width(w), height(h), rgb(static_cast<std::size_t>(w) * static_cast<std::size_t>(h) * 3) {}

    [[nodiscard]] bool empty() const { return rgb.empty(); }
    [[nodiscard]] const std::uint8_t* row(int y) const {
        return rgb.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 3;
    }
    [[nodiscard]] std::uint8_t* row(int y) {
        return rgb.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(width) * 3;
    }
};

// A rectangle in fractions of the picture, from the top left corner, as Camtrap DP's bboxX … bboxHeight
// (each in [0, 1]; x + width and y + height at most 1).
struct Box {
    double x = 0;
    double y = 0;
    double width = 0;
    double height = 0;
    bool operator==(const Box&) const = default;
};

// Such a rectangle, and not empty; sums may be off by rounding.
constexpr bool is_inside_picture(const Box& box) {
    constexpr double rounding = 1e-6;
    return box.x >= 0 && box.y >= 0 && box.width > 0 && box.height > 0 && box.x + box.width <= 1 + rounding &&
           box.y + box.height <= 1 + rounding;
}

}  // namespace serow
