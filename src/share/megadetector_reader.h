// MegaDetector batch output, format versions 1.0 to 1.6, of MegaDetector, AddaxAI, zamba, Timelapse and others:
// https://lila.science/megadetector-output-format
#pragma once

#include <functional>
#include <string_view>

#include "base/problem.h"
#include "share/megadetector_json.h"
#include "share/predictions.h"

namespace serow::share {

// All but the entries: what ran, the categories, how many entries there are. The whole text is read once.
// Code::too_large over a limit; Code::bad_request where it is no JSON, has no list `images`, or its tables are no
// tables.
struct MegaDetectorHead {
    MegaDetectorInfo info;
    std::size_t entries = 0;
};
Result<MegaDetectorHead> read_megadetector_head(std::string_view text, const FindingReceiver& finding,
                                                const PredictionLimits& limits = {});

// Each entry, in the order of the file; `file` with "/" for "\\". Findings are given where
// - an entry is left out: it names no file, or one that an earlier entry named; it has neither detections nor a
// failure;
//   a confidence, frame or box cannot be understood; a box lies outside the picture; a detection is of a category that
//   is not listed; there are more boxes than the limit;
// - something is mended: a box is cut to the picture; a class that is not listed, or has no confidence between 0 and 1,
//   takes all classes of that box with it; detections beside a failure are not believed.
// Members that the format does not know are passed over.
void each_megadetector_image(std::string_view text, const MegaDetectorInfo& info,
                             const std::function<void(MegaDetectorImage&&)>& use, const FindingReceiver& finding,
                             const PredictionLimits& limits = {});

}  // namespace serow::share
