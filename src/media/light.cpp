#include "media/light.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstddef>
#include <vector>

namespace serow::media {
namespace {

constexpr int columns = 64;
constexpr int rows = 48;
constexpr int strip = rows / 8;
constexpr int smallest = 32;
constexpr double dark = 4;
constexpr double bright = 251;

// Brightness (ITU-R BT.601) and the two differences of colour.
struct Cell {
    double y = 0, blue = 0, red = 0;
};

std::vector<Cell> cells_of(const Image& image) {
    std::vector<Cell> cells;
    cells.reserve(static_cast<std::size_t>(columns) * (rows - 2 * strip));
    for (int r = strip; r < rows - strip; ++r) {
        const int top = image.height * r / rows;
        const int bottom = std::max(top + 1, image.height * (r + 1) / rows);
        for (int c = 0; c < columns; ++c) {
            const std::ptrdiff_t left = image.width * c / columns;
            const std::ptrdiff_t right = std::max<std::ptrdiff_t>(left + 1, image.width * (c + 1) / columns);
            std::array<double, 3> sum{};
            for (int y = top; y < bottom; ++y)
                for (const auto* pixel = image.row(y) + 3 * left; pixel < image.row(y) + 3 * right; pixel += 3)
                    for (std::size_t channel = 0; channel < 3; ++channel) sum[channel] += pixel[channel];
            const double pixels = static_cast<double>((bottom - top) * (right - left));
            const double luma = (0.299 * sum[0] + 0.587 * sum[1] + 0.114 * sum[2]) / pixels;
            cells.push_back({luma, sum[2] / pixels - luma, sum[0] / pixels - luma});
        }
    }
    return cells;
}

// Mean of y, and the straight line of `part` over it.
struct Tint {
    double at_mean = 0, slope = 0;
};
Tint tint_of(const std::vector<Cell>& cells, double mean_y, double Cell::* part) {
    double mean = 0, along = 0, spread = 0;
    for (const auto& cell : cells) mean += cell.*part;
    mean /= static_cast<double>(cells.size());
    for (const auto& cell : cells) {
        along += (cell.y - mean_y) * (cell.*part - mean);
        spread += (cell.y - mean_y) * (cell.y - mean_y);
    }
    return {mean, spread > 0 ? along / spread : 0};
}

double mean_brightness(const std::vector<Cell>& cells) {
    double sum = 0;
    for (const auto& cell : cells) sum += cell.y;
    return sum / static_cast<double>(cells.size());
}

double spread_of(const std::vector<Cell>& cells) {
    const double mean_y = mean_brightness(cells);
    const auto blue = tint_of(cells, mean_y, &Cell::blue);
    const auto red = tint_of(cells, mean_y, &Cell::red);
    double sum = 0;
    for (const auto& cell : cells)
        sum += std::hypot(cell.blue - blue.at_mean - blue.slope * (cell.y - mean_y),
                          cell.red - red.at_mean - red.slope * (cell.y - mean_y));
    return sum / static_cast<double>(cells.size());
}

}  // namespace

double colour_spread(const Image& image) {
    return image.empty() ? 0 : spread_of(cells_of(image));
}

std::optional<camtrap::Light> light_of(const Image& image) {
    if (image.width < smallest || image.height < smallest) return {};
    const auto cells = cells_of(image);
    const double mean = mean_brightness(cells);
    if (mean < dark || mean > bright) return {};
    return spread_of(cells) < infrared_below ? camtrap::Light::infrared : camtrap::Light::colour;
}

}  // namespace serow::media
