#include "journeys/rendered_animal.h"

#include <algorithm>
#include <cmath>

namespace serow::journeys::rendered {
namespace {

// The body as seen from the camera, in pixels: how far outside (> 0) or inside (< 0) each pixel is, and how near its
// surface. Everything else is light.
struct Relief {
    int left = 0, top = 0, width = 0, height = 0;
    struct Cell {
        float outside = 1e9F;
        float near = -1e9F;
        Colour colour;
        float coat = 0;
        float hidden = 0;  // how deep it lies in hollows between limbs, 0 … 1
    };
    std::vector<Cell> cells;

    Cell& at(int x, int y) {
        return cells[static_cast<std::size_t>(y) * static_cast<std::size_t>(width) + static_cast<std::size_t>(x)];
    }
    float near_at(int x, int y, float otherwise) {
        if (x < 0 || y < 0 || x >= width || y >= height) return otherwise;
        const auto& cell = at(x, y);
        return cell.outside < 0.5F ? cell.near : otherwise;
    }
};

Point on_picture(const Point& p, const Stance& stance) {
    const float c = std::cos(stance.turn);
    const float s = std::sin(stance.turn);
    const float x = (p.x * c - p.z * s) * (stance.mirrored ? -1.0F : 1.0F);
    const float z = p.x * s + p.z * c;
    // The camera looks down a little: what is nearer stands lower in the picture.
    return {stance.x + x * stance.metre, stance.y - (p.y - 0.16F * z) * stance.metre, z * stance.metre};
}

struct Round {
    Point a, b;
    float ra, rb;
    Colour colour;
    float coat;
};

void carve(Relief& relief, const Round& limb, float blend) {
    const float most = std::max(limb.ra, limb.rb) + blend + 2;
    const int x0 = std::max(0, static_cast<int>(std::min(limb.a.x, limb.b.x) - most) - relief.left);
    const int x1 = std::min(relief.width - 1, static_cast<int>(std::max(limb.a.x, limb.b.x) + most) - relief.left);
    const int y0 = std::max(0, static_cast<int>(std::min(limb.a.y, limb.b.y) - most) - relief.top);
    const int y1 = std::min(relief.height - 1, static_cast<int>(std::max(limb.a.y, limb.b.y) + most) - relief.top);
    const float lx = limb.b.x - limb.a.x;
    const float ly = limb.b.y - limb.a.y;
    const float length2 = std::max(lx * lx + ly * ly, 1e-4F);
    for (int y = y0; y <= y1; ++y)
        for (int x = x0; x <= x1; ++x) {
            const float px = static_cast<float>(x + relief.left) - limb.a.x;
            const float py = static_cast<float>(y + relief.top) - limb.a.y;
            const float t = clamp01((px * lx + py * ly) / length2);
            const float ex = px - lx * t;
            const float ey = py - ly * t;
            const float off = std::sqrt(ex * ex + ey * ey);
            const float radius = mix(limb.ra, limb.rb, t);
            const float axis = mix(limb.a.z, limb.b.z, t);
            const float outside = off - radius;
            if (outside > blend) continue;
            // A thin limb must not swell a thick one: it flows together over no more than its own thickness.
            const float soft = std::min(blend, radius * 0.7F);
            const float near = outside < 0 ? axis + std::sqrt(radius * radius - off * off) : axis - 1.5F * outside;
            auto& cell = relief.at(x, y);
            if (cell.outside > 1e8F) {
                cell = {outside, near, limb.colour, limb.coat, 0};
                continue;
            }
            const float share = clamp01(0.5F + 0.5F * (near - cell.near) / soft);
            if (outside < 0.5F || cell.outside >= 0.5F) {
                cell.near = mix(cell.near, near, share) + soft * share * (1 - share);
                cell.colour = mix(cell.colour, limb.colour, share);
                cell.coat = mix(cell.coat, limb.coat, share);
            }
            const float edge = clamp01(0.5F + 0.5F * (cell.outside - outside) / soft);
            cell.outside = mix(cell.outside, outside, edge) - soft * edge * (1 - edge);
        }
}

// Hollows are dark: what lies behind the mean of its surroundings sees less sky.
void find_hollows(Relief& relief, float radius) {
    const int step = std::max(2, static_cast<int>(radius / 3));
    for (int y = 0; y < relief.height; ++y)
        for (int x = 0; x < relief.width; ++x) {
            auto& cell = relief.at(x, y);
            if (cell.outside > 1) continue;
            float sum = 0;
            for (int dy = -3; dy <= 1; ++dy)
                for (int dx = -2; dx <= 2; ++dx)
                    sum +=
                        std::clamp(relief.near_at(x + dx * step, y + dy * step, cell.near) - cell.near, 0.0F, radius);
            cell.hidden = clamp01(sum / (25 * radius) * 2.2F);
        }
}

float pattern(const Animal& animal, const Stance& stance, float u, float v) {
    const auto seed = stance.seed;
    switch (animal.coat) {
        case Coat::plain: return 0;
        case Coat::spotted: {
            // Loose rows of pale spots along the flank.
            const float row = v / 0.075F + 0.35F * noise(u * 6, 3, seed);
            const float column = u / 0.085F + 0.5F * std::floor(row);
            const float dx = column - std::floor(column) - 0.5F +
                             0.3F * (noise(std::floor(column), std::floor(row), seed + 1) - 0.5F);
            const float dy = row - std::floor(row) - 0.5F;
            return 0.5F * smooth(0.27F, 0.15F, std::sqrt(dx * dx + dy * dy)) * smooth(0.48F, 0.58F, v) *
                   smooth(0.80F, 0.72F, v);
        }
        case Coat::bristled: return (noise(u * 150 + v * 60, v * 34, seed) - 0.5F) * 0.85F;
        case Coat::feathered: {
            const float row = v * 95;
            const float column = u * 70 + 0.5F * std::floor(row);
            const float dx = column - std::floor(column) - 0.5F;
            return std::abs(dx) * 0.9F + (row - std::floor(row)) * 0.55F - 0.45F;
        }
    }
    return 0;
}

struct Lamp {
    Point towards;  // of length 1
    float direct, ambient;
};

void paint(Canvas& canvas, Relief& relief, const Animal& animal, const Stance& stance) {
    const bool night = stance.light == Light::infrared;
    const Lamp lamp =
        night ? Lamp{{0.05F, 0.12F, 0.99F}, 0.85F, 0.12F} : Lamp{{0.42F * stance.sun_side, 0.66F, 0.62F}, 0.62F, 0.36F};
    const float fur = animal.fur_m * stance.metre;
    for (int y = 0; y < relief.height; ++y)
        for (int x = 0; x < relief.width; ++x) {
            auto& cell = relief.at(x, y);
            if (cell.outside > fur + 1) continue;
            const float px = static_cast<float>(x + relief.left);
            const float py = static_cast<float>(y + relief.top);
            const float u = (px - stance.x) / stance.metre * (stance.mirrored ? -1.0F : 1.0F);
            const float v = (stance.y - py) / stance.metre;
            const float hair = noise(u * 75 + v * 45, v * 190 - u * 60, stance.seed);
            const float alpha = clamp01(0.5F - (cell.outside + fur * (hair - 0.35F) * (0.3F + cell.coat)));
            if (alpha <= 0) continue;
            const float own = cell.near;
            const int reach = 2;
            float gx = (relief.near_at(x + reach, y, own - 6) - relief.near_at(x - reach, y, own - 6)) / (2.0F * reach);
            float gy = (relief.near_at(x, y + reach, own - 6) - relief.near_at(x, y - reach, own - 6)) / (2.0F * reach);
            gx += (hair - 0.5F) * 0.35F * cell.coat;
            gy += (noise(u * 50, v * 120, stance.seed + 3) - 0.5F) * 0.35F * cell.coat;
            const float length = std::sqrt(gx * gx + gy * gy + 1);
            const Point normal{-gx / length, gy / length, 1 / length};
            const float facing = normal.x * lamp.towards.x + normal.y * lamp.towards.y + normal.z * lamp.towards.z;
            float light = lamp.ambient * (night ? 1.0F : 0.88F + 0.40F * normal.y) +
                          lamp.direct * clamp01(facing * 0.85F + 0.15F);
            light *= 1 - (night ? 0.35F : 0.5F) * cell.hidden;
            // The ground throws a little light back, but low parts stand in the body's shade.
            if (!night) light *= 0.82F + 0.18F * smooth(0, 0.35F * animal.length_m, v);
            auto colour = mix(cell.colour, animal.belly, 0.55F * cell.coat * smooth(0.10F, -0.75F, normal.y));
            // Infrared flattens what the eye tells apart by colour.
            const float mark = pattern(animal, stance, u, v) * cell.coat * (night ? 0.45F : 1.0F);
            colour = mark > 0 ? mix(colour, animal.mark, std::min(mark, 0.75F)) : colour * (1 + 0.6F * mark);
            colour = colour * (light * (night ? 1.45F : 1.2F) * (1 + (hair - 0.5F) * 0.34F * (0.25F + cell.coat)));
            canvas.lay(static_cast<int>(px), static_cast<int>(py), colour, alpha, stance.distance_m);
        }
}

void draw_eyes(Canvas& canvas, Relief& relief, const Animal& animal, const Stance& stance) {
    for (const auto& eye : animal.eyes) {
        const auto at = on_picture(eye, stance);
        const int x = static_cast<int>(at.x) - relief.left;
        const int y = static_cast<int>(at.y) - relief.top;
        // Hidden behind the head.
        if (relief.near_at(x, y, 1e9F) > at.z + 3.5F * animal.eye_m * stance.metre) continue;
        const float radius = std::max(1.6F, animal.eye_m * stance.metre);
        if (stance.light == Light::infrared) {
            for (int ring = 5; ring >= 1; --ring)
                for (int dy = -ring * 4; dy <= ring * 4; ++dy)
                    for (int dx = -ring * 4; dx <= ring * 4; ++dx) {
                        const float out = std::sqrt(static_cast<float>(dx * dx + dy * dy)) /
                                          (static_cast<float>(ring) * radius * 0.62F);
                        canvas.lay(static_cast<int>(at.x) + dx, static_cast<int>(at.y) + dy, {1.7F, 1.7F, 1.7F},
                                   0.13F * clamp01(1 - out), stance.distance_m);
                    }
            canvas.ellipse(at.x, at.y, radius, radius, 0, {2.6F, 2.6F, 2.6F}, stance.distance_m);
            continue;
        }
        canvas.ellipse(at.x, at.y, radius * 1.25F, radius, 0, {.05F, .04F, .04F}, stance.distance_m);
        canvas.ellipse(at.x - radius * 0.3F, at.y - radius * 0.35F, radius * 0.3F, radius * 0.3F, 0, {.85F, .88F, .9F},
                       stance.distance_m);
    }
}

}  // namespace

void draw_animal(Canvas& canvas, const Animal& animal, const Stance& stance) {
    std::vector<Round> rounds;
    float left = 1e9F;
    float right = -1e9F;
    float top = 1e9F;
    float bottom = -1e9F;
    for (const auto& limb : animal.limbs) {
        Round round{on_picture(limb.a, stance),
                    on_picture(limb.b, stance),
                    limb.ra * stance.metre,
                    limb.rb * stance.metre,
                    limb.colour,
                    limb.coat};
        for (const auto& [end, radius] : {std::pair{round.a, round.ra}, std::pair{round.b, round.rb}}) {
            left = std::min(left, end.x - radius);
            right = std::max(right, end.x + radius);
            top = std::min(top, end.y - radius);
            bottom = std::max(bottom, end.y + radius);
        }
        rounds.push_back(round);
    }
    Relief relief;
    relief.left = static_cast<int>(left) - 12;
    relief.top = static_cast<int>(top) - 12;
    relief.width = static_cast<int>(right) + 12 - relief.left;
    relief.height = static_cast<int>(bottom) + 12 - relief.top;
    relief.cells.resize(static_cast<std::size_t>(relief.width) * static_cast<std::size_t>(relief.height));
    for (const auto& round : rounds) carve(relief, round, animal.blend_m * stance.metre);
    find_hollows(relief, 0.09F * animal.length_m * stance.metre);

    const float span = animal.length_m * stance.metre;
    const float shadow = stance.light == Light::day ? 0.75F : 0.35F;
    canvas.shade(stance.x - stance.sun_side * span * 0.08F, stance.y, span * 0.62F, span * 0.12F, shadow);
    for (const auto& round : rounds)
        if (round.b.y + round.rb > bottom - 0.2F * span)
            canvas.shade(round.b.x, round.b.y + round.rb * 0.6F, round.rb * 3.2F, round.rb * 1.2F, 0.6F);
    paint(canvas, relief, animal, stance);
    draw_eyes(canvas, relief, animal, stance);
}

}  // namespace serow::journeys::rendered
