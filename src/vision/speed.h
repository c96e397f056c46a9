// How fast a loaded model is by itself.
#pragma once

#include "base/problem.h"
#include "vision/manifest.h"
#include "vision/session.h"

namespace serow::vision {

struct Load {
    int batch = 1;         // pictures of one run
    int callers = 1;       // that run the model at the same time
    double seconds = 0.5;  // no run begins later; each caller has at least one
};

// Pictures a second of bare inference, on input of the manifest's size that is ready. Problems as Session::run.
Result<double> images_per_second(const Session& session, const Manifest& manifest, const Load& load);

}  // namespace serow::vision
