// The YOLO families: boxes in pixels of the input.
#include <algorithm>
#include <cmath>

#include "vision/finds.h"

namespace serow::vision {

Found decode_yolox_raw(const Output& grid, std::span<const int> strides, const Asked& asked) {
    std::int64_t cells = 0;
    for (const int stride : strides)
        cells += static_cast<std::int64_t>(asked.fed.width / stride) * (asked.fed.height / stride);
    const auto width = 5 + asked.labels.size();
    const auto* cell = floats_of(grid, {1, cells, static_cast<std::int64_t>(width)});
    if (cell == nullptr) return wrong_form(std::format("float [1][{}][{}] is expected", cells, width));

    Finds finds(asked);
    for (const int stride : strides)
        for (int row = 0; row < asked.fed.height / stride; ++row)
            for (int column = 0; column < asked.fed.width / stride; ++column, cell += width) {
                if (!finds.is_enough(cell[4])) continue;  // class scores are at most 1: nothing can reach it
                const auto* best = std::max_element(cell + 5, cell + width);
                const double confidence = static_cast<double>(cell[4]) * *best;
                if (finds.is_enough(confidence))
                    finds.around(static_cast<std::size_t>(best - (cell + 5)), confidence,
                                 (static_cast<double>(cell[0]) + column) * stride,
                                 (static_cast<double>(cell[1]) + row) * stride,
                                 std::exp(static_cast<double>(cell[2])) * stride,
                                 std::exp(static_cast<double>(cell[3])) * stride);
            }
    return finds.take();
}

Found decode_yolo_v5(const Output& rows, const Asked& asked) {
    const auto width = 5 + asked.labels.size();
    const auto* values = floats_of(rows, {1, -1, static_cast<std::int64_t>(width)});
    if (values == nullptr) return wrong_form(std::format("float [1][N][{}] is expected", width));

    Finds finds(asked);
    for (const float* row = values; row < values + static_cast<std::size_t>(rows.shape[1]) * width; row += width) {
        if (!finds.is_enough(row[4])) continue;
        const auto* best = std::max_element(row + 5, row + width);
        const double confidence = static_cast<double>(row[4]) * *best;
        if (finds.is_enough(confidence))
            finds.around(static_cast<std::size_t>(best - (row + 5)), confidence, row[0], row[1], row[2], row[3]);
    }
    return finds.take();
}

Found decode_yolo_v8(const Output& columns, const Asked& asked) {
    const auto labels = asked.labels.size();
    const auto* values = floats_of(columns, {1, static_cast<std::int64_t>(4 + labels), -1});
    if (values == nullptr) return wrong_form(std::format("float [1][{}][N] is expected", 4 + labels));

    Finds finds(asked);
    const auto count = static_cast<std::size_t>(columns.shape[2]);
    for (std::size_t i = 0; i < count; ++i) {
        const auto at = [&](std::size_t row) { return values[row * count + i]; };
        std::size_t best = 0;
        for (std::size_t label = 1; label < labels; ++label)
            if (at(4 + label) > at(4 + best)) best = label;
        if (finds.is_enough(at(4 + best))) finds.around(best, at(4 + best), at(0), at(1), at(2), at(3));
    }
    return finds.take();
}

Found decode_yolo_v10(const Output& rows, const Asked& asked) {
    const auto* values = floats_of(rows, {1, -1, 6});
    if (values == nullptr) return wrong_form("float [1][N][6] is expected");

    Finds finds(asked);
    for (const float* row = values; row < values + rows.shape[1] * 6; row += 6) {
        if (!finds.is_enough(row[4])) continue;
        if (!(row[5] >= 0 && row[5] < static_cast<float>(asked.labels.size())))
            return wrong_form(std::format("label {} of {}", row[5], asked.labels.size()));
        finds.in_input(static_cast<std::size_t>(row[5]), row[4], row[0], row[1], row[2], row[3]);
    }
    return finds.take();
}

}  // namespace serow::vision
