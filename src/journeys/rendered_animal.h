// Animals of drawn scenes: bodies of round limbs that flow into each other, seen from the side. Private to the
// rendered_… files.
#pragma once

#include <cstdint>
#include <vector>

#include "journeys/rendered_canvas.h"
#include "journeys/rendered_scene.h"

namespace serow::journeys::rendered {

// Metres; x towards the head, y up from the ground, z towards the camera.
struct Point {
    float x = 0, y = 0, z = 0;
};

// A limb from `a` to `b`, round, `ra` and `rb` thick. `coat` in [0, 1]: how much of the species' pattern lies on it.
struct Limb {
    Point a, b;
    float ra = 0, rb = 0;
    Colour colour;
    float coat = 0;
};

enum class Coat { plain, spotted, bristled, feathered };

struct Animal {
    std::vector<Limb> limbs;
    std::vector<Point> eyes;
    float blend_m = 0.04F;  // how softly limbs flow into each other
    float fur_m = 0.006F;   // how far hair roughens the outline
    float eye_m = 0.012F;   // radius of an eye
    float length_m = 1;     // of the shadow
    Colour belly{1, 1, 1};  // what faces down takes on some of this
    Colour mark{1, 1, 1};   // spots, tips of bristles
    Coat coat = Coat::plain;
};

// One of the species: what is its own (sex, coat) by `own`, how it stands or walks by `pose`.
Animal make_deer(Random& own, Random& pose);
Animal make_boar(Random& own, Random& pose);
Animal make_bird(Random& own, Random& pose);

struct Stance {
    float x = 0, y = 0;  // of the feet's middle, pixels
    float metre = 300;   // pixels
    float distance_m = 5;
    float turn = 0;         // radians about the upright; 0: broadside
    bool mirrored = false;  // the head to the left
    float sun_side = 1;
    Light light = Light::day;
    std::uint32_t seed = 0;  // of the coat
};

void draw_animal(Canvas& canvas, const Animal& animal, const Stance& stance);

}  // namespace serow::journeys::rendered
