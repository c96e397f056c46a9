// What drawn scenes are drawn with: chance, noise, and shapes with soft edges on a canvas that knows distances.
// Private to the rendered_… files.
#pragma once

#include <cstddef>
#include <cstdint>
#include <vector>

namespace serow::journeys::rendered {

struct Colour {
    float r = 0, g = 0, b = 0;  // linear enough for the eye, 0 … 1
};
inline Colour operator*(Colour c, float f) {
    return {c.r * f, c.g * f, c.b * f};
}
inline Colour operator+(Colour a, Colour b) {
    return {a.r + b.r, a.g + b.g, a.b + b.b};
}
inline float mix(float a, float b, float t) {
    return a + (b - a) * t;
}
inline Colour mix(Colour a, Colour b, float t) {
    return {mix(a.r, b.r, t), mix(a.g, b.g, t), mix(a.b, b.b, t)};
}
inline float clamp01(float v) {
    return v < 0 ? 0 : v > 1 ? 1 : v;
}
// 0 below `from`, 1 above `to`, smooth between.
inline float smooth(float from, float to, float v) {
    const float t = clamp01((v - from) / (to - from));
    return t * t * (3 - 2 * t);
}

// splitmix64: the same numbers on every machine, unlike the standard's distributions.
class Random {
public:
    explicit Random(std::uint64_t seed) : state_(seed) {}
    std::uint64_t next();
    float unit();  // [0, 1)
    float between(float low, float high) { return low + (high - low) * unit(); }
    bool chance(float p) { return unit() < p; }

private:
    std::uint64_t state_;
};

// Smooth noise in [0, 1], one value a unit of x and y.
float noise(float x, float y, std::uint32_t seed);
// Octaves of it, each twice as fine and half as strong; in [0, 1].
float fractal(float x, float y, int octaves, std::uint32_t seed);

// Painted back to front. `distance` in metres is kept for haze and the flash.
class Canvas {
public:
    struct Pixel {
        Colour colour;
        float distance = 1000;
    };

    Canvas(int width, int height);

    [[nodiscard]] int width() const { return width_; }
    [[nodiscard]] int height() const { return height_; }
    Pixel& at(int x, int y) {
        return pixels_[static_cast<std::size_t>(y) * static_cast<std::size_t>(width_) + static_cast<std::size_t>(x)];
    }
    // Covers the pixel by `alpha`; nothing outside the canvas.
    void lay(int x, int y, Colour colour, float alpha, float distance) {
        if (x < 0 || y < 0 || x >= width_ || y >= height_ || alpha <= 0) return;
        auto& pixel = at(x, y);
        alpha = alpha < 1 ? alpha : 1;
        pixel.colour = mix(pixel.colour, colour, alpha);
        pixel.distance = mix(pixel.distance, distance, alpha);
    }

    void ellipse(float cx, float cy, float rx, float ry, float angle, Colour colour, float distance);
    // Pointed at both ends of its length `rx`, one side of its rib lighter than the other.
    void leaf(float cx, float cy, float rx, float ry, float angle, Colour colour, float distance);
    // A blade or twig from (x, y) to (x + dx, y - height), bent more towards its tip; `width` at its foot.
    void blade(float x, float y, float dx, float height, float width, Colour foot, Colour tip, float distance);
    // A straight stroke with round ends, `w0` and `w1` wide.
    void stroke(float x0, float y0, float x1, float y1, float w0, float w1, Colour colour, float distance);
    // Darkens what lies there: a soft shadow, `depth` of it in the middle.
    void shade(float cx, float cy, float rx, float ry, float depth);

private:
    int width_, height_;
    std::vector<Pixel> pixels_;
};

// The trap camera: level, 0.9 m above flat ground.
struct View {
    float centre = 800, horizon = 455, focal = 1500, camera_height_m = 0.9F;

    [[nodiscard]] float pixels_per_m(float distance_m) const { return focal / distance_m; }
    [[nodiscard]] float ground_y(float distance_m) const { return horizon + focal * camera_height_m / distance_m; }
    [[nodiscard]] float distance_of_ground(float y) const { return focal * camera_height_m / (y - horizon); }
};

}  // namespace serow::journeys::rendered
