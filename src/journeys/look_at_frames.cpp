#include "journeys/look_at_frames.h"

#include <utility>

namespace serow::journeys {

Result<media::VideoScan> look_at_frames(const std::filesystem::path& video, const FrameLook& look, const Eyes& eyes,
                                        const vision::Geofence& geofence, const OnSeen& on_seen) {
    std::vector<media::SampledFrame> waiting;
    const auto look_now = [&] {
        std::vector<const Image*> images;
        images.reserve(waiting.size());
        for (const auto& frame : waiting) images.push_back(&frame.image);
        auto seen = seen_or_throw(eyes.look(images, look.least_confidence, look.species_from, geofence));
        for (std::size_t i = 0; i < waiting.size(); ++i)
            on_seen(waiting[i].second, waiting[i].frame_number, std::move(seen[i]));
        waiting.clear();
    };
    media::SampleOptions sampling;
    sampling.frames_per_second = look.frames_per_second;
    sampling.longest_side = eyes.wanted_side();
    auto scan = media::sample_frames(video, sampling, [&](media::SampledFrame&& frame) {
        waiting.push_back(std::move(frame));
        if (waiting.size() >= static_cast<std::size_t>(eyes.batch())) look_now();
        return true;
    });
    if (scan && !waiting.empty()) look_now();
    return scan;
}

}  // namespace serow::journeys
