// A proxy: the same video again, as an MP4 that every browser plays.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <vector>

#include "base/problem.h"

namespace serow::media {

// H.264 (8 bits, 4:2:0, no B-frames, a keyframe at least every two seconds) and AAC, index before the frames.
inline constexpr int proxy_side = 1280;                // longest side, pixels; never enlarged above 16
inline constexpr double proxy_frame_rate = 60;         // of more frames a second some are left out
inline constexpr double proxy_bit_rate = 4e6;          // bits a second, at most, of the pictures
inline constexpr long long proxy_pixels = 40'000'000;  // of one frame; larger ones are refused before they are decoded

struct ProxyOptions {
    double time_limit_s = 1800;  // wall-clock; then Code::timeout
};

struct Proxy {
    int width = 0;  // as coded: a video that must be turned still says so
    int height = 0;
    std::int64_t frames = 0;
    double duration_s = 0;  // of the pictures
    bool has_sound = false;
    std::vector<std::string> warnings;  // sentences for people
};

// The same frames at the same seconds since the first frame, whatever they are at in the original. One thread.
// Code::unreadable where no frame can be had, Code::unsupported for a container or codec that is not read, and where
// this libav has no encoder for H.264; Code::too_large for larger frames than the limit; Code::timeout;
// Code::storage_full where `to` cannot be written to its end. Sound that cannot be had is left out, with a warning.
// What was written is left in `to` in every case.
Result<Proxy> make_proxy(const std::filesystem::path& from, const std::filesystem::path& to,
                         const ProxyOptions& options = {});

// nullopt where proxies can be made here; else why not, and what to install.
std::optional<Problem> no_proxy_encoder();

}  // namespace serow::media
