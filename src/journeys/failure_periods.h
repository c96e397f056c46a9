// When the camera of a deployment did not work: recorded by a person, taken back, and taken off the effort.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/failure_periods.h"
#include "catalog/summaries.h"
#include "ecology/effort.h"
#include "journeys/house.h"

namespace serow::journeys {

using catalog::FailurePeriod;
using catalog::FailurePeriodId;

struct GivenFailure {
    std::optional<Instant> failure_start;  // needed
    std::optional<Instant> failure_end;    // none: to the end of the deployment
    camtrap::FailureReason reason = camtrap::FailureReason::other;
    camtrap::FailureVerdict verdict = camtrap::FailureVerdict::failed;
    std::string comments;
};

struct DeploymentFailures {
    std::vector<FailurePeriod> items;  // by start; those that were taken back included
    // What is known of the effort; none where start or end of the deployment are not.
    std::optional<ecology::Interval> span;
    double trap_nights = 0;       // of the deployment
    double lost_trap_nights = 0;  // to the failures that hold
};

// Failures as in organise.h. Recording and taking back are a manager's; the list may all who see the project.
DeploymentFailures list_failures(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment);
// Failure(invalid) without a start, where it ends before it starts or lies outside the deployment.
FailurePeriod record_failure(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                             const GivenFailure& given);
// Failure(conflict) where it was taken back before.
FailurePeriod retract_failure(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment,
                              FailurePeriodId id);

// What ecology counts: deployments whose start and end are known and apart (a moment is no effort), with their
// failures. A failure without an end lasts to the end of its deployment.
std::vector<ecology::Operation> operations_of(std::span<const catalog::DeploymentSpan> spans,
                                              const std::map<DeploymentId, std::vector<FailurePeriod>>& failures);

}  // namespace serow::journeys
