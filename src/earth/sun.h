// Where the sun stands.
//
// Source: NOAA Solar Calculator (Global Monitoring Laboratory), whose equations are those of J. Meeus, Astronomical
// Algorithms, 2nd ed. 1998, ch. 25 (low accuracy: 0.01° in longitude) and 28. Good to 0.02° between 1900 and 2100.
#pragma once

#include "base/time.h"
#include "earth/distance.h"

namespace serow::earth {

struct SunPosition {
    double declination_deg = 0;       // apparent, north positive
    double equation_of_time_min = 0;  // apparent minus mean solar time, −14.3 … +16.5
};
SunPosition sun_position(Instant instant);

// Of the sun's centre above the horizon in degrees, [−90, 90]: geometric, that is without refraction. At sunrise and
// sunset it is −0.833 (34' refraction and 16' for the upper limb); civil twilight ends at −6.
double sun_altitude_deg(Instant instant, const Point& point);

inline constexpr double sunrise_altitude_deg = -0.833;
inline constexpr double civil_twilight_altitude_deg = -6;

}  // namespace serow::earth
