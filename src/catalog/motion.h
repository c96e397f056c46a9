// The photos of a deployment that are compared with each other (vision/motion.h).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "camtrap/vocabulary.h"
#include "catalog/access.h"

namespace serow::catalog {

struct PhotoToCompare {
    MediaId media_id;
    std::string sha256;
    std::optional<CameraTime> camera_time;  // by the camera's own clock
    std::optional<camtrap::Light> light;
    bool tried = false;  // it was compared, whatever came of it
    bool told = false;   // and the ledger has the answer of `model`
};

// All readable photos, in the order of time.
std::vector<PhotoToCompare> photos_to_compare(Transaction& tx, const Scope& scope, DeploymentId deployment_id,
                                              std::string_view model);
void note_compared(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids);

// A job for every deployment of all projects with photos that no machine has looked at in any way. How many are new.
std::int64_t enqueue_never_looked_at(Transaction& tx, std::string_view kind, int priority);

}  // namespace serow::catalog
