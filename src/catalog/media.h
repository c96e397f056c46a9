// Photos and videos: the row, how it comes to be, how its facts are noted.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "camtrap/records.h"
#include "camtrap/vocabulary.h"
#include "catalog/access.h"

namespace serow::catalog {

// What reading the file gave.
struct MediaFacts {
    std::string file_mediatype;  // by content: "image/jpeg"
    std::string kind = "other";  // image video other
    std::optional<int> width, height;
    std::optional<double> duration_s, frame_rate;
    std::optional<CameraTime> camera_time;
    std::string camera_time_source;  // "" exif container file
    std::optional<Instant> captured_at;
    std::string make, model, serial;
    std::optional<double> temperature_c;
    std::optional<int> sequence_number, sequence_total;
    std::vector<std::string> warnings;
    bool has_renditions = false;
    std::optional<camtrap::Light> light;  // written, and read by media_times() alone
    std::optional<camtrap::Place> place;  // EXIF GPS; written, and read by card_facts() alone
    // What pixels and maker notes tell of the camera's state; written, and read by file_signs() alone.
    std::optional<double> brightness, contrast, battery_v;
    std::vector<std::uint8_t> view_signature;
};

struct Media {
    MediaId media_id;
    DeploymentId deployment_id;
    std::optional<UploadId> upload_id;
    std::string sha256;
    std::int64_t bytes = 0;
    std::string file_path;
    std::string file_name;
    std::optional<Instant> file_modified_at;
    std::string state;  // received ready unreadable
    std::string problem_code, problem_detail;
    MediaFacts facts;
    std::optional<EventId> event_id;
    std::string consensus;   // the words of review's states: none machine accepted awaiting human conflict
    bool kept_back = false;  // of people's answers only the viewer's own are told; filled in by journeys
    std::optional<Instant> classified_at;
    bool favorite = false;
    Instant created_at;
    // What there is to play of a video: original, proxy, pending, failed; "" of all else.
    std::string playback;
    std::string playback_detail;  // failed: why; proxy: what is missing in it
    // privacy.h. Of a media that is withheld nothing is told but its ids, kind, state, place and moment: all else is
    // empty.
    std::string privacy;
    // Of its deployment:
    LocationId location_id;
    std::string location_name;
    std::string time_zone;
};

struct FactsOfMedia {
    MediaId media_id;
    MediaFacts facts;
    std::string exif;  // JSON text, empty for none
};

// State `ready`; an earlier problem is forgotten. Each media once. Failure(not_found) where one of them is not there.
void set_facts(Transaction& tx, const Scope& scope, std::span<const FactsOfMedia> found);
// Those of them that are not ready yet; locked until the end of the transaction.
std::vector<MediaId> lock_unready(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids);
// State `unreadable`; the bytes stay. `facts`: what is known all the same.
void set_unreadable(Transaction& tx, const Scope& scope, MediaId media_id, const Problem& why, const MediaFacts& facts);
void set_playback(Transaction& tx, const Scope& scope, MediaId media_id, std::string_view playback,
                  std::string_view detail);
void set_favorite(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids, bool favorite);

std::optional<Media> media_by_id(Transaction& tx, const Scope& scope, MediaId media_id);
// The same where all of it is asked for: Failure(forbidden) where it is withheld.
std::optional<Media> shown_media_by_id(Transaction& tx, const Scope& scope, MediaId media_id);
// In the order of time (media_list.h); those that do not exist are left out.
std::vector<Media> media_by_ids(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids);
// The tags as JSON text, "" where there are none.
std::string exif_of(Transaction& tx, const Scope& scope, MediaId media_id);

// Where the viewer may see it: the project of a media given by its id or by a SHA-256 (then the oldest).
struct MediaAddress {
    ProjectId project_id;
    MediaId media_id;
};
std::optional<MediaAddress> find_media(Transaction& tx, const Viewer& viewer, std::string_view id_or_sha256);

// Videos that have a proxy, or should get one, whoever they belong to: for the system alone.
struct ProxiedMedia {
    ProjectId project_id;
    MediaId media_id;
    std::string sha256;
    std::string playback;  // proxy or pending
};
// In the order of their ids, after `after` (nullopt: from the start).
std::vector<ProxiedMedia> media_with_proxies(Transaction& tx, const std::optional<MediaAddress>& after, int limit);

// Ready images and videos that no machine has looked at, oldest id first.
std::vector<MediaId> unclassified_media(Transaction& tx, const Scope& scope, int limit);

}  // namespace serow::catalog
