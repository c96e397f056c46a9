// Does a loaded model have what its manifest says? Asked once, when it is loaded, so that a mix-up is a
// clear message and not a strange box.
#pragma once

#include <string>
#include <vector>

#include "base/problem.h"
#include "vision/manifest.h"
#include "vision/session.h"

namespace serow::vision {

// Code::invalid naming the tensor that is missing or of another shape.
Result<void> check_fit(const Manifest& manifest, const Session& session);

// The outputs that a manifest names, in the order labels, boxes, scores, features (those that it has).
std::vector<std::string> output_names(const OutputPlan& plan);

}  // namespace serow::vision
