#include "media/conceal.h"

#include <algorithm>
#include <cmath>
#include <cstring>

#include "media/resize.h"

namespace serow::media {
namespace {

struct Part {
    int left, top, width, height;
};

// Whole pixels, rounded outwards.
Part part_of(const Image& image, const Box& box) {
    const auto edge = [](double share, int side) { return std::clamp(share, 0.0, 1.0) * side; };
    const double grown_x = box.width * concealed_margin;
    const double grown_y = box.height * concealed_margin;
    const int left = static_cast<int>(std::floor(edge(box.x - grown_x, image.width)));
    const int top = static_cast<int>(std::floor(edge(box.y - grown_y, image.height)));
    const int right = static_cast<int>(std::ceil(edge(box.x + box.width + grown_x, image.width)));
    const int bottom = static_cast<int>(std::ceil(edge(box.y + box.height + grown_y, image.height)));
    return {left, top, right - left, bottom - top};
}

void conceal_part(Image& image, const Part& part, int cells) {
    if (part.width <= 0 || part.height <= 0) return;
    Image cut(part.width, part.height);
    const auto bytes = static_cast<std::size_t>(part.width) * 3;
    for (int y = 0; y < part.height; ++y)
        std::memcpy(cut.row(y), image.row(part.top + y) + static_cast<std::ptrdiff_t>(part.left) * 3, bytes);
    const double longest = std::max(part.width, part.height);
    const auto along = [&](int side) { return std::max(1, static_cast<int>(std::floor(cells * side / longest))); };
    const auto coarse = resize(resize(cut, along(part.width), along(part.height)), part.width, part.height);
    for (int y = 0; y < part.height; ++y)
        std::memcpy(image.row(part.top + y) + static_cast<std::ptrdiff_t>(part.left) * 3, coarse.row(y), bytes);
}

}  // namespace

Image conceal(Image image, std::span<const Box> boxes) {
    if (image.empty()) return image;
    if (boxes.empty()) conceal_part(image, {0, 0, image.width, image.height}, concealed_cells_whole);
    for (const auto& box : boxes) conceal_part(image, part_of(image, box), concealed_cells);
    return image;
}

}  // namespace serow::media
