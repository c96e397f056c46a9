// The sampled frames of a video, looked at as many at once as is best for the models.
#pragma once

#include <cstdint>
#include <filesystem>
#include <functional>
#include <vector>

#include "base/problem.h"
#include "journeys/eyes.h"
#include "media/video.h"

namespace serow::journeys {

struct FrameLook {
    double frames_per_second = 1.0;  // sampled
    double least_confidence = 0;     // as of Eyes::look
    double species_from = 0;
};

// Called once a frame, in their order.
using OnSeen = std::function<void(double second, std::int64_t frame_number, std::vector<Seen>&& seen)>;

// Problems are the file's, as of media::sample_frames(). Where the models fail, though the frames are good, that is
// thrown (seen_or_throw).
Result<media::VideoScan> look_at_frames(const std::filesystem::path& video, const FrameLook& look, const Eyes& eyes,
                                        const vision::Geofence& geofence, const OnSeen& on_seen);

}  // namespace serow::journeys
