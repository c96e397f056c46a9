// Boxes that show the same thing.
#pragma once

#include <vector>

#include "base/image.h"
#include "vision/detector.h"

namespace serow::vision {

// The area that both cover, as a share of the area that either covers: 0 apart, 1 the same. 0 for empty boxes.
double intersection_over_union(const Box& a, const Box& b);

// The part of `box` inside the picture; width and height may come out as 0.
Box clamp_to_picture(const Box& box);

// Highest confidence first, and of boxes of one category that overlap by `merge_iou` or more only the most
// confident. (Greedy non-maximum suppression by category: a deer that a model calls "cow", "sheep" and
// "horse" at once is one animal.)
std::vector<Detection> merge_overlapping(std::vector<Detection> detections, double merge_iou);

}  // namespace serow::vision
