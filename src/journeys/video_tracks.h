// What the machine followed through a video, for the player's timeline.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/json.h"
#include "camtrap/vocabulary.h"
#include "journeys/house.h"

namespace serow::journeys {

struct TrackPoint {
    double second = 0;
    Box box;
    double confidence = 0;
};

struct MediaTrack {
    int number = 0;              // from 0, by first sight
    std::size_t individual = 0;  // tracks of one number may be the same individual (watch_video.h)
    camtrap::ObservationType type = camtrap::ObservationType::unknown;
    std::string scientific_name;   // empty where not known
    double probability = 0;        // of its most certain box
    std::vector<TrackPoint> path;  // by time; never empty
};

// The fullest moment of a type (MaxN): the first second at which so many individuals were there.
struct MostAtOnce {
    camtrap::ObservationType type = camtrap::ObservationType::unknown;
    int count = 0;
    double second = 0;
};

struct VideoTracks {
    std::string model;  // that followed them; empty where none did
    std::vector<MediaTrack> tracks;
    std::vector<MostAtOnce> most_at_once;  // by type
};

// Those of an answer, as its modelDetails.tracks hold them; none where that is no list.
std::vector<MediaTrack> tracks_of(const json::value& tracks);

// Of the latest answer that stands and followed anything. Nothing for photos, and for videos that were looked at before
// tracks were kept. Failure(not_found) where the viewer sees no such media.
VideoTracks video_tracks(const House& house, const Viewer& viewer, ProjectId project, MediaId media);

}  // namespace serow::journeys
