#include "journeys/fullest_frame.h"

namespace serow::journeys {

bool FullestFrame::consider(const std::vector<review::SeenThing>& frame, double threshold) {
    std::size_t n = 0;
    double sum = 0;
    for (const auto& thing : frame)
        if (thing.probability.value_or(0) >= threshold) {
            ++n;
            sum += *thing.probability;
        }
    const bool fuller = n > count_ || (n == count_ && sum > surety_) || things_.empty();
    if (!fuller) return false;
    count_ = n;
    surety_ = sum;
    things_ = frame;
    return true;
}

}  // namespace serow::journeys
