#include "vision/preprocess.h"

#include <algorithm>
#include <cassert>
#include <cmath>
#include <cstring>
#include <utility>
#include <vector>

// The loops below are compiled once for plain x86-64 and once for AVX2 and AVX-512, and the processor chooses. Thread
// sanitizer's start-up does not bear the choosing (ifunc).
#if defined(__x86_64__) && defined(__GNUC__) && !defined(__clang__) && !defined(__SANITIZE_THREAD__) && \
    !defined(__SANITIZE_ADDRESS__)
#define SEROW_FOR_EACH_PROCESSOR __attribute__((target_clones("arch=x86-64-v4", "arch=x86-64-v3", "default")))
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

// Keys' cubic with a = -1/2 (IEEE Trans. ASSP 29, 1981), widened by the reduction so that no pixel is skipped. It
// keeps edges that a triangle blurs: on the labelled photos DEIMv2 then finds as much and errs less on empty ones.
double cubic(double x) {
    x = std::abs(x);
    if (x < 1) return (1.5 * x - 2.5) * x * x + 1;
    if (x < 2) return ((-0.5 * x + 2.5) * x - 4) * x + 2;
    return 0;
}

Filter cubic_filter(int source, int count) {
    const double step = static_cast<double>(source) / count;
    const double stretch = std::max(1.0, step);
    Filter filter;
    filter.taps = std::min(source, static_cast<int>(4 * stretch) + 1);
    filter.first.resize(static_cast<std::size_t>(count));
    filter.weights.resize(static_cast<std::size_t>(count) * static_cast<std::size_t>(filter.taps));
    for (int i = 0; i < count; ++i) {
        const double centre = (i + 0.5) * step;
        const int first = std::clamp(static_cast<int>(std::ceil(centre - 2 * stretch - 0.5)), 0, source - filter.taps);
        filter.first[static_cast<std::size_t>(i)] = first;
        float* weights = filter.weights.data() + static_cast<std::size_t>(i) * static_cast<std::size_t>(filter.taps);
        double sum = 0;
        for (int k = 0; k < filter.taps; ++k) sum += cubic((first + k + 0.5 - centre) / stretch);
        for (int k = 0; k < filter.taps; ++k)
            weights[k] = static_cast<float>(cubic((first + k + 0.5 - centre) / stretch) / sum);
    }
    return filter;
}

// Some rows of bytes, each with its weight: one step of the way down a column. Most photos are decoded to little more
// than the network's size, where the cubic takes five to eight.
constexpr int most_rows = 8;
struct WeighedRows {
    const std::uint8_t* bytes[most_rows];
    float weights[most_rows];
};

template <int... K>
[[gnu::always_inline]] inline void add_rows_of(std::integer_sequence<int, K...>, const WeighedRows& rows,
                                               std::size_t size, bool go_on, float* __restrict sums) {
    const WeighedRows own = rows;  // which nothing that is written below can change
    if (go_on) {
        for (std::size_t i = 0; i < size; ++i)
            sums[i] += (... + (own.weights[K] * static_cast<float>(own.bytes[K][i])));
    } else {
        for (std::size_t i = 0; i < size; ++i) sums[i] = (... + (own.weights[K] * static_cast<float>(own.bytes[K][i])));
    }
}

// sums[i] = the weighed bytes i of the first `count` rows, added to what is there already where `go_on` is.
SEROW_FOR_EACH_PROCESSOR
void add_rows(const WeighedRows& rows, int count, std::size_t size, bool go_on, float* __restrict sums) {
    switch (count) {
        case 1: return add_rows_of(std::make_integer_sequence<int, 1>(), rows, size, go_on, sums);
        case 2: return add_rows_of(std::make_integer_sequence<int, 2>(), rows, size, go_on, sums);
        case 3: return add_rows_of(std::make_integer_sequence<int, 3>(), rows, size, go_on, sums);
        case 4: return add_rows_of(std::make_integer_sequence<int, 4>(), rows, size, go_on, sums);
        case 5: return add_rows_of(std::make_integer_sequence<int, 5>(), rows, size, go_on, sums);
        case 6: return add_rows_of(std::make_integer_sequence<int, 6>(), rows, size, go_on, sums);
        case 7: return add_rows_of(std::make_integer_sequence<int, 7>(), rows, size, go_on, sums);
        default: return add_rows_of(std::make_integer_sequence<int, 8>(), rows, size, go_on, sums);
    }
}

