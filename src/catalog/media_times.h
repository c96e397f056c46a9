// The times of a deployment's media: read for grouping and for clock corrections, written in bulk.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "camtrap/vocabulary.h"
#include "catalog/access.h"

namespace serow::catalog {

struct MediaTime {
    MediaId media_id;
    std::optional<CameraTime> camera_time;
    std::string camera_time_source;  // "" exif container file
    std::optional<Instant> captured_at;
    std::optional<double> duration_s;
    std::optional<EventId> event_id;
    std::optional<camtrap::Light> light;
};

// All that are ready, by (captured_at, media_id), those without a time last.
std::vector<MediaTime> media_times(Transaction& tx, const Scope& scope, DeploymentId deployment_id);

struct CapturedAt {
    MediaId media_id;
    std::optional<Instant> captured_at;
};
// How many changed.
std::int64_t set_captured_at(Transaction& tx, const Scope& scope, std::span<const CapturedAt> times);

}  // namespace serow::catalog
