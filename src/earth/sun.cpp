#include "earth/sun.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace serow::earth {
namespace {

constexpr double degree = std::numbers::pi / 180;

// 2000-01-01T12:00:00Z is the Julian day 2451545.0; the 68 s between UTC and terrestrial time move the sun by 0.0008°.
double julian_centuries(Instant instant) {
    constexpr Instant epoch{std::chrono::seconds(946'728'000)};
    return std::chrono::duration<double, std::chrono::days::period>(instant - epoch).count() / 36525;
}

}  // namespace

SunPosition sun_position(Instant instant) {
    const double t = julian_centuries(instant);
    const double mean_longitude = (280.46646 + t * (36000.76983 + t * 0.0003032)) * degree;
    const double anomaly = (357.52911 + t * (35999.05029 - t * 0.0001537)) * degree;
    const double eccentricity = 0.016708634 - t * (0.000042037 + t * 0.0000001267);
    const double centre = (1.914602 - t * (0.004817 + t * 0.000014)) * std::sin(anomaly) +
                          (0.019993 - t * 0.000101) * std::sin(2 * anomaly) + 0.000289 * std::sin(3 * anomaly);
    const double node = (125.04 - 1934.136 * t) * degree;
    const double longitude = mean_longitude + (centre - 0.00569 - 0.00478 * std::sin(node)) * degree;
    const double obliquity =
        (23 + (26 + (21.448 - t * (46.815 + t * (0.00059 - t * 0.001813))) / 60) / 60 + 0.00256 * std::cos(node)) *
        degree;
    const double y = std::pow(std::tan(obliquity / 2), 2);
    const double radians = y * std::sin(2 * mean_longitude) - 2 * eccentricity * std::sin(anomaly) +
                           4 * eccentricity * y * std::sin(anomaly) * std::cos(2 * mean_longitude) -
                           0.5 * y * y * std::sin(4 * mean_longitude) -
                           1.25 * eccentricity * eccentricity * std::sin(2 * anomaly);
    // 360° are 1440 minutes.
    return {std::asin(std::sin(obliquity) * std::sin(longitude)) / degree, 4 * radians / degree};
}

double sun_altitude_deg(Instant instant, const Point& point) {
    const auto sun = sun_position(instant);
    const auto of_day = instant - std::chrono::floor<std::chrono::days>(instant);
    const double minutes_utc = std::chrono::duration<double, std::chrono::minutes::period>(of_day).count();
    const double hour_angle = ((minutes_utc + sun.equation_of_time_min) / 4 + point.longitude - 180) * degree;
    const double latitude = point.latitude * degree;
    const double declination = sun.declination_deg * degree;
    const double sine =
        std::sin(latitude) * std::sin(declination) + std::cos(latitude) * std::cos(declination) * std::cos(hour_angle);
    return std::asin(std::clamp(sine, -1.0, 1.0)) / degree;
}

}  // namespace serow::earth
