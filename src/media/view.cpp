#include "media/view.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "media/cells.h"

namespace serow::media {
namespace {

constexpr int field = 4;  // cells on each side of a field
constexpr int across = cell_columns / field;
constexpr int down = cell_rows / field;
static_assert(std::size_t{2} * across * down == view_fields);

// Row by row.
std::size_t place(int row, int column, int columns) {
    return static_cast<std::size_t>(row) * static_cast<std::size_t>(columns) + static_cast<std::size_t>(column);
}

}  // namespace

std::optional<View> view_of(const Image& image) {
    if (image.width < smallest_told || image.height < smallest_told) return {};
    return view_of(cells_of(image));
}

View view_of(std::span<const Cell> cells) {
    View view;
    double sum = 0, squares = 0;
    std::vector<double> logs;
    logs.reserve(cells.size());
    for (const auto& cell : cells) {
        sum += cell.y;
        squares += cell.y * cell.y;
        logs.push_back(std::log(cell.y + 8));  // 8: the noise of dark cells is no edge
    }
    const auto count = static_cast<double>(cells.size());
    view.brightness = sum / count;
    view.contrast = std::sqrt(std::max(0.0, squares / count - view.brightness * view.brightness));

    std::array<double, view_fields> strength{};
    const auto at = [&](int row, int column) { return logs[place(row, column, cell_columns)]; };
    for (int row = 1; row + 1 < cell_rows; ++row)
        for (int column = 1; column + 1 < cell_columns; ++column) {
            const auto into = place(row / field, column / field, across);
            strength[into] += std::abs(at(row, column + 1) - at(row, column - 1));
            strength[into + view_fields / 2] += std::abs(at(row + 1, column) - at(row - 1, column));
        }
    const double most = std::ranges::max(strength);
    if (most <= 0) return view;
    // The root keeps a single bright edge from drowning the rest.
    for (std::size_t i = 0; i < view_fields; ++i)
        view.signature[i] = static_cast<std::uint8_t>(std::lround(255 * std::sqrt(strength[i] / most)));
    return view;
}

}  // namespace serow::media
