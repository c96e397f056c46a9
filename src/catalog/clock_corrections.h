// What people recorded of wrong clocks. Taken back, never deleted.
#pragma once

#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/access.h"
#include "earth/clock_correction.h"

namespace serow::catalog {

struct ClockCorrection {
    ClockCorrectionId clock_correction_id;
    DeploymentId deployment_id;
    earth::ClockCorrection correction;
    std::string reason;        // not empty
    std::string account_name;  // empty: the system, or a former account
    Instant recorded_at;
    std::optional<Instant> retracted_at;
    std::string retracted_by;  // a name; empty where it holds, or a former account
};

// By the scope's viewer; `recorded_at` is the database's clock. Failure(not_found) for a deployment that is not there.
void record_clock_correction(Transaction& tx, const Scope& scope, const ClockCorrection& correction);
// In the order of recording, those that were taken back included.
std::vector<ClockCorrection> list_clock_corrections(Transaction& tx, const Scope& scope, DeploymentId deployment_id);
// Failure(not_found) where the deployment has none with that id, or it was taken back before.
void retract_clock_correction(Transaction& tx, const Scope& scope, DeploymentId deployment_id, ClockCorrectionId id);

// Those that hold, in the order in which they apply.
std::vector<earth::ClockCorrection> holding(std::span<const ClockCorrection> corrections);
// Of several deployments at once; one without corrections is not in the map.
std::map<DeploymentId, std::vector<earth::ClockCorrection>> holding_corrections(
    Transaction& tx, const Scope& scope, std::span<const DeploymentId> deployment_ids);

}  // namespace serow::catalog
