// Sky, hills and the bare ground of a drawn scene.
#include <algorithm>
#include <array>
#include <cmath>

#include "journeys/rendered_place.h"

namespace serow::journeys::rendered {
namespace {

struct Palette {
    Colour grass, dry, soil, leaf, bark;
};

// Spring beech wood, dry oak slope, mountain pines, birches by a bog.
constexpr std::array<Palette, 4> palettes{{
    {{.33F, .43F, .17F}, {.58F, .53F, .31F}, {.33F, .26F, .18F}, {.30F, .42F, .15F}, {.36F, .33F, .29F}},
    {{.42F, .44F, .20F}, {.66F, .57F, .34F}, {.42F, .33F, .22F}, {.36F, .40F, .17F}, {.33F, .27F, .21F}},
    {{.29F, .39F, .20F}, {.52F, .49F, .32F}, {.30F, .25F, .20F}, {.20F, .32F, .18F}, {.42F, .29F, .20F}},
    {{.38F, .47F, .22F}, {.63F, .59F, .38F}, {.35F, .30F, .24F}, {.37F, .47F, .19F}, {.62F, .60F, .55F}},
}};

// What changes so slowly along a row that every eighth pixel and lines between are as good as each.
template <class Value>
class Slow {
public:
    explicit Slow(Value value) : value_(value) {}
    float at(int x) {
        const int node = x / step;
        if (node != node_) {
            from_ = node == node_ + 1 && node > 0 ? to_ : value_(static_cast<float>(node * step));
            to_ = value_(static_cast<float>((node + 1) * step));
            node_ = node;
        }
        return mix(from_, to_, static_cast<float>(x - node * step) / step);
    }

private:
    static constexpr int step = 8;
    Value value_;
    int node_ = -2;
    float from_ = 0, to_ = 0;
};

void draw_sky(Canvas& canvas, const View& view, const Place& place) {
    const int end = static_cast<int>(view.horizon) + 80;
    for (int y = 0; y < end; ++y) {
        const float t = clamp01(static_cast<float>(y) / view.horizon);
        const auto base = mix(place.sky, place.haze, t * t * 0.9F + 0.05F);
        const float fy = static_cast<float>(y);
        Slow clouds([&](float x) {
            return noise(x / 420.0F, fy / 130.0F, place.noise_seed) +
                   0.5F * noise(x / 160.0F, fy / 60.0F, place.noise_seed + 5);
        });
        for (int x = 0; x < canvas.width(); ++x) {
            auto& pixel = canvas.at(x, y);
            pixel.colour = base * (0.94F + 0.09F * clouds.at(x));
            pixel.distance = 1000;
        }
    }
}

// Tree tops along a ridge: overlapping rows of pointed (conifers) or round crowns.
float crown(float x, float spacing, bool conifers, std::uint32_t seed) {
    float height = 0;
    for (int row = 0; row < 2; ++row) {
        const float at = x / spacing + static_cast<float>(row) * 0.5F;
        const float cell = std::floor(at);
        const float size = noise(cell * 3.7F, static_cast<float>(row) * 11.0F, seed);
        const float off = std::abs(at - cell - 0.5F) * 2;
        const float shape = conifers ? 1 - off : std::sqrt(std::max(0.0F, 1 - off * off));
        height = std::max(height, shape * (0.35F + 0.65F * size));
    }
    return height;
}

struct Ridge {
    float near;  // 0 the farthest, 1 the nearest
    float distance, tree, top;
    std::uint32_t seed;
    Colour colour;
};

constexpr int ridge_count = 5;

std::array<Ridge, ridge_count> ridges_of(const Place& place) {
    std::array<Ridge, ridge_count> ridges;
    for (int i = 0; i < ridge_count; ++i) {
        const float near = static_cast<float>(i) / (ridge_count - 1);
        const auto colour = mix(mix(place.leaf, {.34F, .42F, .42F}, 0.75F * (1 - near)), place.haze,
                                0.42F * (1 - near) * (1 - near * 0.5F));
        ridges[static_cast<std::size_t>(i)] = {near,
                                               mix(900, 38, std::sqrt(near)),
                                               mix(5, 95, near * near),
                                               0,
                                               place.noise_seed + 101U * static_cast<std::uint32_t>(i + 1),
                                               colour};
    }
    return ridges;
}

void draw_hills(Canvas& canvas, const View& view, const Place& place) {
    auto ridges = ridges_of(place);
    const int foot = static_cast<int>(view.horizon) + 80;
    for (int x = 0; x < canvas.width(); ++x) {
        const float fx = static_cast<float>(x);
        for (auto& r : ridges) {
            const float rise = mix(260, 120, r.near) * mix(0.75F, 1.1F, place.openness);
            const float line = view.horizon + 6 + 34 * r.near -
                               rise * fractal(fx / mix(520, 380, r.near) + 40.0F * r.near, 3.0F * r.near, 4, r.seed);
            r.top = line - r.tree * crown(fx, std::max(3.0F, r.tree * 0.42F), place.conifers, r.seed);
        }
        // From the nearest on: each is drawn only where nothing nearer covers it.
        int until = foot;
        for (auto r = ridges.rbegin(); r != ridges.rend(); ++r) {
            const int from = std::max(0, static_cast<int>(r->top));
            for (int y = from; y < until; ++y) {
                const float fy = static_cast<float>(y);
                const float below = fy - r->top;
                // Crowns are lit from above and dark between each other; mist gathers at the foot of each ridge.
                const float rough = noise(fx / mix(6, 17, r->near), fy / mix(4, 13, r->near), r->seed + 9);
                const float fine = noise(fx / mix(3, 6, r->near), fy / mix(2.5F, 5, r->near), r->seed + 10);
                const float contrast = mix(0.14F, 0.42F, r->near);
                const float light = 1.02F + contrast * (0.6F * rough + 0.4F * fine - 0.95F) +
                                    0.22F * std::exp(-below / (r->tree + 4)) * r->near;
                const float mist = 0.55F * (1 - 0.75F * r->near) * smooth(0, 130, below);
                canvas.lay(x, y, mix(r->colour * light, place.haze, mist), clamp01(below + 0.5F), r->distance);
            }
            until = std::min(until, from + 1);
        }
    }
}

void draw_ground(Canvas& canvas, const View& view, const Place& place) {
    const auto seed = place.noise_seed;
    for (int y = static_cast<int>(view.horizon) + 20; y < canvas.height(); ++y) {
        const float distance = view.distance_of_ground(static_cast<float>(y));
        const float metre = view.pixels_per_m(distance);
        // What is finer than the rows are apart is left to its mean.
        const float apart = distance * distance / (view.focal * view.camera_height_m);
        const float keep1 = clamp01(1.4F - apart * 6);
        const float keep2 = clamp01(1.3F - apart * 30);
        const float gz = distance;
        const auto ground_x = [&](float x) { return (x - view.centre) / metre + 40; };
        Slow edges([&](float x) { return 26 + 20 * (noise(x / 90.0F, 1, seed + 21) - 0.5F); });
        Slow patches([&](float x) { return fractal(ground_x(x) * 0.55F, gz * 0.55F, 2, seed + 22); });
        // Light falls through the crowns in patches.
        Slow dapples([&](float x) {
            return noise(ground_x(x) * 0.8F + 7, gz * 0.5F, seed + 27) * 0.7F +
                   noise(ground_x(x) * 2.1F, gz * 1.4F, seed + 28) * 0.3F;
        });
        for (int x = 0; x < canvas.width(); ++x) {
            const float gx = ground_x(static_cast<float>(x));
            const float cover = clamp01((static_cast<float>(y) - view.horizon - edges.at(x)) / 14);
            if (cover <= 0) continue;
            const float clump = mix(0.5F, noise(gx * 5, gz * 5, seed + 24), keep1);
            const float crumb =
                keep2 <= 0
                    ? 0.5F
                    : mix(0.5F, 0.5F * noise(gx * 21, gz * 21, seed + 25) + 0.5F * noise(gx * 55, gz * 40, seed + 26),
                          keep2);
            const float green =
                smooth(0.28F, 0.62F, patches.at(x) + (place.grassiness - 0.5F) * 0.5F + (clump - 0.5F) * 0.35F);
            auto colour = mix(mix(place.soil, place.dry, 0.35F + 0.5F * (crumb - 0.5F)),
                              mix(place.grass, place.dry, 0.22F), green);
            const float dapple = smooth(0.42F, 0.68F, dapples.at(x));
            colour = colour * ((0.55F + 0.5F * crumb + 0.25F * (clump - 0.5F)) * (0.80F + 0.38F * dapple));
            canvas.lay(x, y, colour, cover, distance);
        }
    }
}

}  // namespace

Place::Place(std::uint64_t place_seed) : seed(place_seed) {
    Random random(place_seed * 0x9E3779B97F4A7C15ULL + 11);
    noise_seed = static_cast<std::uint32_t>(random.next());
    const auto& palette = palettes[static_cast<std::size_t>(place_seed % palettes.size())];
    const float warm = random.between(0.93F, 1.07F);
    const auto tint = [warm](Colour c) { return Colour{c.r * warm, c.g, c.b * (2 - warm)}; };
    grass = tint(palette.grass);
    dry = tint(palette.dry);
    soil = tint(palette.soil);
    leaf = tint(palette.leaf);
    bark = palette.bark;
    sky = {.74F, .82F, .90F};
    haze = mix({.80F, .85F, .87F}, {.88F, .86F, .79F}, random.unit());
    openness = random.unit();
    grassiness = random.between(0.35F, 0.95F);
    sun_side = random.chance(0.5F) ? -1.0F : 1.0F;
    conifers = place_seed % palettes.size() == 2 || random.chance(0.3F);
}

void draw_land(Canvas& canvas, const View& view, const Place& place) {
    draw_sky(canvas, view, place);
    draw_hills(canvas, view, place);
    draw_ground(canvas, view, place);
}

}  // namespace serow::journeys::rendered
