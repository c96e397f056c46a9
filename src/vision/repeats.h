// Boxes that come back at the same place of one camera's picture: stones, stumps and branches that a detector takes for
// animals again and again (docs/methods/repeat-detections.md).
#pragma once

#include <chrono>
#include <cstddef>
#include <span>
#include <vector>

#include "base/id.h"
#include "base/image.h"
#include "base/time.h"
#include "camtrap/vocabulary.h"

namespace serow::vision {

// What people said of a picture as a whole.
enum class PeopleSay { nothing_yet, blank, something };

// One box of the machine in a picture of the deployment.
struct PlacedBox {
    MediaId media;
    Instant at;
    camtrap::ObservationType type = camtrap::ObservationType::animal;
    Box box;
    bool certain = true;  // it reaches the threshold: without a person's answer it is an observation
    PeopleSay people = PeopleSay::nothing_yet;
};

// The first three are those that MegaDetector's repeat detection elimination is commonly run with.
struct RepeatRule {
    double least_iou = 0.85;    // boxes that overlap so much are at the same place
    int least_pictures = 15;    // that have a box there
    double largest_area = 0.2;  // of the picture; larger boxes are animals before the lens, which look alike
    // An animal that rests, or comes back for a night, is no stone.
    int least_visits = 5;
    std::chrono::milliseconds visit_gap = std::chrono::hours(1);      // pictures further apart are another visit
    std::chrono::milliseconds least_period = std::chrono::hours(24);  // from the first picture to the last
};

struct RepeatGroup {
    camtrap::ObservationType type = camtrap::ObservationType::animal;
    Box place;                         // the median of its boxes' edges; each member overlaps it by least_iou or more
    std::vector<std::size_t> members;  // places in what was given, one a picture, by time
    int visits = 0;
    int certain = 0;         // members that reach the threshold
    int said_blank = 0;      // members in whose picture people saw nothing,
    int said_something = 0;  // and something; the rest nobody looked at
};

// Groups of ONE deployment, those with the most certain members first. Boxes of different types are never together. A
// group none of whose members is certain is left out: nothing would change. The order in which boxes are given does
// not matter, save between boxes of one moment and picture. Cost: pairs of boxes whose left edges lie
// close together, those that are alike counted as one.
std::vector<RepeatGroup> repeat_groups(std::span<const PlacedBox> boxes, const RepeatRule& rule = {});

// A place of which somebody said that nothing is there.
struct Mask {
    camtrap::ObservationType type = camtrap::ObservationType::animal;
    Box place;
    double least_iou = 0.85;
};
// Is a box of that type at the place of one of the masks?
bool is_masked(camtrap::ObservationType type, const Box& box, std::span<const Mask> masks);

}  // namespace serow::vision
