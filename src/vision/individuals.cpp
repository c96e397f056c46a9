#include "vision/individuals.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace serow::vision {

std::vector<std::vector<std::size_t>> fewest_individuals(
    std::span<const Presence> tracks, const std::function<bool(std::size_t, std::size_t)>& may_be_same) {
    std::vector<std::size_t> order(tracks.size());
    std::iota(order.begin(), order.end(), 0);
    std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) {
        return std::tie(tracks[a].first_second, tracks[a].last_second) <
               std::tie(tracks[b].first_second, tracks[b].last_second);
    });
    std::vector<std::vector<std::size_t>> individuals;
    for (const auto track : order) {
        std::vector<std::size_t>* chosen = nullptr;
        for (auto& own : individuals) {
            const double gone = tracks[own.back()].last_second;
            const bool fits = gone < tracks[track].first_second &&
                              std::ranges::all_of(own, [&](std::size_t each) { return may_be_same(each, track); });
            if (fits && (chosen == nullptr || gone > tracks[chosen->back()].last_second)) chosen = &own;
        }
        if (chosen != nullptr)
            chosen->push_back(track);
        else
            individuals.push_back({track});
    }
    return individuals;
}

FullestMoment fullest_moment(std::span<const Presence> there) {
    // Somebody comes at the fullest moment.
    FullestMoment fullest;
    for (const auto& comes : there) {
        const auto at = comes.first_second;
        const auto count = static_cast<int>(std::ranges::count_if(
            there, [&](const Presence& p) { return p.first_second <= at && at <= p.last_second; }));
        if (count > fullest.count || (count == fullest.count && at < fullest.second)) fullest = {count, at};
    }
    return fullest;
}

}  // namespace serow::vision
