#include "vision/texture.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdint>

namespace serow::vision {
namespace {

// Added to brightness before the logarithm: in the dark, the sensor's noise is then no texture.
constexpr double dark_level = 16;
constexpr int smoothing = 1;       // radius, pixels
constexpr int neighbourhood = 6;   // radius, pixels
constexpr int tallest = 8;         // times the width
constexpr int strip_share = 10;    // a tenth at top and bottom is not compared: strips with time and date
constexpr int smallest_side = 24;  // pixels; with less nothing can be aligned

// The area mean of brightness (ITU-R BT.601) over width × height cells.
std::vector<float> brightness_of(const Image& picture, int width, int height) {
    std::vector<float> cells;
    cells.reserve(static_cast<std::size_t>(width) * static_cast<std::size_t>(height));
    const auto from = [](int i, int cells_on_side, int pixels) {
        return static_cast<int>(static_cast<std::int64_t>(i) * pixels / cells_on_side);
    };
    for (int y = 0; y < height; ++y) {
        const int top = from(y, height, picture.height);
        const int bottom = std::max(top + 1, from(y + 1, height, picture.height));
        for (int x = 0; x < width; ++x) {
            const std::ptrdiff_t left = from(x, width, picture.width);
            const std::ptrdiff_t right = std::max<std::ptrdiff_t>(left + 1, from(x + 1, width, picture.width));
            std::array<std::uint64_t, 3> sums{};
            for (int row = top; row < bottom; ++row)
                for (const auto* pixel = picture.row(row) + 3 * left; pixel < picture.row(row) + 3 * right; pixel += 3)
                    for (std::size_t channel = 0; channel < 3; ++channel) sums[channel] += pixel[channel];
            const auto pixels = static_cast<double>((bottom - top) * (right - left));
            cells.push_back(
                static_cast<float>((0.299 * static_cast<double>(sums[0]) + 0.587 * static_cast<double>(sums[1]) +
                                    0.114 * static_cast<double>(sums[2])) /
                                   pixels));
        }
    }
    return cells;
}

// The correlation of the inner parts, every `step`th pixel.
double agreement_at(const Texture& first, const Texture& second, int dx, int dy, int step) {
    const int strip = first.height / strip_share + most_shift;
    double sum1 = 0, sum2 = 0, sum11 = 0, sum22 = 0, sum12 = 0, count = 0;
    for (int y = strip; y < first.height - strip; y += step) {
        const auto* row1 = first.values.data() + static_cast<std::ptrdiff_t>(y) * first.width;
        const auto* row2 = second.values.data() + static_cast<std::ptrdiff_t>(y + dy) * first.width + dx;
        for (int x = most_shift; x < first.width - most_shift; x += step) {
            const double a = row1[x];
            const double b = row2[x];
            sum1 += a;
            sum2 += b;
            sum11 += a * a;
            sum22 += b * b;
            sum12 += a * b;
            ++count;
        }
    }
    const double spread1 = sum11 - sum1 * sum1 / count;
    const double spread2 = sum22 - sum2 * sum2 / count;
    if (!(spread1 > 1e-9 && spread2 > 1e-9)) return -1;  // all alike
    return (sum12 - sum1 * sum2 / count) / std::sqrt(spread1 * spread2);
}

Shift best_around(const Texture& first, const Texture& second, const Shift& middle, int reach, int step) {
    Shift best;
    const auto within = [](int at) { return std::clamp(at, -most_shift, most_shift); };
    for (int dy = within(middle.dy - reach); dy <= within(middle.dy + reach); dy += step)
        for (int dx = within(middle.dx - reach); dx <= within(middle.dx + reach); dx += step)
            if (const double found = agreement_at(first, second, dx, dy, step); found > best.agreement)
                best = {dx, dy, found};
    return best;
}

}  // namespace

std::vector<float> box_mean(std::span<const float> values, int width, int height, int radius) {
    const auto columns = static_cast<std::size_t>(width);
    std::vector<float> mean(values.size());
    std::vector<float> sums(columns, 0);  // of the rows in the window, column by column
    const auto add_row = [&](int y, float sign) {
        if (y < 0 || y >= height) return;
        const auto row = values.subspan(static_cast<std::size_t>(y) * columns, columns);
        for (std::size_t x = 0; x < columns; ++x) sums[x] += sign * row[x];
    };
    for (int y = 0; y < radius; ++y) add_row(y, 1);
    for (int y = 0; y < height; ++y) {
        add_row(y + radius, 1);
        add_row(y - radius - 1, -1);
        const int rows = std::min(height - 1, y + radius) - std::max(0, y - radius) + 1;
        double sum = 0;
        for (int x = 0; x < std::min(radius, width); ++x) sum += sums[static_cast<std::size_t>(x)];
        for (int x = 0; x < width; ++x) {
            if (x + radius < width) sum += sums[static_cast<std::size_t>(x + radius)];
            if (x - radius > 0) sum -= sums[static_cast<std::size_t>(x - radius - 1)];
            const int across = std::min(width - 1, x + radius) - std::max(0, x - radius) + 1;
            mean[static_cast<std::size_t>(y) * columns + static_cast<std::size_t>(x)] =
                static_cast<float>(sum / (rows * across));
        }
    }
    return mean;
}

Texture texture_of(const Image& picture) {
    Texture texture;
    if (picture.empty() || picture.height > static_cast<std::int64_t>(tallest) * picture.width) return texture;
    texture.width = texture_width;
    texture.height =
        std::max(1, static_cast<int>(std::lround(static_cast<double>(picture.height) * texture_width / picture.width)));
    auto values = brightness_of(picture, texture.width, texture.height);
    for (auto& value : values) value = static_cast<float>(std::log(value + dark_level));
    values = box_mean(values, texture.width, texture.height, smoothing);
    const auto around = box_mean(values, texture.width, texture.height, neighbourhood);
    for (std::size_t i = 0; i < values.size(); ++i) values[i] -= around[i];
    texture.values = std::move(values);
    return texture;
}

Shift align(const Texture& first, const Texture& second) {
    if (first.width != second.width || first.height != second.height) return {};
    if (std::min(first.width, first.height) < smallest_side) return {};
    const auto rough = best_around(first, second, {}, most_shift, 2);
    if (rough.agreement <= -1) return {};
    return best_around(first, second, rough, 1, 1);
}

Texture moved_back(const Texture& texture, const Shift& shift) {
    if (shift.dx == 0 && shift.dy == 0) return texture;
    Texture moved{texture.width, texture.height, std::vector<float>(texture.values.size())};
    auto* to = moved.values.data();
    for (int y = 0; y < texture.height; ++y) {
        const auto row = static_cast<std::ptrdiff_t>(std::clamp(y + shift.dy, 0, texture.height - 1)) * texture.width;
        for (int x = 0; x < texture.width; ++x)
            *to++ = texture.values[static_cast<std::size_t>(row + std::clamp(x + shift.dx, 0, texture.width - 1))];
    }
    return moved;
}

}  // namespace serow::vision
