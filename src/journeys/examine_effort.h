// Whether the camera of a deployment worked: what its files show, and what is proposed. Nothing is recorded by it.
#pragma once

#include <utility>
#include <vector>

#include "ecology/effort_gaps.h"
#include "journeys/failure_periods.h"

namespace serow::journeys {

struct EffortReport {
    // Proposals of which 4/5 are recorded already, as failed or as worked, are left out.
    ecology::EffortExamination examination;
    std::optional<ecology::Interval> span;  // of the deployment; none where start or end are not known
    // Files of each date of the span by the deployment's zone, the dates without any too; of more than 1100 dates those
    // before are left out.
    std::vector<std::pair<std::chrono::local_days, std::int64_t>> days;
};

// For all who see the project. Failures as in organise.h.
EffortReport examine_effort(const House& house, const Viewer& viewer, ProjectId project, DeploymentId deployment);

}  // namespace serow::journeys
