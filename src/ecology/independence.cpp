#include "ecology/independence.h"

#include <algorithm>
#include <format>
#include <numeric>
#include <tuple>

namespace serow::ecology {
namespace {

auto second_of(const Record& record) {
    return std::chrono::floor<std::chrono::seconds>(record.time);
}

bool same_group(const Record& a, const Record& b) {
    return a.location == b.location && a.taxon == b.taxon;
}

}  // namespace

Result<std::vector<IndependentEvent>> independent_events(std::span<const Record> records, const Independence& rule) {
    if (rule.interval < std::chrono::seconds{0})
        return problem(Code::invalid, "the independence interval must be 0 or more");
    for (const auto& record : records)
        if (record.count < 1)
            return problem(Code::invalid, std::format("{} at {}, {}: the count {} must be at least 1", record.taxon,
                                                      record.location, to_text(record.time), record.count));

    std::vector<std::size_t> sorted(records.size());
    std::iota(sorted.begin(), sorted.end(), std::size_t{0});
    // By second, not by millisecond, and stable: of one second the first in the order given stays.
    std::ranges::stable_sort(sorted, [&](std::size_t a, std::size_t b) {
        return std::forward_as_tuple(records[a].location, records[a].taxon, second_of(records[a])) <
               std::forward_as_tuple(records[b].location, records[b].taxon, second_of(records[b]));
    });

    const bool to_previous = rule.compare == Compare::last_record || rule.interval == std::chrono::seconds{0};
    std::vector<IndependentEvent> events;
    const Record* previous = nullptr;  // of the whole run through, repeats of a second left out
    for (const std::size_t i : sorted) {
        const Record& record = records[i];
        const bool first = previous == nullptr || !same_group(*previous, record);
        if (!first && second_of(record) == second_of(*previous)) {
            events.back().individuals = std::max(events.back().individuals, record.count);
            events.back().span.end = std::max(events.back().span.end, record.time);
            continue;
        }
        std::chrono::seconds gap{0};
        if (!first) {
            const Record& reference = to_previous ? *previous : records[events.back().record];
            gap = second_of(record) - second_of(reference);
        }
        if (first || gap >= rule.interval) {
            events.push_back({i, gap, 1, record.count, {record.time, record.time}});
        } else {
            auto& event = events.back();
            ++event.images;
            event.individuals = std::max(event.individuals, record.count);
            event.span.end = std::max(event.span.end, record.time);
        }
        previous = &record;
    }
    return events;
}

}  // namespace serow::ecology
