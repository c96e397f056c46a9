// Whether what a machine saw is an observation. Private to journeys.
#pragma once

#include <optional>

#include "review/consensus.h"
#include "vision/motion.h"

namespace serow::journeys {

// From the threshold on. Where the project asks for a second opinion and what moved in the picture is known, that has
// its say of what has a box (vision/second_opinion.h). What has no confidence always is.
bool is_worth_showing(const review::SeenThing& thing, double threshold, const std::optional<vision::Motion>& motion);

}  // namespace serow::journeys
