#include "journeys/track_sights.h"

#include <algorithm>
#include <map>
#include <utility>

namespace serow::journeys {
namespace {

const TrackPoint& surest(const MediaTrack& track) {
    return *std::ranges::max_element(track.path, {}, &TrackPoint::confidence);
}

TrackSight sight_of(const MediaTrack& track) {
    const auto& point = surest(track);
    return {point.box, point.second};
}

bool is_animal(const MediaTrack& track) {
    return track.type == camtrap::ObservationType::animal;
}

}  // namespace

std::vector<TrackSight> surest_sights(const std::vector<MediaTrack>& tracks, std::size_t individuals) {
    std::map<std::size_t, double> confidence;  // by individual
    for (const auto& track : tracks)
        if (is_animal(track)) {
            auto& best = confidence[track.individual];
            best = std::max(best, surest(track).confidence);
        }
    std::vector<std::pair<std::size_t, double>> order(confidence.begin(), confidence.end());
    std::ranges::stable_sort(order, std::greater{}, &std::pair<std::size_t, double>::second);
    if (order.size() > individuals) order.resize(individuals);
    std::vector<TrackSight> sights;
    for (const auto& [individual, best] : order)
        for (const auto& track : tracks)
            if (is_animal(track) && track.individual == individual) sights.push_back(sight_of(track));
    return sights;
}

std::vector<TrackSight> other_sights(const std::vector<MediaTrack>& tracks, const TrackSight& known) {
    const auto own = std::ranges::find_if(tracks, [&](const MediaTrack& track) {
        return is_animal(track) && std::ranges::any_of(track.path, [&](const TrackPoint& point) {
                   return point.box == known.box && point.second == known.second;
               });
    });
    std::vector<TrackSight> sights;
    if (own == tracks.end()) return sights;
    for (const auto& track : tracks)
        if (is_animal(track) && track.individual == own->individual && track.number != own->number)
            sights.push_back(sight_of(track));
    return sights;
}

}  // namespace serow::journeys
