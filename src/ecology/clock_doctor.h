// Is a camera's clock right? Infrared and colour frames against the sun's altitude.
//
// A camera turns to infrared at dusk and back at dawn. If its clock is off, so are dawn and dusk, both in the same
// direction; a camera that merely switches early or late moves them apart. docs/methods/clock-doctor.md.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/problem.h"
#include "base/time.h"
#include "camtrap/vocabulary.h"
#include "earth/distance.h"

namespace serow::ecology {

// `taken` by the clock as it is believed now: with zone and corrections.
struct LightFrame {
    Instant taken;
    camtrap::Light light = camtrap::Light::colour;
};

enum class ClockVerdict { healthy, fault, cannot_tell };
// What a fault looks like. Two of them never fit one shift.
enum class ClockFault {
    twelve_hours,  // noon for midnight; +12 h and −12 h differ by the date alone, which light cannot tell
    whole_hours,   // another zone, or summer time
    offset,        // any other shift
};

struct ClockDiagnosis {
    ClockVerdict verdict = ClockVerdict::cannot_tell;
    std::string reason;  // for cannot_tell: why, in words; else empty
    // Of the most likely shift, to be added to every time: in (−12 h, 12 h], steps of 5 min. Only where verdict is
    // fault.
    std::chrono::minutes shift{0};
    std::optional<ClockFault> fault;
    // Probability of what the verdict says, [0, 1]: that the clock is right within half an hour, or that the shift is
    // right within half an hour. 0 for cannot_tell.
    double confidence = 0;
    // The share of the frames that agree with the sun as the times are, and after the shift (the same for healthy).
    double agreement_before = 0;
    double agreement_after = 0;
    double switch_altitude_deg = 0;  // the sun's altitude at which this camera changes between colour and infrared
    std::size_t infrared = 0, colour = 0;  // frames given
    std::size_t independent = 0;           // frames used: of those within 10 min and of one light, the first
};

// Frames in any order. Needs at least 20 independent ones with at least 4 of each light; too few, polar days, cameras
// that know one light only, and times that no shift explains give cannot_tell with its reason.
// Code::invalid where the point is none on Earth.
Result<ClockDiagnosis> examine_clock(std::span<const LightFrame> frames, const earth::Point& point);

}  // namespace serow::ecology
