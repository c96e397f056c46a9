// A model's boxes beside what moved: two opinions of one picture. docs/methods/motion.md.
#pragma once

#include <span>
#include <vector>

#include "vision/detector.h"
#include "vision/motion.h"

namespace serow::vision {

enum class SecondOpinion {
    none,       // nothing to add
    supported,  // something moved just there
    doubted     // the picture is probably blank
};

// One a detection, in the same order. `typical_threshold`: the model's (manifest.h).
//   supported: from half the threshold on, where a region of a picture that is not blank covers the same place
//              (intersection over union at least 0.5);
//   doubted:   below one and a half times the threshold, where the picture is probably blank. A box that is surer
//              than that outweighs it: an animal may lie still through several visits.
// Always none where the motion's verdict is unknown.
std::vector<SecondOpinion> second_opinions(std::span<const Detection> detections, const Motion& motion,
                                           double typical_threshold);

// Whether the box is worth showing by both: from the threshold on unless doubted, and where it is supported.
bool is_shown(const Detection& detection, SecondOpinion opinion, double typical_threshold);

}  // namespace serow::vision