// Two pixels and two values of the next: their red, green and blue are weighed in one step, the last two not at all.
using EightFloats = float __attribute__((vector_size(32)));
using FourFloats = float __attribute__((vector_size(16)));
constexpr std::size_t beyond_row = 5;  // values that such a step may read behind the last pixel

// sum += the eight weights times the eight values, which lie anywhere.
[[gnu::always_inline]] inline void add_product(EightFloats& sum, const float* weights, const float* values) {
    EightFloats w, v;
    std::memcpy(&w, weights, sizeof w);
    std::memcpy(&v, values, sizeof v);
    sum += w * v;
}

// The weights of a filter for such steps: of each result ceil(taps / 2) times eight.
std::vector<float> weights_by_pairs(const Filter& filter, std::size_t count) {
    const auto taps = static_cast<std::size_t>(filter.taps);
    const auto pairs = (taps + 1) / 2;
    std::vector<float> weights(count * pairs * 8);
    for (std::size_t i = 0; i < count; ++i)
        for (std::size_t k = 0; k < taps; ++k)
            std::fill_n(weights.data() + (i * pairs + k / 2) * 8 + k % 2 * 3, 3, filter.weights[i * taps + k]);
    return weights;
}

// A row of interleaved pixels to one row of each colour plane: plane value = factor * filtered + offset.
SEROW_FOR_EACH_PROCESSOR
void resize_row(const float* pixels, const Filter& filter, const float* weights, std::size_t count, FourFloats factor,
                FourFloats offset, float* __restrict red, float* __restrict green, float* __restrict blue) {
    const int pairs = (filter.taps + 1) / 2;
    for (std::size_t i = 0; i < count; ++i) {
        const float* at = pixels + static_cast<std::size_t>(filter.first[i]) * 3;
        EightFloats even{}, odd{};  // two sums, so that an addition need not wait for the last
        int k = 0;
        for (; k + 1 < pairs; k += 2, at += 12, weights += 16) {
            add_product(even, weights, at);
            add_product(odd, weights + 8, at + 6);
        }
        if (k < pairs) {
            add_product(even, weights, at);
            weights += 8;
        }
        even += odd;
        FourFloats sum =
            __builtin_shufflevector(even, even, 0, 1, 2, 6) + __builtin_shufflevector(even, even, 3, 4, 5, 7);
        sum = sum < 0.0F ? FourFloats{} : sum;  // the cubic overshoots at edges; a pixel cannot
        sum = sum > 255.0F ? FourFloats{} + 255.0F : sum;
        sum = sum * factor + offset;
        red[i] = sum[0];
        green[i] = sum[1];
        blue[i] = sum[2];
    }
}

