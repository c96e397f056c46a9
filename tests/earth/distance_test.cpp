#include "earth/distance.h"

#include <gtest/gtest.h>

#include <numbers>

namespace serow::earth {
namespace {

constexpr double radius_m = 6371008.8;

TEST(Distance, OneDegreeOfLatitudeIsASmallPartOfTheCircle) {
    EXPECT_NEAR(distance_m({0, 0}, {1, 0}), radius_m * std::numbers::pi / 180, 1e-6);  // 111.195 km
    EXPECT_NEAR(distance_m({0, 0}, {1, 0}), 111195.08, 0.01);
}

TEST(Distance, DegreesOfLongitudeShrinkTowardsThePole) {
    // cos 60° = ½: along the parallel half as long; the great circle a little shorter still.
    EXPECT_NEAR(distance_m({60, 0}, {60, 1}), 111195.08 / 2, 1.0);
    EXPECT_NEAR(distance_m({90, 0}, {90, 77}), 0, 1e-6);
}

TEST(Distance, OppositePointsAreHalfTheCircleApart) {
    EXPECT_NEAR(distance_m({30, 100}, {-30, -80}), radius_m * std::numbers::pi, 1e-3);
}

TEST(Distance, AcrossTheDateLineIsNear) {
    EXPECT_NEAR(distance_m({0, 179.5}, {0, -179.5}), 111195.08, 0.01);
}

TEST(Distance, MetresAreExact) {
    EXPECT_NEAR(distance_m({30, 103}, {30.00001, 103}), 1.11195, 1e-5);
}

TEST(Distance, IsTheSameBothWaysAndNothingToItself) {
    EXPECT_EQ(distance_m({30.5, 103.2}, {30.5, 103.2}), 0);
    EXPECT_DOUBLE_EQ(distance_m({30.5, 103.2}, {-12, 7}), distance_m({-12, 7}, {30.5, 103.2}));
}

}  // namespace
}  // namespace serow::earth
