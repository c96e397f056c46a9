// What people verified in a project's photos and videos, as a classifier can learn from it.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <string>

#include "base/image.h"
#include "base/json.h"
#include "catalog/access.h"

namespace serow::catalog {

struct VerifiedAnimal {
    MediaId media_id;
    std::optional<EventId> event_id;
    std::string sha256;
    std::string kind;  // image video
    LocationId location_id;
    std::string location_name;
    std::string scientific_name;  // empty: not identified
    std::optional<int> count;
    std::optional<Box> bbox;
    std::optional<double> second;  // of a video: when the box was seen
    // Of a photo where the person gave no box: the latest machine answer that stands, as of Answer, and the threshold
    // that it was given with; else null.
    json::value machine_observations, machine_threshold;
    // Of a video: what the latest machine that stands followed, as modelDetails.tracks of Answer; else null.
    json::value machine_tracks;
};

// Every animal that people see in media on which they agree; those of one medium come one after the other.
void each_verified_animal(Transaction& tx, const Scope& scope, const std::function<void(VerifiedAnimal&&)>& use);

}  // namespace serow::catalog
