// What the files of a deployment, and those of others at the same time, tell of whether its camera worked.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <vector>

#include "camtrap/vocabulary.h"
#include "catalog/access.h"

namespace serow::catalog {

struct FileSign {
    Instant captured_at;
    bool from_clock = false;  // false: only the file's own date is known
    std::int64_t bytes = 0;
    std::optional<camtrap::Light> light;
    std::optional<double> brightness, contrast;
    std::vector<std::uint8_t> view_signature;  // of large deployments only for about 4000 files, evenly
    std::optional<double> battery_v;
};

// All that are ready and have a time, by time.
std::vector<FileSign> file_signs(Transaction& tx, const Scope& scope, DeploymentId deployment_id);

// Half hours in which other deployments of the project have files, by their cameras' clocks, between two moments.
struct NeighbourTimes {
    DeploymentId deployment_id;
    Instant start, end;  // of the deployment, within the two moments
    std::vector<Instant> half_hours;
};
// Of at most 40 deployments: those that share most of the time.
std::vector<NeighbourTimes> neighbour_times(Transaction& tx, const Scope& scope, DeploymentId deployment_id,
                                            Instant from, Instant to);

}  // namespace serow::catalog
