#include "earth/distance.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace serow::earth {

double distance_m(const Point& a, const Point& b) {
    constexpr double radius_m = 6371008.8;
    constexpr double degree = std::numbers::pi / 180;
    const double south_north = std::sin((b.latitude - a.latitude) * degree / 2);
    const double west_east = std::sin((b.longitude - a.longitude) * degree / 2);
    const double h = south_north * south_north +
                     std::cos(a.latitude * degree) * std::cos(b.latitude * degree) * west_east * west_east;
    // Rounding can push h a hair above 1 for opposite points.
    return 2 * radius_m * std::asin(std::sqrt(std::min(h, 1.0)));
}

}  // namespace serow::earth
