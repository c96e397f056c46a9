// Who belongs to whom, so that all together fit best.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace serow::vision {

// `cost[r * columns + c]`, finite, is what it costs that row r takes column c; each row takes at most one column and
// each column at most one row. The pairs of least total cost, as many as there can be: for each row its column, or -1
// where there are fewer columns than rows. Kuhn 1955, doi:10.1002/nav.3800020109, by shortest augmenting paths
// (Jonker & Volgenant 1987, doi:10.1007/BF02278710): O(rows² · columns).
std::vector<int> cheapest_pairs(std::span<const double> cost, std::size_t rows, std::size_t columns);

}  // namespace serow::vision