// Planes of one colour each to pixels of three.
void interleave(std::span<float> tensor, std::size_t plane) {
    const std::vector<float> planes(tensor.begin(), tensor.end());
    for (std::size_t colour = 0; colour < 3; ++colour)
        for (std::size_t i = 0; i < plane; ++i) tensor[3 * i + colour] = planes[colour * plane + i];
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

namespace {

// A picture brought into the plan's width x height with its proportions kept.
Size letterboxed(const InputPlan& plan, int picture_width, int picture_height) {
    const double ratio =
        std::min(static_cast<double>(plan.width) / picture_width, static_cast<double>(plan.height) / picture_height);
    return {std::clamp(static_cast<int>(picture_width * ratio), 1, plan.width),
            std::clamp(static_cast<int>(picture_height * ratio), 1, plan.height)};
}

}  // namespace

Size fed_size(const InputPlan& plan, int picture_width, int picture_height) {
    if (plan.resize == Resize::plain || plan.multiple_of == 0) return {plan.width, plan.height};
    const auto [width, height] = letterboxed(plan, picture_width, picture_height);
    const auto filled_up = [&](int side) {
        return (side + plan.multiple_of - 1) / plan.multiple_of * plan.multiple_of;
    };
    return {filled_up(width), filled_up(height)};
}

Region place_in_input(const InputPlan& plan, int picture_width, int picture_height) {
    const auto fed = fed_size(plan, picture_width, picture_height);
    if (plan.resize == Resize::plain) return {0, 0, fed.width, fed.height};
    const auto [width, height] = letterboxed(plan, picture_width, picture_height);
    if (plan.pad_position == Padding::top_left) return {0, 0, width, height};
    return {(fed.width - width) / 2, (fed.height - height) / 2, width, height};
}

int least_side(const InputPlan& plan, int picture_width, int picture_height) {
    const auto place = place_in_input(plan, picture_width, picture_height);
    const int longer = std::max(picture_width, picture_height);
    const auto needed = [longer](int fed, int length) {
        return static_cast<int>((std::int64_t{longer} * fed + length - 1) / length);
    };
    return std::max(needed(place.width, picture_width), needed(place.height, picture_height));
}

std::vector<std::int64_t> input_shape(const InputPlan& plan, Size fed) {
    return plan.layout == Layout::nchw ? std::vector<std::int64_t>{1, 3, fed.height, fed.width}
                                       : std::vector<std::int64_t>{1, fed.height, fed.width, 3};
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

Region region_to_look_at(const InputPlan& plan, const Box& box, const Image& photo) {
    switch (plan.view) {
        case View::crop: return square_around(box, plan.crop_margin, photo.width, photo.height);
        case View::box: {
            const auto along = [](double from, double length, int all) {
                const int first = std::clamp(static_cast<int>(from * all), 0, all - 1);
                return std::pair{first, std::clamp(static_cast<int>(length * all), 1, all - first)};
            };
            const auto [x, width] = along(box.x, box.width, photo.width);
            const auto [y, height] = along(box.y, box.height, photo.height);
            return {x, y, width, height};
        }
        case View::whole: break;
    }
    const auto cut = std::min(plan.trim_share * photo.height, plan.trim_pixels / photo.reduction);
    const auto height = std::clamp(photo.height - static_cast<int>(cut), 1, photo.height);
    return {0, (photo.height - height) / 2, photo.width, height};
}

Region fill_tensor(const Image& photo, const Region& region, const InputPlan& plan, std::span<float> tensor) {
    const auto fed = fed_size(plan, region.width, region.height);
    const auto plane = static_cast<std::size_t>(fed.width) * static_cast<std::size_t>(fed.height);
    assert(tensor.size() == 3 * plane);
    assert(region.x >= 0 && region.y >= 0 && region.width > 0 && region.height > 0);
    assert(region.x + region.width <= photo.width && region.y + region.height <= photo.height);

    const Tone tone = tone_of(plan);
    float* planes[3];
    for (std::size_t colour = 0; colour < 3; ++colour) planes[colour] = tensor.data() + plane_of(plan, colour) * plane;

    const Region place = place_in_input(plan, region.width, region.height);
    if (place.width < fed.width || place.height < fed.height)
        for (std::size_t colour = 0; colour < 3; ++colour)
            std::fill_n(planes[colour], plane,
                        tone.factor[colour] * static_cast<float>(plan.pad_value) + tone.offset[colour]);

    const Filter across = cubic_filter(region.width, place.width);
    const Filter down = cubic_filter(region.height, place.height);
    // Rows first: they lie together in memory, and only the rows that are left need the other direction.
    const auto row_size = static_cast<std::size_t>(region.width) * 3;
    std::vector<float> row(row_size + beyond_row);
    const auto weights_across = weights_by_pairs(across, static_cast<std::size_t>(place.width));
    for (int y = 0; y < place.height; ++y) {
        const int first = down.first[static_cast<std::size_t>(y)];
        const float* weights = down.weights.data() + static_cast<std::size_t>(y) * static_cast<std::size_t>(down.taps);
        for (int k = 0; k < down.taps; k += most_rows) {
            const int count = std::min(most_rows, down.taps - k);
            WeighedRows rows{};
            for (int j = 0; j < count; ++j) {
                rows.bytes[j] = photo.row(region.y + first + k + j) + static_cast<std::size_t>(region.x) * 3;
                rows.weights[j] = weights[k + j];
            }
            add_rows(rows, count, row_size, k > 0, row.data());
        }
        const auto at = static_cast<std::size_t>(place.y + y) * static_cast<std::size_t>(fed.width) +
                        static_cast<std::size_t>(place.x);
        resize_row(row.data(), across, weights_across.data(), static_cast<std::size_t>(place.width), tone.factor,
                   tone.offset, planes[0] + at, planes[1] + at, planes[2] + at);
    }
    if (plan.layout == Layout::nhwc) interleave(tensor, plane);
    return place;
}

}  // namespace serow::vision
