#include "card/place_proposal.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>
#include <vector>

namespace serow::card {
namespace {

using camtrap::Place;
using Places = std::vector<Place>;

// On the sphere of earth/distance.h one degree of latitude is 6371008.8 m · π / 180 = 111 195.08 m.
constexpr double metre = 1 / 111195.08;
constexpr Place point{33.5, 107.8};
constexpr Place north_of(const Place& place, double metres) {
    return {place.latitude + metres * metre, place.longitude};
}

TEST(PlaceProposal, readings_that_receivers_invent_are_none) {
    const double no = std::numeric_limits<double>::quiet_NaN();
    for (const auto& place : Places{{0, 0}, {91, 10}, {-90.5, 10}, {10, 181}, {no, 10}, {10, no}})
        EXPECT_FALSE(is_real(place));
    for (const auto& place : Places{{0, 107}, {33, 0}, {-90, 180}}) EXPECT_TRUE(is_real(place));
    EXPECT_EQ(middle_of(Places{{0, 0}, {99, 99}}), std::nullopt);
    EXPECT_EQ(middle_of(Places{}), std::nullopt);
}

TEST(PlaceProposal, the_middle_is_the_median_of_each_coordinate) {
    EXPECT_EQ(middle_of(Places{{1, 10}, {3, 30}, {2, 20}}), (Place{2, 20}));
    EXPECT_EQ(middle_of(Places{{1, 10}, {2, 20}}), (Place{1.5, 15}));
    EXPECT_EQ(middle_of(Places{{33.5, 107.8}, {33.5, 107.8}, {0, 0}, {80, -3}}), (Place{33.5, 107.8}))
        << "one stray reading";
    const auto across = middle_of(Places{{10, 179.998}, {10, -179.999}, {10, -180}});
    EXPECT_NEAR(std::abs(across->longitude), 180, 1e-9);
}

TEST(PlaceProposal, the_nearest_point_within_250_m_is_proposed) {
    const Places points{point, north_of(point, 400)};
    struct Row {
        double north;
        int near;  // -1: none
    };
    for (const auto& [north, near] : {Row{0, 0}, Row{249.9, 1}, Row{150, 0}, Row{199, 0}, Row{201, 1}, Row{649, 1},
                                      Row{651, -1}, Row{-249.9, 0}, Row{-250.1, -1}}) {
        const auto found = point_near(Places{north_of(point, north)}, points);
        EXPECT_EQ(found ? static_cast<int>(found->point) : -1, near) << north << " m north";
    }
    EXPECT_NEAR(point_near(Places{north_of(point, 100)}, points)->distance_m, 100, 0.01);
    EXPECT_EQ(point_near(Places{}, points), std::nullopt);
    EXPECT_EQ(point_near(Places{point}, Places{}), std::nullopt);
}

TEST(PlaceProposal, a_move_needs_two_readings_and_more_than_250_m) {
    struct Row {
        std::vector<double> north;
        std::optional<double> moved;
    };
    for (const auto& [north, moved] :
         {Row{{1000}, {}}, Row{{1000, 1000}, 1000}, Row{{249, 249, 249}, {}}, Row{{251, 251}, 251},
          Row{{0, 0, 1000, 1000, 1000}, 1000}, Row{{0, 0, 0, 1000, 1000}, {}}, Row{{0, 1000}, {}}, Row{{}, {}}}) {
        Places readings;
        for (const auto each : north) readings.push_back(north_of(point, each));
        const auto found = moved_from(point, readings);
        EXPECT_EQ(found.has_value(), moved.has_value()) << north.size() << " readings";
        if (found && moved) {
            EXPECT_NEAR(found->distance_m, *moved, 0.01);
        }
    }
    EXPECT_EQ(moved_from(point, Places{north_of(point, 1000), {0, 0}}), std::nullopt) << "0, 0 is no second reading";
}

}  // namespace
}  // namespace serow::card
