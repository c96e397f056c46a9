// A stretch of time.
#pragma once

#include "base/time.h"

namespace serow::ecology {

// From `start` up to `end`; for a photograph both are the same moment.
struct Interval {
    Instant start;
    Instant end;
    bool operator==(const Interval&) const = default;
};

}  // namespace serow::ecology
