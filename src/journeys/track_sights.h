// Of a video's tracks the frames that a classifier can learn from. docs/methods/train-your-own.md.
#pragma once

#include <cstddef>
#include <vector>

#include "base/image.h"
#include "journeys/video_tracks.h"

namespace serow::journeys {

// A track where its box is surest, the earlier of two.
struct TrackSight {
    Box box;
    double second = 0;
    bool operator==(const TrackSight&) const = default;
};

// Of each track of an animal the surest frame, of so many individuals: those with the surest boxes. By individual, then
// by first sight.
std::vector<TrackSight> surest_sights(const std::vector<MediaTrack>& tracks, std::size_t individuals);

// Of the individual that has this box at that second its other tracks, each where its box is surest. None where no
// animal's track has it.
std::vector<TrackSight> other_sights(const std::vector<MediaTrack>& tracks, const TrackSight& known);

}  // namespace serow::journeys
