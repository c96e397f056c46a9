#include "vision/second_opinion.h"

#include <algorithm>

#include "vision/overlap.h"

namespace serow::vision {
namespace {

constexpr double least_share = 0.5;  // of the threshold; from there on boxes stand in the ledger at all
constexpr double sure_share = 1.5;   // of the threshold
constexpr double same_place = 0.5;   // intersection over union
constexpr double moved_from = MotionRules{}.blank_below;

}  // namespace

std::vector<SecondOpinion> second_opinions(std::span<const Detection> detections, const Motion& motion,
                                           double typical_threshold) {
    std::vector<SecondOpinion> opinions(detections.size(), SecondOpinion::none);
    if (motion.verdict == MotionVerdict::unknown) return opinions;
    const bool blank = motion.verdict == MotionVerdict::blank;
    for (std::size_t i = 0; i < detections.size(); ++i) {
        const auto& detection = detections[i];
        const auto covers = [&](const MovingRegion& region) {
            return region.strength >= moved_from && intersection_over_union(region.box, detection.box) >= same_place;
        };
        if (blank && detection.confidence < sure_share * typical_threshold)
            opinions[i] = SecondOpinion::doubted;
        else if (!blank && detection.confidence >= least_share * typical_threshold &&
                 std::ranges::any_of(motion.regions, covers))
            opinions[i] = SecondOpinion::supported;
    }
    return opinions;
}

bool is_shown(const Detection& detection, SecondOpinion opinion, double typical_threshold) {
    if (opinion == SecondOpinion::supported) return true;
    return opinion != SecondOpinion::doubted && detection.confidence >= typical_threshold;
}

}  // namespace serow::vision
