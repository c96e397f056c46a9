// Distance over the ground.
#pragma once

namespace serow::earth {

// Degrees, WGS 84; latitude in [-90, 90], longitude in [-180, 180].
struct Point {
    double latitude = 0;
    double longitude = 0;
    bool operator==(const Point&) const = default;
};

// Great-circle distance in metres on a sphere of radius 6 371 008.8 m (the mean Earth radius of
// WGS 84, IUGG), by the haversine formula, exact to rounding also for points metres apart or
// opposite. The ellipsoid differs from the sphere by up to 0.56 %.
double distance_m(const Point& a, const Point& b);

}  // namespace serow::earth
