#include "journeys/rendered_canvas.h"

#include <algorithm>
#include <cmath>

namespace serow::journeys::rendered {
namespace {

float lattice(std::uint32_t h) {
    h ^= h >> 15;
    h *= 0x2C1B3C6DU;
    h ^= h >> 12;
    h *= 0x297A2D39U;
    h ^= h >> 15;
    return static_cast<float>(static_cast<std::int32_t>(h >> 8)) * (1.0F / 16777216.0F);
}

struct Reach {
    int from, to;  // pixels, to excluded
};

Reach reach(float low, float high, int size) {
    return {std::clamp(static_cast<int>(std::floor(low)), 0, size),
            std::clamp(static_cast<int>(std::ceil(high)) + 1, 0, size)};
}

}  // namespace

std::uint64_t Random::next() {
    state_ += 0x9E3779B97F4A7C15ULL;
    std::uint64_t z = state_;
    z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9ULL;
    z = (z ^ (z >> 27)) * 0x94D049BB133111EBULL;
    return z ^ (z >> 31);
}

float Random::unit() {
    return static_cast<float>(next() >> 40) * (1.0F / 16777216.0F);
}

float noise(float x, float y, std::uint32_t seed) {
    // Not std::floor: without SSE4.1 that is a call, and here is where the time goes.
    int ix = static_cast<int>(x);
    int iy = static_cast<int>(y);
    ix -= x < static_cast<float>(ix) ? 1 : 0;
    iy -= y < static_cast<float>(iy) ? 1 : 0;
    const float tx = x - static_cast<float>(ix);
    const float ty = y - static_cast<float>(iy);
    const float sx = tx * tx * (3 - 2 * tx);
    const float sy = ty * ty * (3 - 2 * ty);
    constexpr std::uint32_t right = 0x9E3779B1U;
    constexpr std::uint32_t down = 0x85EBCA77U;
    const std::uint32_t h = seed + static_cast<std::uint32_t>(ix) * right + static_cast<std::uint32_t>(iy) * down;
    return mix(mix(lattice(h), lattice(h + right), sx), mix(lattice(h + down), lattice(h + right + down), sx), sy);
}

float fractal(float x, float y, int octaves, std::uint32_t seed) {
    float sum = 0;
    float whole = 0;
    float strength = 1;
    for (int i = 0; i < octaves; ++i) {
        sum += strength * noise(x, y, seed + static_cast<std::uint32_t>(i) * 7919U);
        whole += strength;
        strength *= 0.5F;
        x = x * 2 + 17.3F;
        y = y * 2 + 9.1F;
    }
    return sum / whole;
}

Canvas::Canvas(int width, int height)
    : width_(width), height_(height), pixels_(static_cast<std::size_t>(width) * static_cast<std::size_t>(height)) {}

void Canvas::ellipse(float cx, float cy, float rx, float ry, float angle, Colour colour, float distance) {
    const float c = std::cos(angle);
    const float s = std::sin(angle);
    const float wide = std::sqrt(rx * rx * c * c + ry * ry * s * s) + 1;
    const float high = std::sqrt(rx * rx * s * s + ry * ry * c * c) + 1;
    const auto rows = reach(cy - high, cy + high, height_);
    const auto columns = reach(cx - wide, cx + wide, width_);
    const float small = std::min(rx, ry);
    for (int y = rows.from; y < rows.to; ++y)
        for (int x = columns.from; x < columns.to; ++x) {
            const float dx = static_cast<float>(x) - cx;
            const float dy = static_cast<float>(y) - cy;
            const float u = (dx * c + dy * s) / rx;
            const float v = (dy * c - dx * s) / ry;
            const float out = std::sqrt(u * u + v * v) - 1;
            lay(x, y, colour, clamp01(0.5F - out * small), distance);
        }
}

void Canvas::leaf(float cx, float cy, float rx, float ry, float angle, Colour colour, float distance) {
    const float c = std::cos(angle);
    const float s = std::sin(angle);
    const auto rows = reach(cy - std::abs(s) * rx - ry - 1, cy + std::abs(s) * rx + ry + 1, height_);
    const auto columns = reach(cx - std::abs(c) * rx - ry - 1, cx + std::abs(c) * rx + ry + 1, width_);
    for (int y = rows.from; y < rows.to; ++y)
        for (int x = columns.from; x < columns.to; ++x) {
            const float dx = static_cast<float>(x) - cx;
            const float dy = static_cast<float>(y) - cy;
            const float u = (dx * c + dy * s) / rx;
            const float v = dy * c - dx * s;
            if (std::abs(u) > 1) continue;
            const float half = ry * (1 - u * u);
            lay(x, y, colour * (v < 0 ? 1.08F : 0.86F), clamp01(half + 0.5F - std::abs(v)), distance);
        }
}

void Canvas::blade(float x, float y, float dx, float height, float width, Colour foot, Colour tip, float distance) {
    const auto rows = reach(y - height, y, height_);
    for (int row = rows.from; row < rows.to; ++row) {
        const float t = clamp01((y - static_cast<float>(row)) / height);
        const float middle = x + dx * t * t;
        // A slanting blade is cut wider by a row than it is.
        const float slope = 2 * dx * t / height;
        const float half = std::max(0.35F, width * 0.5F * (1 - t * t)) * std::sqrt(1 + slope * slope);
        const auto columns = reach(middle - half - 1, middle + half + 1, width_);
        const auto colour = mix(foot, tip, t);
        for (int column = columns.from; column < columns.to; ++column) {
            const float off = std::abs(static_cast<float>(column) - middle);
            lay(column, row, colour, clamp01(half + 0.5F - off), distance);
        }
    }
}

void Canvas::stroke(float x0, float y0, float x1, float y1, float w0, float w1, Colour colour, float distance) {
    const float most = std::max(w0, w1) * 0.5F + 1;
    const auto rows = reach(std::min(y0, y1) - most, std::max(y0, y1) + most, height_);
    const auto columns = reach(std::min(x0, x1) - most, std::max(x0, x1) + most, width_);
    const float lx = x1 - x0;
    const float ly = y1 - y0;
    const float length2 = std::max(lx * lx + ly * ly, 1e-6F);
    for (int y = rows.from; y < rows.to; ++y)
        for (int x = columns.from; x < columns.to; ++x) {
            const float px = static_cast<float>(x) - x0;
            const float py = static_cast<float>(y) - y0;
            const float t = clamp01((px * lx + py * ly) / length2);
            const float ex = px - lx * t;
            const float ey = py - ly * t;
            lay(x, y, colour, clamp01(mix(w0, w1, t) * 0.5F + 0.5F - std::sqrt(ex * ex + ey * ey)), distance);
        }
}

void Canvas::shade(float cx, float cy, float rx, float ry, float depth) {
    const auto rows = reach(cy - ry, cy + ry, height_);
    const auto columns = reach(cx - rx, cx + rx, width_);
    for (int y = rows.from; y < rows.to; ++y)
        for (int x = columns.from; x < columns.to; ++x) {
            const float u = (static_cast<float>(x) - cx) / rx;
            const float v = (static_cast<float>(y) - cy) / ry;
            const float out = u * u + v * v;
            if (out >= 1) continue;
            auto& pixel = at(x, y);
            pixel.colour = pixel.colour * (1 - depth * (1 - out) * (1 - out));
        }
}

}  // namespace serow::journeys::rendered
