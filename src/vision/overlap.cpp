#include "vision/overlap.h"

#include <algorithm>

namespace serow::vision {

double intersection_over_union(const Box& a, const Box& b) {
    const double width = std::min(a.x + a.width, b.x + b.width) - std::max(a.x, b.x);
    const double height = std::min(a.y + a.height, b.y + b.height) - std::max(a.y, b.y);
    if (!(width > 0 && height > 0)) return 0;
    const double both = width * height;
    return both / (a.width * a.height + b.width * b.height - both);
}

Box clamp_to_picture(const Box& box) {
    const double left = std::clamp(box.x, 0.0, 1.0);
    const double top = std::clamp(box.y, 0.0, 1.0);
    return {left, top, std::clamp(box.x + box.width, left, 1.0) - left, std::clamp(box.y + box.height, top, 1.0) - top};
}

std::vector<Detection> merge_overlapping(std::vector<Detection> detections, double merge_iou) {
    // Stable, so that equal confidences keep the model's order and a run can be repeated exactly.
    std::ranges::stable_sort(detections, std::greater{}, &Detection::confidence);
    std::vector<Detection> kept;
    for (auto& detection : detections) {
        const bool seen = std::ranges::any_of(kept, [&](const Detection& other) {
            return other.category == detection.category &&
                   intersection_over_union(other.box, detection.box) >= merge_iou;
        });
        if (!seen) kept.push_back(detection);
    }
    return kept;
}

}  // namespace serow::vision
