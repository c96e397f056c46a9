// A folder of photos to MegaDetector batch JSON without any model: what moved. docs/methods/motion.md.
#pragma once

#include "journeys/analyze_folder.h"
#include "journeys/motion_answer.h"

namespace serow::journeys {

// As analyze_folder(). Photos of one folder and camera are compared with each other, in stretches of at most 240 in the
// order of their names, so that memory does not grow with the folder; regions are category animal with
// vision::motion_confidence(). A photo of which nothing is known (too few of the same view and light, no time) is a
// `failure` that says so, since an empty list would say that nothing is there; so is a video: they are looked at only
// by a model.
AnalyzeProgress analyze_motion(const AnalyzeOptions& options, const Clock& clock, const std::atomic<bool>& stop,
                               const std::function<void(const AnalyzeProgress&)>& tell);

}  // namespace serow::journeys
