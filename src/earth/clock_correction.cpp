#include "earth/clock_correction.h"

#include <cmath>
#include <cstdlib>
#include <format>
#include <utility>

namespace serow::earth {
namespace {

using namespace std::chrono;

constexpr std::array<std::pair<CorrectionKind, std::string_view>, 5> words{
    {{CorrectionKind::offset, "offset"},
     {CorrectionKind::drift, "drift"},
     {CorrectionKind::summer_time, "summerTime"},
     {CorrectionKind::day_month_swap, "dayMonthSwap"},
     {CorrectionKind::year_fix, "yearFix"}}};

constexpr milliseconds longest_offset = hours(24 * 36'525);

year_month_day date_of(CameraTime time) {
    return year_month_day(floor<days>(time));
}

// 29 February in a year that has none becomes 1 March.
local_days day_in_year(const year_month_day& date, year other) {
    return local_days(other / date.month() / 1) + (date.day() - day(1));
}

// The shift that leads from the date when the clock was set to the right one.
milliseconds days_to(CameraTime set_at, const local_days& right) {
    return right - floor<days>(set_at);
}

milliseconds shift_of(const ClockCorrection& c) {
    switch (c.kind) {
        case CorrectionKind::offset: return c.offset;
        case CorrectionKind::day_month_swap: {
            const auto date = date_of(*c.set_at);
            return days_to(*c.set_at, local_days(date.year() / static_cast<int>(static_cast<unsigned>(date.day())) /
                                                 static_cast<int>(static_cast<unsigned>(date.month()))));
        }
        case CorrectionKind::year_fix: {
            const auto date = date_of(*c.set_at);
            return days_to(*c.set_at, day_in_year(date, date.year() + years(c.years)));
        }
        case CorrectionKind::drift:
        case CorrectionKind::summer_time: break;
    }
    return milliseconds(0);
}

CameraTime without_drift(CameraTime shown, const ReferencePoint& a, const ReferencePoint& b) {
    const auto since = static_cast<double>((shown - a.shown).count());
    const auto speed =
        static_cast<double>((b.right - a.right).count()) / static_cast<double>((b.shown - a.shown).count());
    return a.right + milliseconds(std::llround(since * speed));
}

Result<void> check_drift(const ClockCorrection& c) {
    if (!c.references[0] || !c.references[1])
        return problem(Code::invalid, "a drift needs two reference points: what the clock showed, and the right time");
    const auto& [a, b] = std::pair(*c.references[0], *c.references[1]);
    const auto shown = b.shown - a.shown;
    const auto right = b.right - a.right;
    if (abs(shown) < hours(1))
        return problem(Code::invalid, "the two reference points are less than an hour apart: take them further apart");
    const double speed = static_cast<double>(right.count()) / static_cast<double>(shown.count());
    if (speed < 0.5 || speed > 2)
        return problem(Code::invalid, std::format("between the two reference points the clock would have run at {:.2f} "
                                                  "times its speed: one of them is wrong",
                                                  1 / speed));
    return {};
}

}  // namespace

std::string_view word(CorrectionKind kind) {
    for (const auto& [known, text] : words)
        if (known == kind) return text;
    return {};
}

std::optional<CorrectionKind> parse_correction_kind(std::string_view text) {
    for (const auto& [kind, known] : words)
        if (known == text) return kind;
    return {};
}

Result<void> check(const ClockCorrection& c) {
    switch (c.kind) {
        case CorrectionKind::offset:
            if (c.offset == milliseconds(0)) return problem(Code::invalid, "an offset of nothing corrects nothing");
            if (abs(c.offset) > longest_offset)
                return problem(Code::invalid, "the offset is longer than a hundred years");
            return {};
        case CorrectionKind::drift: return check_drift(c);
        case CorrectionKind::summer_time:
            if (abs(c.utc_offset) > hours(14))
                return problem(Code::invalid, "utcOffset is between -840 and 840 minutes");
            return {};
        case CorrectionKind::day_month_swap: {
            if (!c.set_at) return problem(Code::invalid, "setAt is needed: what the clock showed when it was set");
            const auto date = date_of(*c.set_at);
            if (static_cast<unsigned>(date.day()) > 12)
                return problem(Code::invalid, std::format("{:%F} has no month {}: day and month cannot have been "
                                                          "exchanged when the clock was set",
                                                          floor<days>(*c.set_at), static_cast<unsigned>(date.day())));
            if (static_cast<unsigned>(date.day()) == static_cast<unsigned>(date.month()))
                return problem(Code::invalid, "day and month are the same number: exchanging them changes nothing");
            return {};
        }
        case CorrectionKind::year_fix: {
            if (!c.set_at) return problem(Code::invalid, "setAt is needed: what the clock showed when it was set");
            if (c.years == 0) return problem(Code::invalid, "years is the number of years to add; 0 corrects nothing");
            const int right = static_cast<int>(date_of(*c.set_at).year()) + c.years;
            if (right < 1970 || right > 2199)
                return problem(Code::invalid, std::format("the year {} would be outside 1970 … 2199", right));
            return {};
        }
    }
    return problem(Code::invalid, "no such kind of correction");
}

CameraTime corrected(CameraTime shown, std::span<const ClockCorrection> corrections) {
    for (const auto& c : corrections)
        shown = c.kind == CorrectionKind::drift ? without_drift(shown, *c.references[0], *c.references[1])
                                                : shown + shift_of(c);
    return shown;
}

Zone zone_of_clock(const Zone& zone, std::span<const ClockCorrection> corrections) {
    auto found = zone;
    for (const auto& c : corrections)
        if (c.kind == CorrectionKind::summer_time) found = Zone(c.utc_offset);
    return found;
}

Instant to_instant(CameraTime shown, const Zone& zone, std::span<const ClockCorrection> corrections) {
    return zone_of_clock(zone, corrections).to_instant(corrected(shown, corrections));
}

}  // namespace serow::earth
