// When cameras did not work, by what people recorded. Taken back, never deleted.
#pragma once

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "camtrap/failure.h"
#include "catalog/access.h"

namespace serow::catalog {

using FailurePeriodId = Id<struct FailurePeriodTag>;

struct FailurePeriod {
    FailurePeriodId failure_period_id;
    DeploymentId deployment_id;
    Instant failure_start;
    std::optional<Instant> failure_end;  // none: to the end of the deployment
    camtrap::FailureReason reason = camtrap::FailureReason::other;
    camtrap::FailureVerdict verdict = camtrap::FailureVerdict::failed;
    std::string comments;
    // The rest is read only.
    std::string account_name;  // empty: the system, or a former account
    Instant recorded_at;
    std::optional<Instant> retracted_at;
    std::string retracted_by;  // a name; empty where it holds, or a former account
};

// By the scope's viewer; `recorded_at` is the database's clock. Failure(not_found) for a deployment that is not there,
// Failure(invalid) where it ends before it starts.
void record_failure_period(Transaction& tx, const Scope& scope, const FailurePeriod& period);
// By start, then in the order of recording; those that were taken back included.
std::vector<FailurePeriod> list_failure_periods(Transaction& tx, const Scope& scope, DeploymentId deployment_id);
// Failure(not_found) where the deployment has none with that id, or it was taken back before.
void retract_failure_period(Transaction& tx, const Scope& scope, DeploymentId deployment_id, FailurePeriodId id);

// What counts for effort: those that hold and say that the camera failed, of all deployments of the project; one
// without failures is not in the map. Names and times of recording are left out.
std::map<DeploymentId, std::vector<FailurePeriod>> holding_failures(Transaction& tx, const Scope& scope);

// The same as rows of an export: cut to their deployment, with its zone; those that lie outside are left out. By
// location name, start and id of the deployment, then start and id of the failure.
void each_failure_period(Transaction& tx, const Scope& scope,
                         const std::function<void(const FailurePeriod&, const std::string& time_zone)>& use);

}  // namespace serow::catalog
