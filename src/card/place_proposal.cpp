#include "card/place_proposal.h"

#include <algorithm>
#include <cmath>
#include <vector>

#include "earth/distance.h"

namespace serow::card {
namespace {

double metres(const camtrap::Place& a, const camtrap::Place& b) {
    return earth::distance_m({a.latitude, a.longitude}, {b.latitude, b.longitude});
}

double median(std::vector<double> values) {
    std::ranges::sort(values);
    const auto half = values.size() / 2;
    return values.size() % 2 == 1 ? values[half] : (values[half - 1] + values[half]) / 2;
}

}  // namespace

bool is_real(const camtrap::Place& place) {
    return std::abs(place.latitude) <= 90 && std::abs(place.longitude) <= 180 &&
           (place.latitude != 0 || place.longitude != 0);
}

std::optional<camtrap::Place> middle_of(std::span<const camtrap::Place> readings) {
    std::vector<double> latitudes, longitudes;
    for (const auto& reading : readings) {
        if (!is_real(reading)) continue;
        latitudes.push_back(reading.latitude);
        // Beside the first one, so that 179.999 and -179.999 are neighbours.
        auto longitude = reading.longitude;
        if (!longitudes.empty()) longitude += 360 * std::round((longitudes.front() - longitude) / 360);
        longitudes.push_back(longitude);
    }
    if (latitudes.empty()) return {};
    auto longitude = median(std::move(longitudes));
    if (longitude > 180) longitude -= 360;
    if (longitude < -180) longitude += 360;
    return camtrap::Place{median(std::move(latitudes)), longitude};
}

std::optional<NearPoint> point_near(std::span<const camtrap::Place> readings, std::span<const camtrap::Place> points) {
    const auto middle = middle_of(readings);
    if (!middle) return {};
    std::optional<NearPoint> near;
    for (std::size_t i = 0; i < points.size(); ++i)
        if (const auto distance = metres(*middle, points[i]);
            distance <= same_place_m && (!near || distance < near->distance_m))
            near = NearPoint{i, distance};
    return near;
}

std::optional<Move> moved_from(const camtrap::Place& point, std::span<const camtrap::Place> readings) {
    const auto far = std::ranges::count_if(
        readings, [&](const auto& reading) { return is_real(reading) && metres(point, reading) > same_place_m; });
    if (far < readings_of_a_move) return {};
    const auto middle = *middle_of(readings);
    const auto distance = metres(point, middle);
    if (distance <= same_place_m) return {};
    return Move{middle, distance};
}

}  // namespace serow::card
