// Where a box is expected, from where it was.
#pragma once

#include <array>

#include "base/image.h"

namespace serow::vision {

// A Kalman filter (1960, doi:10.1115/1.3662552) of a box's centre, width and height, each with its velocity, as
// trackers have it since SORT (Bewley et al. 2016, arXiv:1602.00763; width and height as in BoT-SORT, Aharon et al.
// 2022, arXiv:2206.14651). Those use frames that are a thirtieth of a second apart; here any time may pass, so
// velocities change by white noise of acceleration (Bar-Shalom, Li & Kirubarajan 2001, §6.2): an animal's by about its
// own size each second. The four do not depend on each other, so each is a filter of two numbers.
class BoxMotion {
public:
    explicit BoxMotion(const Box& seen);

    // The time goes on by `seconds` >= 0.
    void predict(double seconds);
    // It was seen there, now.
    void correct(const Box& seen);
    [[nodiscard]] Box box() const;  // neither width nor height below 0

private:
    struct Part {
        double value = 0, velocity = 0;
        double value_variance = 0, covariance = 0, velocity_variance = 0;
        void predict(double seconds, double size);
        void correct(double seen, double size);
    };
    std::array<Part, 4> parts_;  // centre x, centre y, width, height
};

}  // namespace serow::vision
