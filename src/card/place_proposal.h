// Where a camera stood, by the GPS readings in its photos.
#pragma once

#include <cstddef>
#include <optional>
#include <span>

#include "camtrap/records.h"

namespace serow::card {

// A consumer receiver under trees is off by tens of metres; sample points stand hundreds apart.
inline constexpr double same_place_m = 250;
// One reading may be any: the car park, the last place where the receiver had the sky.
inline constexpr int readings_of_a_move = 2;

// Finite, in range, and not 0, 0 (what receivers write that know nothing).
bool is_real(const camtrap::Place& place);

// The middle of the readings, latitude and longitude each; across 180° as on the globe. nullopt without a real one.
std::optional<camtrap::Place> middle_of(std::span<const camtrap::Place> readings);

struct NearPoint {
    std::size_t point = 0;  // which of the points
    double distance_m = 0;
    bool operator==(const NearPoint&) const = default;
};
// The nearest of the points where it is within same_place_m of the middle of the readings.
std::optional<NearPoint> point_near(std::span<const camtrap::Place> readings, std::span<const camtrap::Place> points);

struct Move {
    camtrap::Place to;  // the middle of the readings
    double distance_m = 0;
    bool operator==(const Move&) const = default;
};
// The camera no longer stands at `point`: at least readings_of_a_move real readings are further than same_place_m from
// it, and so is the middle of all.
std::optional<Move> moved_from(const camtrap::Place& point, std::span<const camtrap::Place> readings);

}  // namespace serow::card
