// Which frame speaks for a video.
#pragma once

#include <vector>

#include "review/consensus.h"

namespace serow::journeys {

// The frame that shows the most individuals at once (MaxN), the surer one where two show as many, the earlier where
// that is alike: adding up the frames would count the same animal again and again.
class FullestFrame {
public:
    // Counted are things of at least `threshold`; each has a probability. True where this frame is the fullest so far.
    bool consider(const std::vector<review::SeenThing>& frame, double threshold);
    [[nodiscard]] const std::vector<review::SeenThing>& things() const { return things_; }

private:
    std::size_t count_ = 0;
    double surety_ = 0;
    std::vector<review::SeenThing> things_;
};

}  // namespace serow::journeys
