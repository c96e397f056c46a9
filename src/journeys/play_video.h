// Videos that browsers cannot play are made again as ones that they can (docs/decisions/0012-video-proxies.md).
#pragma once

#include <atomic>
#include <string_view>

#include "catalog/jobs.h"
#include "journeys/house.h"
#include "journeys/proxy_process.h"
#include "media/facts.h"

namespace serow::journeys {

// What a media row says that there is to play.
namespace playback {
inline constexpr std::string_view original = "original";
inline constexpr std::string_view proxy = "proxy";
inline constexpr std::string_view pending = "pending";
inline constexpr std::string_view failed = "failed";
}  // namespace playback

// Behind reading, grouping and classifying.
inline constexpr int proxy_priority = -10;
catalog::NewJob proxy_job(ProjectId project, MediaId media);

// What there is to play of a video that was just read: original; proxy, where another media with the same bytes had it
// made; else pending.
std::string_view playback_of(const House& house, const Sha256& sha256, const media::Facts& facts, std::uint64_t bytes);

// The proxy of one video, unless browsers play it as it is or the store has it already; the row says what came of it.
// A video that cannot be made playable is marked so, with the reason, and that is no failure. Throws Failure, also
// marking it, where trying again may help: timeout, storage_full, unavailable, internal; interrupted, marking nothing,
// soon after `stop` became true. Nothing half-made is left behind. Safe to repeat.
void make_proxy(const House& house, ProjectId project, MediaId media, const ProxyMaker& maker,
                const std::atomic<bool>& stop);

}  // namespace serow::journeys
