#include "vision/box_motion.h"

#include <algorithm>

namespace serow::vision {
namespace {

// In shares of the box's own width (for x) or height (for y). A detector's box jitters by a twentieth (SORT's and
// ByteTrack's value); what is not known of a new box's velocity is one size a second, and so much it may change in one.
constexpr double jitter = 0.05;
constexpr double unknown_velocity = 1.0;
constexpr double acceleration = 1.0;
constexpr double least_size = 0.01;  // of the picture: smaller boxes jitter as this one

double squared(double x) {
    return x * x;
}

}  // namespace

void BoxMotion::Part::predict(double seconds, double size) {
    const double noise = squared(acceleration * size);
    value += velocity * seconds;
    value_variance +=
        2 * seconds * covariance + squared(seconds) * velocity_variance + noise * squared(seconds) * seconds / 3;
    covariance += seconds * velocity_variance + noise * squared(seconds) / 2;
    velocity_variance += noise * seconds;
}

void BoxMotion::Part::correct(double seen, double size) {
    const double all = value_variance + squared(jitter * size);
    const double of_value = value_variance / all;
    const double of_velocity = covariance / all;
    const double surprise = seen - value;
    value += of_value * surprise;
    velocity += of_velocity * surprise;
    velocity_variance -= of_velocity * covariance;
    covariance -= of_value * covariance;
    value_variance -= of_value * value_variance;
}

BoxMotion::BoxMotion(const Box& seen) {
    const std::array values{seen.x + seen.width / 2, seen.y + seen.height / 2, seen.width, seen.height};
    for (std::size_t i = 0; i < 4; ++i) {
        const double size = std::max(i % 2 == 0 ? seen.width : seen.height, least_size);
        parts_[i] = {values[i], 0, squared(jitter * size), 0, squared(unknown_velocity * size)};
    }
}

void BoxMotion::predict(double seconds) {
    const auto seen = box();
    for (std::size_t i = 0; i < 4; ++i)
        parts_[i].predict(seconds, std::max(i % 2 == 0 ? seen.width : seen.height, least_size));
}

void BoxMotion::correct(const Box& seen) {
    const std::array values{seen.x + seen.width / 2, seen.y + seen.height / 2, seen.width, seen.height};
    for (std::size_t i = 0; i < 4; ++i)
        parts_[i].correct(values[i], std::max(i % 2 == 0 ? seen.width : seen.height, least_size));
}

Box BoxMotion::box() const {
    const double width = std::max(parts_[2].value, 0.0), height = std::max(parts_[3].value, 0.0);
    return {parts_[0].value - width / 2, parts_[1].value - height / 2, width, height};
}

}  // namespace serow::vision
