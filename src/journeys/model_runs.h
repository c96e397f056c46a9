// Media looked at again with other models, for comparison, until somebody puts what they said to use
// (docs/methods/re-runs.md).
#pragma once

#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "catalog/jobs.h"
#include "catalog/model_runs.h"
#include "journeys/model_choice.h"

namespace serow::journeys {

using catalog::ModelRun;
using catalog::RunMedia;

// Begins a run over the ready photos and videos that `what` names (nothing: all of the project): a job for each. Models
// that are not named are the project's, else the service's. `asked` is kept to be shown. Failure(invalid) as
// choose_models(); Failure(not_found) for a media that is not in the project; Failure(conflict) where nothing is to be
// looked at.
ModelRun begin_model_run(const House& house, const Viewer& viewer, ProjectId project, const ModelNames& models,
                         const RunMedia& what, const json::value& asked);

// The latest first, fifty at most.
std::vector<ModelRun> list_model_runs(const House& house, const Viewer& viewer, ProjectId project);
ModelRun model_run(const House& house, const Viewer& viewer, ProjectId project, ModelRunId run);

// What is queued is not looked at any more; what was said stays. Failure(conflict) where it is over already.
ModelRun cancel_model_run(const House& house, const Viewer& viewer, ProjectId project, ModelRunId run);

// Its answers hold like those of the project's own models, the latest first; or stand beside again. What holds follows
// by a job; what people answered is never touched. Others of the run, that come later, count at once.
ModelRun use_model_run(const House& house, const Viewer& viewer, ProjectId project, ModelRunId run, bool to_use);

// running · cancelled · stopped: what is left was given up after several tries · done.
std::string_view state_of(const ModelRun& run);

// A worker's part: jobs of one run, each about one media. Does nothing with those of a run that was cancelled, or that
// has their answer. Gives of each what classify_media() does. Failure(conflict) where one of the models is another one
// now than when the run began.
std::vector<std::optional<Problem>> look_at_run(const House& house, ChosenEyes& chosen,
                                                std::span<const catalog::Job> jobs);
// What the jobs of one run have alike, and those of another have not.
std::string_view run_of(const catalog::Job& job);
// And what holds of all that the run answered, a few hundred in a transaction. Safe to repeat.
void settle_run(const House& house, ProjectId project, ModelRunId run);

}  // namespace serow::journeys
