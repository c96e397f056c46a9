// From which confidence a machine's boxes are observations in a project, and what other thresholds would change.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <vector>

#include "catalog/thresholds.h"
#include "journeys/house.h"

namespace serow::journeys {

using catalog::ThresholdChoice;
using catalog::Thresholds;

ThresholdChoice thresholds(const House& house, const Viewer& viewer, ProjectId project);
// What holds of media that no person has answered is derived anew by jobs. Failure(invalid) outside 0 … 1.
ThresholdChoice set_thresholds(const House& house, const Viewer& viewer, ProjectId project, const Thresholds& given);

// Media of which the machine's latest answers are alike, as far as thresholds can tell them apart. The three types are
// in the order animal, human, vehicle. Boxes at masked places are left out.
struct ThresholdCell {
    // The greatest threshold in whole hundredths at which the type is seen; -1: no box. Without a second opinion the
    // confidence of the surest box, rounded down.
    std::array<int, 3> best{-1, -1, -1};
    std::array<bool, 3> by_model{};  // seen at the threshold of its model
    bool by_people = false;          // people answered these media,
    std::array<bool, 3> seen{};      // and see these types
    std::int64_t media = 0;
    auto operator<=>(const ThresholdCell&) const = default;
};
// From these follows for any thresholds in whole hundredths what the machine would say of every medium. In the order of
// the fields.
std::vector<ThresholdCell> threshold_cells(const House& house, const Viewer& viewer, ProjectId project);

}  // namespace serow::journeys
