#include "ecology/effort.h"

#include <algorithm>
#include <format>
#include <map>

namespace serow::ecology {
namespace {

// The part of `interval` within `frame`; of no length where they do not meet.
Interval cut(const Interval& interval, const Interval& frame) {
    const Instant start = std::clamp(interval.start, frame.start, frame.end);
    return {start, std::clamp(interval.end, start, frame.end)};
}

Problem backwards(const Operation& operation, std::string_view what, const Interval& interval) {
    return {Code::invalid, std::format("deployment {}: {} from {} to {} must end after its start", operation.deployment,
                                       what, to_text(interval.start), to_text(interval.end))};
}

}  // namespace

Result<double> trap_nights(const Operation& operation, const std::optional<Interval>& window) {
    if (operation.span.end <= operation.span.start)
        return std::unexpected(backwards(operation, "the time", operation.span));
    for (const auto& failure : operation.failures)
        if (failure.end <= failure.start) return std::unexpected(backwards(operation, "the failure", failure));
    if (window && window->end <= window->start)
        return problem(Code::invalid, "the window of time must end after its start");

    const Interval span = window ? cut(operation.span, *window) : operation.span;
    std::vector<Interval> failures;
    failures.reserve(operation.failures.size());
    for (const auto& failure : operation.failures) failures.push_back(cut(failure, span));
    std::ranges::sort(failures, {}, &Interval::start);

    // Sum the working stretches between the failures; those that overlap push `working_from` on only once.
    milliseconds working{0};
    Instant working_from = span.start;
    for (const auto& failure : failures) {
        if (failure.start > working_from) working += failure.start - working_from;
        working_from = std::max(working_from, failure.end);
    }
    working += span.end - working_from;
    return std::chrono::duration<double, std::chrono::days::period>(working).count();
}

Result<std::vector<LocationEffort>> effort_by_location(std::span<const Operation> operations,
                                                       const std::optional<Interval>& window) {
    std::map<std::string, double> sums;
    for (const auto& operation : operations) {
        const auto nights = trap_nights(operation, window);
        if (!nights) return std::unexpected(nights.error());
        sums[operation.location] += *nights;
    }
    std::vector<LocationEffort> efforts;
    efforts.reserve(sums.size());
    for (const auto& [location, nights] : sums) efforts.push_back({location, nights});
    return efforts;
}

}  // namespace serow::ecology
