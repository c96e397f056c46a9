// Media of one deployment grouped into events: what passed the camera at one go.
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <vector>

#include "base/time.h"
#include "ecology/interval.h"

namespace serow::ecology {

struct Sequences {
    std::vector<std::size_t> event_of;  // for each medium, in the order given: its event
    std::vector<Interval> events;       // in the order of time; from the first start to the latest end
};

// A medium belongs to the running event where it starts at most `max_gap` after the event's end so far
// (a gap of exactly max_gap still joins), else it begins a new one. Input in any order; the result does
// not depend on it. No media: no events. A medium whose end lies before its start counts as a moment.
// Definition: Camtrap DP `eventID`; 120 s is Agouti's and this program's default.
Sequences group_into_events(std::span<const Interval> media,
                            std::chrono::milliseconds max_gap = std::chrono::seconds{120});
Sequences group_into_events(std::span<const Instant> media,
                            std::chrono::milliseconds max_gap = std::chrono::seconds{120});

}  // namespace serow::ecology
