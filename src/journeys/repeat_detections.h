// Places where the machine finds something again and again: proposed, and judged by people (vision/repeats.h).
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/repeat_verdicts.h"
#include "journeys/house.h"
#include "journeys/sign_in.h"

namespace serow::journeys {

using catalog::RepeatVerdict;
using catalog::RepeatVerdictId;

struct RepeatExample {
    MediaId media_id;
    std::string file_name;
    Instant captured_at;
    Box bbox;
    double probability = 0;
};

struct RepeatProposal {
    DeploymentId deployment_id;
    std::string location_name;
    std::string time_zone;  // of the deployment
    camtrap::ObservationType observation_type = camtrap::ObservationType::animal;
    Box bbox;
    int pictures = 0;                  // that have a box there
    std::int64_t pictures_within = 0;  // of the deployment, from the first to the last of them
    int observed = 0;                  // boxes that reach the threshold
    int visits = 0;
    int said_blank = 0, said_something = 0;  // pictures that people looked at
    Instant first, last;
    std::vector<RepeatExample> examples;  // at most 6, spread over the period
};

struct RepeatDetections {
    std::vector<RepeatProposal> proposals;  // those first that make the most observations; at most 200
    std::vector<RepeatVerdict> verdicts;    // latest first; those that were taken back included
};

// Of the project, or of the deployment where one is given. Places of which somebody has said something are not proposed
// again. Failure(not_found) as in organise.h.
RepeatDetections repeat_detections(const House& house, const Viewer& viewer, ProjectId project,
                                   std::optional<DeploymentId> deployment);

struct GivenVerdict {
    DeploymentId deployment_id;
    camtrap::ObservationType observation_type = camtrap::ObservationType::animal;
    Box bbox;
    std::string verdict;  // nothing or real
};
// Of `nothing`, the machine's boxes there are no observations from now on: what holds is derived anew by a job.
// Failure(invalid) for another word or a box outside the picture; Failure(conflict) where the machine has no box there,
// or a verdict holds there already.
RepeatVerdict judge_repeat(const House& house, const Caller& caller, ProjectId project, const GivenVerdict& given);

// Takes it back. One's own; a manager may take back anybody's. Failure(conflict) where it was taken back before.
RepeatVerdict retract_repeat(const House& house, const Caller& caller, ProjectId project, RepeatVerdictId id);

}  // namespace serow::journeys
