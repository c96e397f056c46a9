// What is known to be wrong with a camera's clock, and the right time that follows. docs/methods/time.md.
#pragma once

#include <array>
#include <chrono>
#include <optional>
#include <span>
#include <string_view>

#include "base/problem.h"
#include "base/time.h"
#include "earth/time_zone.h"

namespace serow::earth {

enum class CorrectionKind {
    offset,          // the clock was wrong by the same all the time
    drift,           // it gained or lost evenly: two reference points
    summer_time,     // it stayed on one UTC offset while the place's clocks changed
    day_month_swap,  // day and month were exchanged when it was set
    year_fix,        // the year was wrong when it was set
};
std::string_view word(CorrectionKind kind);  // offset drift summerTime dayMonthSwap yearFix
std::optional<CorrectionKind> parse_correction_kind(std::string_view word);

// When the clock showed `shown` (after the corrections before), a right clock in the deployment's zone showed `right`.
struct ReferencePoint {
    CameraTime shown, right;
    bool operator==(const ReferencePoint&) const = default;
};

struct ClockCorrection {
    CorrectionKind kind = CorrectionKind::offset;
    milliseconds offset{0};                                   // offset: right minus shown
    std::array<std::optional<ReferencePoint>, 2> references;  // drift: both; offset: the one it was read from, if any
    std::optional<CameraTime> set_at;    // dayMonthSwap, yearFix: what the clock showed when it was set
    int years = 0;                       // yearFix: added
    std::chrono::minutes utc_offset{0};  // summerTime: east of UTC
};

// Code::invalid, in words that name the field, where it is incomplete or makes no sense: an offset of 0 or over a
// century, reference points less than an hour apart or that make the clock run backwards or at more than twice or less
// than half its speed, a day over 12 that can be no month, a year outside 1970 … 2199, a UTC offset beyond ±14 h.
Result<void> check(const ClockCorrection& correction);

// Everything is applied in order, each to what the one before gave; all expected to pass check().
// Between and beyond two reference points a drift goes on evenly. A clock that was set with a wrong year or with day
// and month exchanged counted on from there, so both are a shift by the same number of days.
CameraTime corrected(CameraTime shown, std::span<const ClockCorrection> corrections);

// The zone of the clock: the last summerTime's fixed offset, else `zone`.
Zone zone_of_clock(const Zone& zone, std::span<const ClockCorrection> corrections);

// The moment at which the clock showed `shown`.
Instant to_instant(CameraTime shown, const Zone& zone, std::span<const ClockCorrection> corrections);

}  // namespace serow::earth
