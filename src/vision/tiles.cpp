#include "vision/tiles.h"

#include <algorithm>
#include <cmath>
#include <functional>

#include "vision/overlap.h"

namespace serow::vision {
namespace {

constexpr double at_the_edge = 0.01;  // of the tile's side: a model does not draw a cut animal to the last pixel
constexpr double same_thing = 0.5;    // intersection over union
constexpr double part_of_it = 0.8;    // of a box's area
constexpr double half_as_sure = 0.5;

// The first pixels of `count` stretches of `length` that cover `whole` evenly.
std::vector<int> starts_of(int whole, int length, int count) {
    std::vector<int> starts;
    for (int i = 0; i < count; ++i)
        starts.push_back(static_cast<int>(std::lround(static_cast<double>(i) * (whole - length) / (count - 1))));
    return starts;
}

// How much of `part` lies in `whole`, 0 … 1.
double share_in(const Box& part, const Box& whole) {
    const double width = std::min(part.x + part.width, whole.x + whole.width) - std::max(part.x, whole.x);
    const double height = std::min(part.y + part.height, whole.y + whole.height) - std::max(part.y, whole.y);
    const double area = part.width * part.height;
    return width > 0 && height > 0 && area > 0 ? width * height / area : 0;
}

bool is_cut(const Box& in_tile, const Region& tile, int width, int height) {
    return (tile.x > 0 && in_tile.x < at_the_edge) || (tile.y > 0 && in_tile.y < at_the_edge) ||
           (tile.x + tile.width < width && in_tile.x + in_tile.width > 1 - at_the_edge) ||
           (tile.y + tile.height < height && in_tile.y + in_tile.height > 1 - at_the_edge);
}

}  // namespace

std::vector<Region> tiles_of(int width, int height, int tiles) {
    if (tiles <= 1) return {{0, 0, width, height}};
    const auto part = [&](int side) {
        return std::min(side, static_cast<int>(std::ceil(side / enlargement_of(tiles))));
    };
    const int tile_width = part(width), tile_height = part(height);
    std::vector<Region> regions;
    for (const int y : starts_of(height, tile_height, tiles))
        for (const int x : starts_of(width, tile_width, tiles)) regions.push_back({x, y, tile_width, tile_height});
    return regions;
}

std::vector<Detection> from_tile(std::vector<Detection> found, const Region& tile, int width, int height) {
    std::erase_if(found, [&](const Detection& one) { return is_cut(one.box, tile, width, height); });
    for (auto& one : found)
        one.box = {(tile.x + one.box.x * tile.width) / width, (tile.y + one.box.y * tile.height) / height,
                   one.box.width * tile.width / width, one.box.height * tile.height / height};
    return found;
}

std::vector<Detection> merge_looks(std::vector<Detection> whole, std::vector<Detection> tiles, double merge_iou) {
    auto kept = std::move(whole);
    std::ranges::stable_sort(tiles, std::greater{}, &Detection::confidence);
    const double same_from = std::min(merge_iou, same_thing);
    for (const auto& tile : tiles) {
        const auto alike = [&](const Detection& other) {
            return other.category == tile.category && intersection_over_union(other.box, tile.box) >= same_from;
        };
        if (const auto twin = std::ranges::find_if(kept, alike); twin != kept.end()) {
            if (tile.confidence > twin->confidence) *twin = tile;
            continue;
        }
        const bool part = std::ranges::any_of(kept, [&](const Detection& other) {
            return other.category == tile.category && other.confidence >= half_as_sure * tile.confidence &&
                   share_in(tile.box, other.box) >= part_of_it;
        });
        if (!part) kept.push_back(tile);
    }
    std::ranges::stable_sort(kept, std::greater{}, &Detection::confidence);
    return kept;
}

}  // namespace serow::vision
