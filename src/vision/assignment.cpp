#include "vision/assignment.h"

#include <cassert>
#include <limits>

namespace serow::vision {
namespace {

// At most as many rows as columns. Rows and columns are counted from 1; 0 stands for "none".
std::vector<int> pairs_of_few_rows(std::span<const double> cost, std::size_t rows, std::size_t columns) {
    std::vector<double> row_price(rows + 1, 0), column_price(columns + 1, 0);
    std::vector<std::size_t> row_of(columns + 1, 0), came_from(columns + 1, 0);
    for (std::size_t row = 1; row <= rows; ++row) {
        // The shortest way from `row` to a free column, through columns that are taken.
        std::vector<double> distance(columns + 1, std::numeric_limits<double>::infinity());
        std::vector<bool> seen(columns + 1, false);
        std::size_t at = 0;
        row_of[0] = row;
        do {
            seen[at] = true;
            const auto from = row_of[at];
            double step = std::numeric_limits<double>::infinity();
            std::size_t next = 0;
            for (std::size_t column = 1; column <= columns; ++column) {
                if (seen[column]) continue;
                const double reduced = cost[(from - 1) * columns + column - 1] - row_price[from] - column_price[column];
                if (reduced < distance[column]) {
                    distance[column] = reduced;
                    came_from[column] = at;
                }
                if (distance[column] < step) {
                    step = distance[column];
                    next = column;
                }
            }
            for (std::size_t column = 0; column <= columns; ++column) {
                if (seen[column]) {
                    row_price[row_of[column]] += step;
                    column_price[column] -= step;
                } else {
                    distance[column] -= step;
                }
            }
            at = next;
        } while (row_of[at] != 0);
        for (; at != 0; at = came_from[at]) row_of[at] = row_of[came_from[at]];
    }
    std::vector<int> pairs(rows, -1);
    for (std::size_t column = 1; column <= columns; ++column)
        if (row_of[column] != 0) pairs[row_of[column] - 1] = static_cast<int>(column) - 1;
    return pairs;
}

}  // namespace

std::vector<int> cheapest_pairs(std::span<const double> cost, std::size_t rows, std::size_t columns) {
    assert(cost.size() == rows * columns);
    if (rows <= columns) return pairs_of_few_rows(cost, rows, columns);
    std::vector<double> turned(cost.size());
    for (std::size_t r = 0; r < rows; ++r)
        for (std::size_t c = 0; c < columns; ++c) turned[c * rows + r] = cost[r * columns + c];
    std::vector<int> pairs(rows, -1);
    const auto rows_of = pairs_of_few_rows(turned, columns, rows);
    for (std::size_t c = 0; c < columns; ++c) pairs[static_cast<std::size_t>(rows_of[c])] = static_cast<int>(c);
    return pairs;
}

}  // namespace serow::vision
