// A photo looked at in parts, so that what is small in it is large enough for the model. docs/methods/tiling.md.
#pragma once

#include <vector>

#include "vision/detector.h"
#include "vision/preprocess.h"

namespace serow::vision {

// Along each side of a photo; with more than one the whole photo is looked at as well.
inline constexpr int most_tiles = 4;
// Of a tile's side, that two neighbours share. What is narrower than that stands whole in one of them.
inline constexpr double tile_overlap = 0.25;

// How often the model looks at a photo: what tiling costs.
constexpr int looks_of(int tiles) {
    return tiles > 1 ? tiles * tiles + 1 : 1;
}

// How many times larger a photo must be than for the whole alone, so that a tile has as many pixels as the model takes.
constexpr double enlargement_of(int tiles) {
    return tiles - (tiles - 1) * tile_overlap;
}

// `tiles` × `tiles` parts of the photo's proportions that cover it, row by row from the top left. Sizes in pixels.
std::vector<Region> tiles_of(int width, int height, int tiles);

// What was found in a tile, in shares of the photo of that size. Boxes that end at an edge of the tile inside the photo
// are left out: they are pieces of what stands whole in a neighbour, or is large enough for the look at all of it.
std::vector<Detection> from_tile(std::vector<Detection> found, const Region& tile, int width, int height);

// What all looks at a photo found, each thing once, highest confidence first. `whole` are the boxes of the whole photo,
// merged by `merge_iou` already: each stays, or its surer twin. A box of a tile is of the same category
//   the same thing as another where they overlap (intersection over union) by half, or by `merge_iou` if that is less:
//     the surer one stays;
//   a part of another, at least half as sure, in which four fifths of it lie: the other stays.
std::vector<Detection> merge_looks(std::vector<Detection> whole, std::vector<Detection> tiles, double merge_iou);

}  // namespace serow::vision
