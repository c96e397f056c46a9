#include "media/cells.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>

namespace serow::media {
namespace {

constexpr int rows = 48;
constexpr int strip = rows / 8;
static_assert(rows - 2 * strip == cell_rows);

}  // namespace

std::vector<Cell> cells_of(const Image& image) {
    std::vector<Cell> cells;
    cells.reserve(static_cast<std::size_t>(cell_columns) * cell_rows);
    for (int r = strip; r < rows - strip; ++r) {
        const int top = image.height * r / rows;
        const int bottom = std::max(top + 1, image.height * (r + 1) / rows);
        for (int c = 0; c < cell_columns; ++c) {
            const std::ptrdiff_t left = image.width * c / cell_columns;
            const std::ptrdiff_t right = std::max<std::ptrdiff_t>(left + 1, image.width * (c + 1) / cell_columns);
            std::array<std::uint64_t, 3> sums{};
            for (int y = top; y < bottom; ++y)
                for (const auto* pixel = image.row(y) + 3 * left; pixel < image.row(y) + 3 * right; pixel += 3)
                    for (std::size_t channel = 0; channel < 3; ++channel) sums[channel] += pixel[channel];
            const std::array sum{static_cast<double>(sums[0]), static_cast<double>(sums[1]),
                                 static_cast<double>(sums[2])};
            const double pixels = static_cast<double>((bottom - top) * (right - left));
            const double luma = (0.299 * sum[0] + 0.587 * sum[1] + 0.114 * sum[2]) / pixels;
            cells.push_back({luma, sum[2] / pixels - luma, sum[0] / pixels - luma});
        }
    }
    return cells;
}

}  // namespace serow::media
