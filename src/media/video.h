// Frames out of a video, about evenly in time.
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <span>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/problem.h"

namespace serow::media {

struct SampleOptions {
    double frames_per_second = 1.0;  // of the video's own time; at least 0.001
    int longest_side = 0;            // frames are shrunk to it while being converted; 0: as they are
    int max_frames = 600;            // handed over; then the scan ends with a warning
    double from_s = 0;               // nothing before this second …
    double until_s = 1e9;            // … or after this one
    double time_limit_s = 120;       // wall-clock; then the scan ends with a warning
    int threads = 1;                 // of the decoder
};

struct SampledFrame {
    double second = 0;              // since the video's first frame
    std::int64_t frame_number = 0;  // from 0, second × frame rate rounded
    Image image;                    // upright: the container's rotation is applied
};

struct VideoScan {
    int frames = 0;  // handed to the callback
    int width = 0;   // of the video, upright
    int height = 0;
    double frame_rate = 0;   // 0 unknown
    double last_second = 0;  // the last packet seen: the duration that is really there
    std::vector<std::string> warnings;
};

// Calls `on_frame` with one frame near each multiple of 1 / frames_per_second: a keyframe where one lies
// within half a step (four times cheaper than decoding all), else the exact frame. Return false from it
// to stop early. Never hangs, whatever the file claims. Code::unreadable where no frame can be had,
// Code::unsupported for a container or codec Serow does not read, Code::too_large for frames over 100
// megapixels, Code::timeout where the limit passed before the first frame.
using OnFrame = std::function<bool(SampledFrame&&)>;
Result<VideoScan> sample_frames(const std::filesystem::path& path, const SampleOptions& options,
                                const OnFrame& on_frame);
Result<VideoScan> sample_frames(std::span<const std::byte> file, const SampleOptions& options, const OnFrame& on_frame);

// A frame is found again by its second, which may have been rounded to milliseconds.
inline constexpr double same_frame_s = 0.001;

// Frames that sample_frames() once gave, at whatever rate, again: those of these seconds (ascending), no longer on a
// side than that, in their order. What cannot be decoded any more is passed over. Problems as of sample_frames().
Result<VideoScan> frames_at(const std::filesystem::path& path, std::span<const double> seconds, int longest_side,
                            const OnFrame& on_frame);

}  // namespace serow::media
