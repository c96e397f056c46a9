#include "ecology/sequences.h"

#include <algorithm>
#include <numeric>

namespace serow::ecology {

Sequences group_into_events(std::span<const Interval> media, std::chrono::milliseconds max_gap) {
    std::vector<std::size_t> in_time(media.size());
    std::iota(in_time.begin(), in_time.end(), std::size_t{0});
    std::ranges::stable_sort(in_time, {}, [&](std::size_t i) { return media[i].start; });

    Sequences result;
    result.event_of.resize(media.size());
    for (const std::size_t i : in_time) {
        const Interval medium{media[i].start, std::max(media[i].start, media[i].end)};
        if (result.events.empty() || medium.start - result.events.back().end > max_gap)
            result.events.push_back(medium);
        else
            result.events.back().end = std::max(result.events.back().end, medium.end);
        result.event_of[i] = result.events.size() - 1;
    }
    return result;
}

Sequences group_into_events(std::span<const Instant> media, std::chrono::milliseconds max_gap) {
    std::vector<Interval> moments;
    moments.reserve(media.size());
    for (const Instant instant : media) moments.push_back({instant, instant});
    return group_into_events(moments, max_gap);
}

}  // namespace serow::ecology
