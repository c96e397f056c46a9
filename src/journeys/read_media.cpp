#include "journeys/read_media.h"

#include <format>
#include <optional>
#include <utility>

#include "catalog/clock_corrections.h"
#include "catalog/jobs.h"
#include "catalog/media.h"
#include "catalog/model_choices.h"
#include "catalog/projects.h"
#include "earth/time_zone.h"
#include "journeys/find_motion.h"
#include "journeys/play_video.h"
#include "journeys/run_jobs.h"
#include "media/decode.h"
#include "media/facts.h"
#include "media/renditions.h"

namespace serow::journeys {
namespace {

// What came out of the file; pictures only where pixels could be had.
struct Reading {
    media::Facts facts;
    std::optional<media::Renditions> renditions;
    std::optional<Problem> problem;
};

// A still is read from the disk once: facts and pixels come from the same bytes.
Reading read_file(const std::filesystem::path& path) {
    Reading reading;
    const auto type = media::sniff_file(path);
    reading.facts.type = type;
    if (type.kind == media::Kind::other) {
        reading.problem = std::filesystem::file_size(path) == 0
                              ? Problem{Code::unreadable, "the file is empty (0 bytes)"}
                              : Problem{Code::unsupported,
                                        std::format("its bytes are neither a photo nor a video ({})", type.mediatype)};
        return reading;
    }
    const auto note = [&](auto& facts, auto& renditions) {
        if (facts) reading.facts = std::move(*facts);
        if (renditions) reading.renditions = std::move(*renditions);
        if (!renditions)
            reading.problem = renditions.error();
        else if (!facts)
            reading.problem = facts.error();
    };
    if (type.kind == media::Kind::image) {
        auto bytes = media::read_whole_file(path);
        if (!bytes) {
            reading.problem = bytes.error();
            return reading;
        }
        auto facts = media::read_facts(*bytes);
        auto renditions = media::make_renditions(std::span<const std::byte>(*bytes));
        note(facts, renditions);
    } else {
        auto facts = media::read_facts(path);
        auto renditions = media::make_renditions(path, type);
        note(facts, renditions);
    }
    return reading;
}

catalog::MediaFacts facts_row(const Reading& reading, const catalog::Media& media,
                              std::span<const earth::ClockCorrection> corrections) {
    const auto& facts = reading.facts;
    catalog::MediaFacts row;
    row.file_mediatype = facts.type.mediatype;
    row.kind = media::word(facts.type.kind);
    if (facts.width > 0) row.width = facts.width;
    if (facts.height > 0) row.height = facts.height;
    if (reading.renditions && !row.width) {
        row.width = reading.renditions->full_width;
        row.height = reading.renditions->full_height;
    }
    if (facts.duration_s > 0) row.duration_s = facts.duration_s;
    if (facts.frame_rate > 0) row.frame_rate = facts.frame_rate;
    row.make = facts.make;
    row.model = facts.model;
    row.serial = facts.serial;
    row.temperature_c = facts.temperature_c;
    row.place = facts.place;
    row.sequence_number = facts.sequence_number;
    row.sequence_total = facts.sequence_total;
    row.warnings = facts.warnings;
    if (reading.renditions)
        row.warnings.insert(row.warnings.end(), reading.renditions->warnings.begin(),
                            reading.renditions->warnings.end());
    row.has_renditions = reading.renditions.has_value();
    row.battery_v = facts.battery_v;
    if (reading.renditions) {
        row.light = reading.renditions->light;
        if (const auto& view = reading.renditions->view) {
            row.brightness = view->brightness;
            row.contrast = view->contrast;
            row.view_signature.assign(view->signature.begin(), view->signature.end());
        }
    }

    const auto zone = earth::find_zone(media.time_zone).value_or(earth::Zone());
    if (facts.camera_time) {
        row.camera_time = facts.camera_time;
        // Maker notes are part of EXIF.
        row.camera_time_source = facts.camera_time_source == "container" ? "container" : "exif";
        row.captured_at = earth::to_instant(*facts.camera_time, zone, corrections);
    } else {
        // Better than nothing for the order of files, and without any time a file would be in no event and never be
        // reviewed; the rhythm leaves such times out.
        row.captured_at = media.file_modified_at.value_or(media.created_at);
        row.camera_time = earth::to_camera_time(*row.captured_at, zone);
        row.camera_time_source = "file";
        if (!media.file_modified_at)
            row.warnings.emplace_back("no time is known of this file: the time of its arrival stands in");
    }
    return row;
}

}  // namespace

void read_media(const House& house, ProjectId project, std::span<const MediaId> ids, bool motion) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    const auto [all, corrections] = house.catalog.transaction([&](catalog::Transaction& tx) {
        auto media = catalog::media_by_ids(tx, scope, ids);
        std::vector<DeploymentId> deployments;
        for (const auto& one : media) deployments.push_back(one.deployment_id);
        return std::pair(std::move(media), catalog::holding_corrections(tx, scope, deployments));
    });
    std::vector<catalog::FactsOfMedia> ready;
    struct Unreadable {
        MediaId id;
        catalog::MediaFacts row;
        Problem problem;
    };
    std::vector<Unreadable> unreadable;
    std::vector<std::pair<MediaId, std::string_view>> playable;
    std::vector<catalog::NewJob> next;
    std::vector<DeploymentId> with_photos;
    for (const auto& media : all) {
        const Sha256 sha256{media.sha256};
        const auto original = house.store.original(sha256);
        auto reading = read_file(original.path());
        if (reading.renditions) {
            house.store.put_rendition(sha256, store::Rendition::preview, reading.renditions->preview);
            house.store.put_rendition(sha256, store::Rendition::thumbnail, reading.renditions->thumbnail);
        }
        const auto known = corrections.find(media.deployment_id);
        auto row = facts_row(
            reading, media,
            known == corrections.end() ? std::span<const earth::ClockCorrection>() : std::span(known->second));
        if (reading.problem) {
            unreadable.push_back({media.media_id, std::move(row), std::move(*reading.problem)});
            continue;
        }
        if (reading.facts.type.kind == media::Kind::video) {
            const auto state = playback_of(house, sha256, reading.facts, static_cast<std::uint64_t>(media.bytes));
            if (!state.empty()) playable.emplace_back(media.media_id, state);
            if (state == playback::pending) next.push_back(proxy_job(project, media.media_id));
        } else {
            with_photos.push_back(media.deployment_id);
        }
        ready.push_back({media.media_id, std::move(row), std::move(reading.facts.exif_json)});
        // Grouping waits a little, so that it is done once for the many files that come together.
        next.push_back({project, job::group_events, media.deployment_id.text(), 5, std::chrono::seconds(2)});
    }
    house.store.flush_renditions();
    house.catalog.transaction([&](catalog::Transaction& tx) {
        // A reading that is repeated, because its worker ended before that was noted, has what is next queued already:
        // a second classification would be a second answer.
        std::vector<MediaId> found;
        for (const auto& one : ready) found.push_back(one.media_id);
        auto jobs = next;
        for (const auto& id : catalog::lock_unready(tx, scope, found))
            jobs.push_back({project, job::classify_media, id.text(), 0, {}});
        if (!ready.empty()) catalog::set_facts(tx, scope, ready);
        for (const auto& one : unreadable) catalog::set_unreadable(tx, scope, one.id, one.problem, one.row);
        for (const auto& [id, state] : playable) catalog::set_playback(tx, scope, id, state, {});
        catalog::enqueue(tx, jobs);
        if (motion || catalog::models_of_project(tx, scope).names.second_opinion)
            queue_motion(tx, project, with_photos, std::chrono::seconds(10));
        catalog::notify(tx, project);
    });
}

}  // namespace serow::journeys
