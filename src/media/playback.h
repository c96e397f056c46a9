// What a browser is given to play of a video: the file as the camera wrote it, or a proxy (proxy.h).
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "media/facts.h"

namespace serow::media {

// Above these a file is no longer sent to a reviewer as it is.
inline constexpr int most_played_side = 1920;            // pixels
inline constexpr double most_played_frame_rate = 61;     // 60 as containers round it
inline constexpr double most_played_bit_rate = 8e6;      // bits a second, on average
inline constexpr std::uint64_t always_small = 4u << 20;  // bytes that are sent whatever their rate

// Why the video needs a proxy, in a few words ("the codec mjpeg"); nullopt where Chromium, Firefox and Safari all play
// the file as it is while it is still arriving: an MP4 with its index before the frames, H.264 with 8 bits and 4:2:0,
// no sound or AAC, within the limits above. `facts`: read_facts() of a video of `bytes` bytes.
std::optional<std::string> why_a_proxy(const Facts& facts, std::uint64_t bytes);

}  // namespace serow::media
