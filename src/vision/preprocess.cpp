#include "vision/preprocess.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <vector>

// The loops below are compiled once for plain x86-64 and once for AVX2, and the processor chooses. Thread
// sanitizer's start-up does not bear the choosing (ifunc).
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__) && \
    !defined(__SANITIZE_ADDRESS__)
#define SEROW_FOR_EACH_PROCESSOR __attribute__((target_clones("avx2", "default")))
#else
#define SEROW_FOR_EACH_PROCESSOR
#endif

namespace serow::vision {

namespace {

// For each of `count` results along one axis: the first source position and `taps` weights that sum to 1.
struct Filter {
    int taps = 0;
    std::vector<int> first;
    std::vector<float> weights;  // [count][taps]
};

Filter triangle_filter(int source, int count) {
    const double step = static_cast<double>(source) / count;
    const double reach = std::max(1.0, step);
    Filter filter;
    filter.taps = std::min(source, static_cast<int>(std::ceil(reach)) * 2 + 1);
    filter.first.resize(static_cast<std::size_t>(count));
    filter.weights.resize(static_cast<std::size_t>(count) * static_cast<std::size_t>(filter.taps));
    for (int i = 0; i < count; ++i) {
        const double centre = (i + 0.5) * step;
        const int first = std::clamp(static_cast<int>(std::floor(centre - reach)), 0, source - filter.taps);
        filter.first[static_cast<std::size_t>(i)] = first;
        float* weights = filter.weights.data() + static_cast<std::size_t>(i) * static_cast<std::size_t>(filter.taps);
        double sum = 0;
        for (int k = 0; k < filter.taps; ++k) sum += std::max(0.0, 1 - std::abs(first + k + 0.5 - centre) / reach);
        for (int k = 0; k < filter.taps; ++k)
            weights[k] = static_cast<float>(std::max(0.0, 1 - std::abs(first + k + 0.5 - centre) / reach) / sum);
    }
    return filter;
}

// sums[i] = weight * bytes[i], or the same added to what is there.
SEROW_FOR_EACH_PROCESSOR
void weigh_row(const std::uint8_t* bytes, float weight, std::size_t count, float* sums) {
    for (std::size_t i = 0; i < count; ++i) sums[i] = weight * static_cast<float>(bytes[i]);
}
SEROW_FOR_EACH_PROCESSOR
void add_weighed_row(const std::uint8_t* bytes, float weight, std::size_t count, float* sums) {
    for (std::size_t i = 0; i < count; ++i) sums[i] += weight * static_cast<float>(bytes[i]);
}

// One pixel and one value of the next: red, green, blue are weighed in one step, the fourth is not looked at.
using FourFloats = float __attribute__((vector_size(16)));

FourFloats load_four(const float* values) {
    FourFloats four;
    std::memcpy(&four, values, sizeof four);
    return four;
}

// A row of interleaved pixels to one row of each colour plane: plane value = factor * filtered + offset.
SEROW_FOR_EACH_PROCESSOR
void resize_row(const float* pixels, const Filter& filter, std::size_t count, FourFloats factor, FourFloats offset,
                float* red, float* green, float* blue) {
    const int taps = filter.taps;
    const float* weights = filter.weights.data();
    for (std::size_t i = 0; i < count; ++i, weights += taps) {
        const float* at = pixels + static_cast<std::size_t>(filter.first[i]) * 3;
        FourFloats sum = weights[0] * load_four(at);
        for (int k = 1; k < taps; ++k) sum += weights[k] * load_four(at + static_cast<std::size_t>(k) * 3);
        sum = sum * factor + offset;
        red[i] = sum[0];
        green[i] = sum[1];
        blue[i] = sum[2];
    }
}

// How a pixel in [0, 255] becomes a tensor's value: factor * pixel + offset, for red, green, blue.
struct Tone {
    FourFloats factor{}, offset{};
};

// The plan's colour order says which plane a colour goes to, and which mean and deviation are its own.
std::size_t plane_of(const InputPlan& plan, std::size_t colour) {
    return plan.colour == Colour::rgb ? colour : 2 - colour;
}

Tone tone_of(const InputPlan& plan) {
    Tone tone;
    for (std::size_t colour = 0; colour < 3; ++colour) {
        const auto plane = plane_of(plan, colour);
        tone.factor[colour] = static_cast<float>(plan.scale / plan.std[plane]);
        tone.offset[colour] = static_cast<float>(-plan.mean[plane] / plan.std[plane]);
    }
    return tone;
}

}  // namespace

Region place_in_input(const InputPlan& plan, int picture_width, int picture_height) {
    if (plan.resize == Resize::plain) return {0, 0, plan.width, plan.height};
    const double ratio =
        std::min(static_cast<double>(plan.width) / picture_width, static_cast<double>(plan.height) / picture_height);
    const int width = std::clamp(static_cast<int>(picture_width * ratio), 1, plan.width);
    const int height = std::clamp(static_cast<int>(picture_height * ratio), 1, plan.height);
    if (plan.pad_position == Padding::top_left) return {0, 0, width, height};
    return {(plan.width - width) / 2, (plan.height - height) / 2, width, height};
}

Region square_around(const Box& box, double margin, int picture_width, int picture_height) {
    const double width = box.width * picture_width;
    const double height = box.height * picture_height;
    const double side = std::max(width, height) * (1 + 2 * margin);
    const auto along = [side](double centre, int length) {
        const int size = std::clamp(static_cast<int>(std::lround(side)), 1, length);
        return std::pair{std::clamp(static_cast<int>(std::lround(centre - side / 2)), 0, length - size), size};
    };
    const auto [x, w] = along(box.x * picture_width + width / 2, picture_width);
    const auto [y, h] = along(box.y * picture_height + height / 2, picture_height);
    return {x, y, w, h};
}

Region fill_tensor(const Image& photo, const Region& region, const InputPlan& plan, std::span<float> tensor) {
    const auto plane = static_cast<std::size_t>(plan.width) * static_cast<std::size_t>(plan.height);
    assert(tensor.size() == 3 * plane);
    assert(region.x >= 0 && region.y >= 0 && region.width > 0 && region.height > 0);
    assert(region.x + region.width <= photo.width && region.y + region.height <= photo.height);

    const Tone tone = tone_of(plan);
    float* planes[3];
    for (std::size_t colour = 0; colour < 3; ++colour) planes[colour] = tensor.data() + plane_of(plan, colour) * plane;

    const Region place = place_in_input(plan, region.width, region.height);
    if (place.width < plan.width || place.height < plan.height)
        for (std::size_t colour = 0; colour < 3; ++colour)
            std::fill_n(planes[colour], plane,
                        tone.factor[colour] * static_cast<float>(plan.pad_value) + tone.offset[colour]);

    const Filter across = triangle_filter(region.width, place.width);
    const Filter down = triangle_filter(region.height, place.height);
    // Rows first: they lie together in memory, and only the rows that are left need the other direction.
    const auto row_size = static_cast<std::size_t>(region.width) * 3;
    std::vector<float> row(row_size + 1);  // one more, for the fourth value of the last pixel
    for (int y = 0; y < place.height; ++y) {
        const int first = down.first[static_cast<std::size_t>(y)];
        const float* weights = down.weights.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(down.taps);
        bool begun = false;
        for (int k = 0; k < down.taps; ++k) {
            if (weights[k] == 0) continue;
            const auto* bytes = photo.row(region.y + first + k) + static_cast<std::size_t>(region.x) * 3;
            (begun ? add_weighed_row : weigh_row)(bytes, weights[k], row_size, row.data());
            begun = true;
        }
        const auto at = static_cast<std::size_t>(place.y + y) * static_cast<std::size_t>(plan.width) +
                        static_cast<std::size_t>(place.x);
        resize_row(row.data(), across, static_cast<std::size_t>(place.width), tone.factor, tone.offset, planes[0] + at,
                   planes[1] + at, planes[2] + at);
    }
    return place;
}

}  // namespace serow::vision
