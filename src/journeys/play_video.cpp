#include "journeys/play_video.h"

#include <algorithm>
#include <chrono>

#include "base/log.h"
#include "catalog/media.h"
#include "journeys/run_jobs.h"
#include "media/playback.h"

namespace serow::journeys {
namespace {

using std::chrono::milliseconds;

// Of a slow machine that decodes large frames: some seconds of work for each of the video's.
milliseconds time_for(const House& house, double duration_s) {
    const milliseconds most = house.config.proxy_time_limit;
    if (duration_s <= 0) return most;
    return std::min(most, milliseconds(60'000 + static_cast<std::int64_t>(duration_s * 20'000)));
}

// The same bytes give the same answer tomorrow.
bool is_final(Code code) {
    return code == Code::unreadable || code == Code::unsupported || code == Code::too_large;
}

// What came out of one video.
struct Outcome {
    std::string_view playback;
    std::string detail;
};

Outcome make(const House& house, const catalog::Media& media, const ProxyMaker& maker, const std::atomic<bool>& stop) {
    const Sha256 sha256{media.sha256};
    if (house.store.rendition(sha256, store::Rendition::proxy)) return {playback::proxy, media.playback_detail};
    const auto original = house.store.original(sha256);
    const auto facts = media::read_facts(original.path());
    if (!facts) return {playback::failed, facts.error().detail};
    if (!media::why_a_proxy(*facts, static_cast<std::uint64_t>(media.bytes))) return {playback::original, {}};
    // Not the video's fault: once the encoder is there, it works.
    if (auto missing = media::no_proxy_encoder()) throw Failure(Code::unavailable, missing->detail);

    ProxyLimits limits;
    limits.time = time_for(house, facts->duration_s);
    limits.memory_bytes = house.config.proxy_memory;
    limits.file_bytes = std::min(limits.file_bytes, house.store.free_bytes());
    if (limits.file_bytes == 0) throw Failure(Code::storage_full, "the disk has no room for the proxy of a video");
    const auto draft = house.store.draft_rendition();
    const auto made = maker(original.path(), draft->path(), limits, stop);
    if (!made && is_final(made.error().code)) return {playback::failed, made.error().detail};
    if (!made) throw Failure(made.error());
    draft->keep(sha256, store::Rendition::proxy);
    std::string detail;
    for (const auto& warning : made->warnings) detail += (detail.empty() ? "" : "; ") + warning;
    return {playback::proxy, detail};
}

}  // namespace

catalog::NewJob proxy_job(ProjectId project, MediaId media) {
    return {project, job::make_proxy, media.text(), proxy_priority, {}};
}

std::string_view playback_of(const House& house, const Sha256& sha256, const media::Facts& facts, std::uint64_t bytes) {
    if (!media::why_a_proxy(facts, bytes)) return playback::original;
    return house.store.rendition(sha256, store::Rendition::proxy) ? playback::proxy : playback::pending;
}

void make_proxy(const House& house, ProjectId project, MediaId id, const ProxyMaker& maker,
                const std::atomic<bool>& stop) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    const auto note = [&](std::string_view playback, std::string_view detail) {
        house.catalog.transaction([&](catalog::Transaction& tx) {
            // It may have been taken away meanwhile.
            if (catalog::media_by_id(tx, scope, id)) catalog::set_playback(tx, scope, id, playback, detail);
            catalog::notify(tx, project);
        });
    };
    const auto media =
        house.catalog.transaction([&](catalog::Transaction& tx) { return catalog::media_by_id(tx, scope, id); });
    if (!media || media->facts.kind != "video" || media->state != "ready") return;
    if (media->playback != playback::pending && media->playback != playback::proxy) note(playback::pending, {});
    try {
        const auto outcome = make(house, *media, maker, stop);
        note(outcome.playback, outcome.detail);
    } catch (const Failure& failure) {
        if (failure.problem().code != Code::interrupted) note(playback::failed, failure.problem().detail);
        throw;
    } catch (const std::exception& error) {
        note(playback::failed, error.what());
        throw;
    }
}

}  // namespace serow::journeys
