// The rate of events (relative abundance index, RAI): events per 100 trap-nights.
//
// It confounds how many animals there are with how easily they are detected: always show the effort
// beside it. Source: camtrapR::surveyReport; interval: camtrapDensity::get_trap_rate.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <span>
#include <string>

#include "base/problem.h"

namespace serow::ecology {

struct LocationCount {
    std::string location;
    double events = 0;       // at least 0
    double trap_nights = 0;  // at least 0; a location with 0 is left out of everything
};

struct Bootstrap {
    int replicates = 1000;          // 1 … 100 000
    double confidence = 0.95;       // (0, 1)
    std::uint64_t seed = 20240502;  // the same seed gives the same interval
};

struct ConfidenceInterval {
    double low = 0;
    double high = 0;
};

struct Rate {
    double events = 0;
    double trap_nights = 0;
    double per_100_trap_nights = 0;  // 100 Σ events / Σ trap-nights: the ratio of sums, not a mean of ratios
    std::optional<ConfidenceInterval> interval;  // none with fewer than two locations
    std::size_t locations = 0;                   // with effort
    std::size_t locations_detected = 0;          // of these, with at least one event
    double naive_occupancy = 0;                  // locations_detected / locations, in [0, 1]
};

// The interval resamples locations with replacement (each keeps its events and effort), recomputes the
// pooled rate, and takes the percentiles. Code::invalid where no location has effort (a rate is then
// undefined, not 0), or an input is negative or not finite.
Result<Rate> capture_rate(std::span<const LocationCount> counts, const Bootstrap& bootstrap = {});

// 100 events / trap-nights of one location; nullopt without effort.
std::optional<double> per_100_trap_nights(const LocationCount& count);

}  // namespace serow::ecology
