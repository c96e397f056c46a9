#include "journeys/rendered_strip.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace serow::journeys::rendered {
namespace {

constexpr int scale = 4;  // pixels of the picture for one of the font
constexpr int glyph_columns = 5;
constexpr int rows = 7;

struct Glyph {
    char letter;
    std::array<std::uint8_t, rows> bits;  // from the top, the leftmost column is bit 4
};

constexpr std::array<Glyph, 27> font{{
    {'0', {0b01110, 0b10001, 0b10011, 0b10101, 0b11001, 0b10001, 0b01110}},
    {'1', {0b00100, 0b01100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110}},
    {'2', {0b01110, 0b10001, 0b00001, 0b00110, 0b01000, 0b10000, 0b11111}},
    {'3', {0b01110, 0b10001, 0b00001, 0b00110, 0b00001, 0b10001, 0b01110}},
    {'4', {0b00010, 0b00110, 0b01010, 0b10010, 0b11111, 0b00010, 0b00010}},
    {'5', {0b11111, 0b10000, 0b11110, 0b00001, 0b00001, 0b10001, 0b01110}},
    {'6', {0b00110, 0b01000, 0b10000, 0b11110, 0b10001, 0b10001, 0b01110}},
    {'7', {0b11111, 0b00001, 0b00010, 0b00100, 0b00100, 0b01000, 0b01000}},
    {'8', {0b01110, 0b10001, 0b10001, 0b01110, 0b10001, 0b10001, 0b01110}},
    {'9', {0b01110, 0b10001, 0b10001, 0b01111, 0b00001, 0b00010, 0b01100}},
    {'A', {0b01110, 0b10001, 0b10001, 0b11111, 0b10001, 0b10001, 0b10001}},
    {'C', {0b01110, 0b10001, 0b10000, 0b10000, 0b10000, 0b10001, 0b01110}},
    {'D', {0b11110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b11110}},
    {'E', {0b11111, 0b10000, 0b10000, 0b11110, 0b10000, 0b10000, 0b11111}},
    {'I', {0b01110, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b01110}},
    {'N', {0b10001, 0b11001, 0b10101, 0b10101, 0b10011, 0b10001, 0b10001}},
    {'O', {0b01110, 0b10001, 0b10001, 0b10001, 0b10001, 0b10001, 0b01110}},
    {'R', {0b11110, 0b10001, 0b10001, 0b11110, 0b10100, 0b10010, 0b10001}},
    {'S', {0b01111, 0b10000, 0b10000, 0b01110, 0b00001, 0b00001, 0b11110}},
    {'T', {0b11111, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100, 0b00100}},
    {'W', {0b10001, 0b10001, 0b10001, 0b10101, 0b10101, 0b11011, 0b10001}},
    {'L', {0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b10000, 0b11111}},
    {'M', {0b10001, 0b11011, 0b10101, 0b10101, 0b10001, 0b10001, 0b10001}},
    {'-', {0b00000, 0b00000, 0b00000, 0b01110, 0b00000, 0b00000, 0b00000}},
    {'/', {0b00001, 0b00010, 0b00010, 0b00100, 0b01000, 0b01000, 0b10000}},
    {':', {0b00000, 0b00100, 0b00100, 0b00000, 0b00100, 0b00100, 0b00000}},
    {'.', {0b00000, 0b00000, 0b00000, 0b00000, 0b00000, 0b00100, 0b00100}},
}};

}  // namespace

void print_strip(Image& image, std::string_view text) {
    const int top = std::max(0, image.height - strip_height);
    for (int y = top; y < image.height; ++y)
        std::fill_n(image.row(y), static_cast<std::size_t>(image.width) * 3, std::uint8_t{12});
    int left = 36;
    const int up = top + (strip_height - rows * scale) / 2;
    for (const char letter : text) {
        const auto glyph = std::ranges::find(font, letter, &Glyph::letter);
        if (glyph != font.end())
            for (int y = 0; y < rows * scale; ++y)
                for (int x = 0; x < glyph_columns * scale; ++x) {
                    const bool on =
                        (glyph->bits[static_cast<std::size_t>(y / scale)] >> (glyph_columns - 1 - x / scale)) & 1;
                    if (!on || left + x >= image.width || up + y >= image.height) continue;
                    std::fill_n(image.row(up + y) + static_cast<std::ptrdiff_t>(left + x) * 3, 3, std::uint8_t{236});
                }
        left += (glyph_columns + 1) * scale;
    }
}

}  // namespace serow::journeys::rendered
