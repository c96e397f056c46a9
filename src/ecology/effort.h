// Effort: for how long cameras watched.
// Source: camtrapR::cameraOperation; docs/methods/effort.md.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/problem.h"
#include "ecology/interval.h"

namespace serow::ecology {

// One deployment: a camera at a location from set-up to retrieval.
struct Operation {
    std::string deployment;  // named in problems
    std::string location;
    Interval span;
    std::vector<Interval> failures;  // did not work; in any order, may overlap or reach beyond the span
};

// Trap-nights of one location: the sum over its deployments. Two cameras side by side for one night
// are two trap-nights.
struct LocationEffort {
    std::string location;
    double trap_nights = 0;  // days of 24 h, with fraction; 0 where the camera never worked
};

// Trap-nights = (span − union of the failures within it) / 24 h, with span and failures first cut to
// `window` where there is one. Code::invalid, naming the deployment, where the span or a failure ends
// before or at its start.
Result<double> trap_nights(const Operation& operation, const std::optional<Interval>& window = {});

// Each location once, sorted by name; a location whose deployments lie outside the window has 0.
Result<std::vector<LocationEffort>> effort_by_location(std::span<const Operation> operations,
                                                       const std::optional<Interval>& window = {});

}  // namespace serow::ecology
