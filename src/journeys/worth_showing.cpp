#include "journeys/worth_showing.h"

#include <span>

#include "vision/second_opinion.h"

namespace serow::journeys {

bool is_worth_showing(const review::SeenThing& thing, double threshold, const std::optional<vision::Motion>& motion) {
    if (!thing.probability) return true;
    if (!motion || !thing.box) return *thing.probability >= threshold;
    vision::Detection detection;
    detection.confidence = *thing.probability;
    detection.box = *thing.box;
    const auto opinion = vision::second_opinions(std::span(&detection, 1), *motion, threshold).front();
    return vision::is_shown(detection, opinion, threshold);
}

}  // namespace serow::journeys
