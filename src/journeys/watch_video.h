// A video from its frames to what was there: tracks, species, individuals. docs/methods/tracks.md.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <vector>

#include "base/problem.h"
#include "journeys/eyes.h"
#include "vision/tracker.h"

namespace serow::journeys {

struct WatchOptions {
    double frames_per_second = 1.0;  // sampled
    double least_confidence = 0;     // boxes below are not looked at, (0, 1)
    double sure = 0;                 // boxes of this confidence begin tracks, and are asked for their species
};

struct WatchedFrame {
    double second = 0;
    std::int64_t frame_number = 0;
    std::vector<Seen> seen;  // without their scores and features
};

struct WatchedTrack {
    vision::Track track;
    std::optional<vision::Suggestion> suggestion;  // from the pooled scores of all its boxes
    std::size_t individual = 0;                    // index below
};

// The fewest individuals that explain the tracks (vision/individuals.h): tracks of one category that were not there at
// the same time, and of which one taxon stands within the other's.
struct Individual {
    std::vector<std::size_t> tracks;               // by time; never empty
    std::optional<vision::Suggestion> suggestion;  // from the pooled scores of all its tracks
    vision::TrackedBox best;                       // the most certain of its boxes
    std::vector<float> features;                   // of that box (Seen::features)
    double first_second = 0, last_second = 0;
};

struct VideoSight {
    std::vector<WatchedFrame> frames;
    std::vector<WatchedTrack> tracks;
    std::vector<Individual> individuals;  // by first sight
};

// Problems as look_at_frames().
Result<VideoSight> watch_video(const std::filesystem::path& path, const WatchOptions& options, const Eyes& eyes,
                               const vision::Geofence& geofence = {});

}  // namespace serow::journeys
