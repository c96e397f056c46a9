// Where a drawn scene plays: sky, hills, wood, ground, and what grows there. Private to the rendered_… files.
#pragma once

#include <cstdint>
#include <functional>
#include <vector>

#include "journeys/rendered_canvas.h"

namespace serow::journeys::rendered {

// A place's own look, the same for the same seed.
struct Place {
    explicit Place(std::uint64_t place_seed);

    std::uint64_t seed;
    std::uint32_t noise_seed;
    Colour grass, dry, soil, leaf, bark, haze, sky;
    float openness;    // 0: in the wood, 1: at its edge
    float grassiness;  // 0 … 1
    float sun_side;    // -1: light from the left, 1: from the right
    bool conifers;     // on the hills
};

// Something that stands on the ground, drawn when all behind it has been.
struct Thing {
    float distance_m = 0;
    std::function<void(Canvas&)> draw;
};

// Sky, hills and the bare ground.
void draw_land(Canvas& canvas, const View& view, const Place& place);
// Trunks, shrubs, stones, litter and grass; `wind` in [-1, 1] bends the grass, `frame_seed` each tuft a little
// otherwise. The middle of the picture is kept free of trunks.
std::vector<Thing> growing_things(const View& view, const Place& place, float wind, std::uint64_t frame_seed);
// Twigs with leaves that hang into the picture from above, nearer than everything else.
void draw_canopy(Canvas& canvas, const Place& place, float wind);

}  // namespace serow::journeys::rendered
