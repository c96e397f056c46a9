#include "media/playback.h"

#include <algorithm>
#include <format>

namespace serow::media {

std::optional<std::string> why_a_proxy(const Facts& facts, std::uint64_t bytes) {
    // QuickTime's files have the same parts, but Firefox refuses them by their type.
    if (facts.type.mediatype != "video/mp4" && facts.type.mediatype != "video/x-m4v")
        return "the container " + facts.type.mediatype;
    if (facts.codec != "h264") return "the codec " + facts.codec;
    // "yuvj420p" is the same with all 256 values in use.
    if (facts.pixel_format != "yuv420p" && facts.pixel_format != "yuvj420p")
        return "pixels as " + (facts.pixel_format.empty() ? "nobody knows" : facts.pixel_format);
    if (!facts.sound_codec.empty() && facts.sound_codec != "aac") return "the sound's codec " + facts.sound_codec;
    if (!facts.index_first) return "its index behind the frames";
    if (std::max(facts.width, facts.height) > most_played_side)
        return std::format("frames of {} × {} pixels", facts.width, facts.height);
    if (facts.frame_rate > most_played_frame_rate) return std::format("{:.0f} frames a second", facts.frame_rate);
    const double bits = static_cast<double>(bytes) * 8;
    if (bytes > always_small && bits > most_played_bit_rate * facts.duration_s)
        return facts.duration_s > 0 ? std::format("{:.0f} Mbit a second", bits / facts.duration_s / 1e6)
                                    : "an unknown duration";
    return {};
}

}  // namespace serow::media
