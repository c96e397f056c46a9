// Trunks, shrubs, stones, litter and grass of a drawn scene.
#include <algorithm>
#include <cmath>
#include <numbers>

#include "journeys/rendered_place.h"

namespace serow::journeys::rendered {
namespace {

struct Trunk {
    float x, foot_y, width, lean, distance;
    std::uint32_t seed;
    Colour bark, moss;
    float sun_side;
    bool birch;
};

void draw_trunk(Canvas& canvas, const Trunk& trunk) {
    canvas.shade(trunk.x - trunk.sun_side * trunk.width * 0.9F, trunk.foot_y, trunk.width * 2.2F, trunk.width * 0.42F,
                 0.5F);
    const int last = std::min(canvas.height() - 1, static_cast<int>(trunk.foot_y + trunk.width * 0.22F));
    for (int y = 0; y <= last; ++y) {
        const float up = trunk.foot_y - static_cast<float>(y);
        const float flare = 0.55F * std::exp(-std::max(up, -trunk.width) / (trunk.width * 0.55F));
        const float wobble = (noise(up / (trunk.width * 6), 2, trunk.seed) - 0.5F) * trunk.width * 0.16F;
        const float half = trunk.width * 0.5F * (1 + std::min(flare, 0.8F) - 0.00022F * std::max(up, 0.0F));
        const float middle = trunk.x + trunk.lean * up + wobble;
        for (int x = std::max(0, static_cast<int>(middle - half) - 2);
             x <= std::min(canvas.width() - 1, static_cast<int>(middle + half) + 2); ++x) {
            const float u = (static_cast<float>(x) - middle) / half;  // -1 … 1 across
            if (std::abs(u) > 1.3F) continue;
            const float round = std::sqrt(std::max(0.0F, 1 - u * u));
            // Bark runs in furrows along the stem, drawn together towards the edges as on a cylinder.
            const float around = std::asin(std::clamp(u, -1.0F, 1.0F)) * 4;
            const float along = up / trunk.width;
            const float furrow = trunk.birch ? noise(around * 0.8F, along * 9, trunk.seed + 1)
                                             : fractal(around * 2.2F + noise(along * 1.5F, around, trunk.seed + 2),
                                                       along * 0.9F, 3, trunk.seed + 1);
            const float light = (0.35F + 0.65F * clamp01(0.35F + 0.55F * round + 0.42F * u * trunk.sun_side)) *
                                (trunk.birch ? 1.0F : 0.45F + 1.05F * furrow);
            auto colour = trunk.bark * light;
            if (trunk.birch && furrow > 0.72F && noise(around * 1.5F, along * 2.0F, trunk.seed + 4) > 0.45F)
                colour = colour * 0.35F;
            const float moss =
                smooth(0.45F, 0.75F, noise(around * 0.7F, along * 0.8F, trunk.seed + 3) + 0.25F * flare) * 0.55F;
            colour = mix(colour, trunk.moss * light * 1.2F, moss);
            // Roots reach out unevenly where the stem meets the ground.
            const float root = trunk.width * 0.2F * (noise(u * 3 + 9, 1, trunk.seed + 5) - 0.45F) * 1.4F;
            const float ends = clamp01((up + root) + 0.5F);
            canvas.lay(x, y, colour, clamp01((1 - std::abs(u)) * half + 0.5F) * ends, trunk.distance);
        }
    }
}

// Leaves heaped into a round mass, the lit ones last.
void draw_shrub(Canvas& canvas, float x, float foot_y, float radius, float leaf_size, Colour leaf, float sun_side,
                std::uint64_t seed, float distance) {
    Random random(seed);
    canvas.shade(x, foot_y, radius * 1.3F, radius * 0.3F, 0.45F);
    const int leaves = static_cast<int>(std::clamp(5.0F * radius * radius / (leaf_size * leaf_size), 60.0F, 900.0F));
    for (int stem = 0; stem < 5; ++stem)
        canvas.stroke(x + random.between(-0.1F, 0.1F) * radius, foot_y, x + random.between(-0.6F, 0.6F) * radius,
                      foot_y - radius * random.between(0.6F, 1.2F), leaf_size * 0.5F, leaf_size * 0.2F,
                      Colour{.22F, .18F, .14F}, distance);
    for (int i = 0; i < leaves; ++i) {
        const float angle = random.between(0, 2 * std::numbers::pi_v<float>);
        const float out = std::sqrt(random.unit());
        const float lx = std::cos(angle) * out;
        const float ly = std::sin(angle) * out * 0.75F;
        const float depth = static_cast<float>(i) / static_cast<float>(leaves);
        const float lump = noise(lx * 2.6F + 20, ly * 2.6F + 20, static_cast<std::uint32_t>(seed));
        if (lump + 0.35F < out * 0.9F) continue;
        const float light = (0.38F + 0.34F * depth + 0.30F * (-ly) + 0.14F * lx * sun_side + 0.25F * (lump - 0.5F)) *
                            random.between(0.8F, 1.25F);
        const auto colour = mix(leaf, {.62F, .60F, .24F}, random.between(0, 0.25F)) * std::max(0.2F, light * 1.35F);
        canvas.leaf(x + lx * radius, foot_y - radius * 0.78F + ly * radius, leaf_size * random.between(0.7F, 1.3F),
                    leaf_size * random.between(0.28F, 0.5F), random.between(0, std::numbers::pi_v<float>), colour,
                    distance);
    }
}

void draw_stone(Canvas& canvas, float x, float foot_y, float radius, float sun_side, std::uint32_t seed, Colour moss,
                float distance) {
    const float high = radius * 0.5F;
    canvas.shade(x - sun_side * radius * 0.25F, foot_y, radius * 1.45F, radius * 0.4F, 0.6F);
    for (int y = static_cast<int>(foot_y - high * 1.5F); y <= static_cast<int>(foot_y + high * 0.3F); ++y)
        for (int x0 = static_cast<int>(x - radius * 1.2F); x0 <= static_cast<int>(x + radius * 1.2F); ++x0) {
            const float u = (static_cast<float>(x0) - x) / radius;
            const float v = (static_cast<float>(y) - (foot_y - high * 0.45F)) / high;
            const float edge = 1 + 0.28F * (noise(u * 1.6F + 5, v * 1.6F + 5, seed) - 0.5F) * 2;
            const float out2 = (u * u + v * v) / (edge * edge);
            if (out2 > 1.1F) continue;
            const float bump = fractal(u * 3 + 9, v * 3 + 9, 3, seed + 1);
            const float light =
                0.42F + 0.40F * clamp01(-v * 0.9F + 0.25F + u * sun_side * 0.35F) + 0.42F * (bump - 0.5F);
            auto colour = Colour{.62F, .60F, .55F} * light;
            colour = mix(colour, moss * (light * 1.3F), smooth(0.5F, 0.8F, bump + 0.35F * (-v)) * 0.6F);
            canvas.lay(x0, y, colour, clamp01((1 - std::sqrt(out2)) * high + 0.5F), distance);
        }
}

void draw_litter(Canvas& canvas, const View& view, float distance, std::uint64_t seed, const Place& place) {
    Random random(seed);
    const float metre = view.pixels_per_m(distance);
    const float half_width = 850 / metre;
    for (int i = 0; i < 30; ++i) {
        const float d = distance * random.between(0.93F, 1.07F);
        const float x = view.centre + random.between(-half_width, half_width) * metre;
        const float size = random.between(0.014F, 0.034F) * metre;
        const auto colour = mix(mix(place.dry, place.soil, random.unit()), {.52F, .31F, .16F}, random.between(0, 0.6F));
        const float y = view.ground_y(d);
        canvas.leaf(x + size * 0.2F, y + size * 0.22F, size, size * 0.35F, 0, place.soil * 0.45F, d);
        canvas.leaf(x, y, size, size * random.between(0.22F, 0.46F), random.between(-0.6F, 0.6F),
                    colour * random.between(0.6F, 1.15F), d);
    }
}

struct Tuft {
    float x, y, metre, distance, height_m, bend;
    std::uint64_t seed, frame_seed;
    Colour grass, dry;
};

void draw_tuft(Canvas& canvas, const Tuft& tuft) {
    Random random(tuft.seed);
    Random flutter(tuft.seed ^ (tuft.frame_seed * 0xD1342543DE82EF95ULL));
    const float spread = tuft.height_m * 0.45F * tuft.metre;
    canvas.shade(tuft.x, tuft.y, spread * 1.5F, spread * 0.4F, 0.4F);
    const int blades = static_cast<int>(random.between(9, 24));
    for (int i = 0; i < blades; ++i) {
        const float height = tuft.height_m * random.between(0.45F, 1.1F) * tuft.metre;
        const float x = tuft.x + random.between(-0.5F, 0.5F) * spread;
        const float fall = random.between(-0.55F, 0.55F) + tuft.bend + flutter.between(-0.10F, 0.10F);
        const float light = random.between(0.6F, 1.25F);
        const auto tone = mix(tuft.grass, tuft.dry, random.unit() * random.unit());
        canvas.blade(x, tuft.y + random.between(-0.1F, 0.12F) * spread, fall * height, height,
                     random.between(0.006F, 0.012F) * tuft.metre, tone * (0.42F * light), tone * (1.15F * light),
                     tuft.distance);
    }
}

void plant_trunks(std::vector<Thing>& things, const View& view, const Place& place) {
    Random random(place.seed * 31 + 5);
    const bool birch = place.bark.r > 0.55F;
    const auto add = [&](float distance, float x, float width_m) {
        const Trunk trunk{x,
                          view.ground_y(distance),
                          width_m * view.pixels_per_m(distance),
                          random.between(-0.05F, 0.05F),
                          distance,
                          static_cast<std::uint32_t>(random.next()),
                          place.bark * random.between(0.8F, 1.15F),
                          place.leaf,
                          place.sun_side,
                          birch};
        things.push_back({distance, [trunk](Canvas& canvas) { draw_trunk(canvas, trunk); }});
    };
    const int far = static_cast<int>(mix(34, 14, place.openness));
    for (int i = 0; i < far; ++i) add(random.between(13, 34), random.between(-60, 1660), random.between(0.14F, 0.40F));
    // Two to four near ones frame the picture.
    const bool left_first = random.chance(0.5F);
    add(random.between(4.6F, 6.5F), left_first ? random.between(30, 210) : random.between(1390, 1570),
        random.between(0.30F, 0.46F));
    add(random.between(8.5F, 11), left_first ? random.between(1300, 1540) : random.between(60, 300),
        random.between(0.28F, 0.45F));
    if (place.openness < 0.6F) add(random.between(10, 13), random.between(420, 1180), random.between(0.2F, 0.34F));
}

void plant_low(std::vector<Thing>& things, const View& view, const Place& place) {
    Random random(place.seed * 131 + 7);
    for (int i = 0; i < 26; ++i) {
        const float distance = random.between(9.5F, 28);
        const float x = random.between(-50, 1650);
        const float radius = random.between(0.35F, 1.0F) * view.pixels_per_m(distance);
        const float leaf_size = std::max(2.2F, 0.045F * view.pixels_per_m(distance));
        const auto leaf = mix(place.leaf, place.grass, random.unit()) * random.between(0.8F, 1.15F);
        const auto seed = random.next();
        things.push_back({distance, [=, y = view.ground_y(distance), side = place.sun_side](Canvas& canvas) {
                              draw_shrub(canvas, x, y, radius, leaf_size, leaf, side, seed, distance);
                          }});
    }
    const int stones = static_cast<int>(random.between(3, 9));
    for (int i = 0; i < stones; ++i) {
        const float distance = random.between(3.2F, 11);
        // Beside the trail: a lone boulder in the middle is what a detector takes for an animal.
        const float x = random.chance(0.5F) ? random.between(0, 380) : random.between(1220, 1600);
        const float radius = random.between(0.05F, 0.15F) * view.pixels_per_m(distance);
        const auto seed = static_cast<std::uint32_t>(random.next());
        things.push_back(
            {distance, [=, y = view.ground_y(distance), side = place.sun_side, moss = place.leaf](Canvas& canvas) {
                 draw_stone(canvas, x, y, radius, side, seed, moss, distance);
             }});
    }
    // NOLINTNEXTLINE(clang-analyzer-security.FloatLoopCounter): rows as far apart as they look, not a count
    for (float distance = 1.75F; distance < 13; distance *= 1.045F) {
        const auto seed = random.next();
        things.push_back({distance, [=](Canvas& canvas) { draw_litter(canvas, view, distance, seed, place); }});
    }
}

void plant_grass(std::vector<Thing>& things, const View& view, const Place& place, float wind,
                 std::uint64_t frame_seed) {
    Random random(place.seed * 977 + 3);
    const int tufts = static_cast<int>(mix(260, 620, place.grassiness));
    for (int i = 0; i < tufts; ++i) {
        // Evenly over the picture's rows rather than over the ground: else nearly all would be far away.
        const float y = view.horizon + 48 + random.between(0, 1) * 690;
        const float distance = view.distance_of_ground(y);
        const float metre = view.pixels_per_m(distance);
        const float x = random.between(-40, 1640);
        const float patch = fractal((x - view.centre) / metre * 0.55F + 40, distance * 0.55F, 2, place.noise_seed + 22);
        const float height = random.between(0.05F, 0.17F) * mix(0.7F, 1.25F, place.grassiness);
        const auto seed = random.next();
        if (patch + (place.grassiness - 0.5F) * 0.5F < 0.40F) continue;
        const float gust = wind * (0.55F + 0.8F * noise(x / 300, y / 200, static_cast<std::uint32_t>(frame_seed)));
        const Tuft tuft{x, y, metre, distance, height, gust * 0.55F, seed, frame_seed, place.grass, place.dry};
        things.push_back({distance, [tuft](Canvas& canvas) { draw_tuft(canvas, tuft); }});
    }
}

}  // namespace

std::vector<Thing> growing_things(const View& view, const Place& place, float wind, std::uint64_t frame_seed) {
    std::vector<Thing> things;
    plant_trunks(things, view, place);
    plant_low(things, view, place);
    plant_grass(things, view, place, wind, frame_seed);
    return things;
}

void draw_canopy(Canvas& canvas, const Place& place, float wind) {
    Random random(place.seed * 53 + 29);
    const float distance = 5.5F;
    const int twigs = static_cast<int>(mix(22, 9, place.openness));
    for (int i = 0; i < twigs; ++i) {
        const float x = random.between(-80, 1680);
        const float side = x < 800 ? 1.0F : -1.0F;
        const float length = random.between(70, 260) * (0.45F + std::abs(x - 800) / 800);
        const float sway = wind * 10;
        const float tip_x = x + side * length * random.between(0.1F, 0.8F) + sway;
        canvas.stroke(x, -10, tip_x, length, 7, 2, place.bark * 0.35F, distance);
        const int leaves = static_cast<int>(length * 0.42F);
        for (int leaf = 0; leaf < leaves; ++leaf) {
            const float t = std::sqrt(random.unit());
            const float size = random.between(7, 14);
            const float lx = mix(x, tip_x, t) + random.between(-46, 46);
            const float ly = mix(-10, length, t) + random.between(-30, 34);
            const auto colour =
                mix(place.leaf, {.60F, .62F, .24F}, random.between(0, 0.4F)) * random.between(0.45F, 1.05F);
            canvas.leaf(lx, ly, size, size * 0.42F, random.between(0.2F, 1.3F) * side + sway * 0.01F, colour, distance);
        }
    }
}

}  // namespace serow::journeys::rendered
