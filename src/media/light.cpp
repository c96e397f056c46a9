#include "media/light.h"

#include <cmath>
#include <span>
#include <vector>

#include "media/cells.h"

namespace serow::media {
namespace {

constexpr double dark = 4;
constexpr double bright = 251;

// Mean of y, and the straight line of `part` over it.
struct Tint {
    double at_mean = 0, slope = 0;
};
Tint tint_of(std::span<const Cell> cells, double mean_y, double Cell::* part) {
    double mean = 0, along = 0, spread = 0;
    for (const auto& cell : cells) mean += cell.*part;
    mean /= static_cast<double>(cells.size());
    for (const auto& cell : cells) {
        along += (cell.y - mean_y) * (cell.*part - mean);
        spread += (cell.y - mean_y) * (cell.y - mean_y);
    }
    return {mean, spread > 0 ? along / spread : 0};
}

double mean_brightness(std::span<const Cell> cells) {
    double sum = 0;
    for (const auto& cell : cells) sum += cell.y;
    return sum / static_cast<double>(cells.size());
}

double spread_of(std::span<const Cell> cells) {
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
    if (image.width < smallest_told || image.height < smallest_told) return {};
    return light_of(cells_of(image));
}

std::optional<camtrap::Light> light_of(std::span<const Cell> cells) {
    const double mean = mean_brightness(cells);
    if (mean < dark || mean > bright) return {};
    return spread_of(cells) < infrared_below ? camtrap::Light::infrared : camtrap::Light::colour;
}

}  // namespace serow::media
