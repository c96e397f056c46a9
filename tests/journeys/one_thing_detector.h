// A detector that finds one thing of a class, the same in every photo.
#pragma once

#include "vision/onnx_graph.h"

namespace serow::journeys {

// Of the form of DEIMv2 with that input side, sure by 0.9, in the middle of the photo. `label` of COCO: 0 a person, 14
// a bird.
inline vision::testing::OnnxGraph one_thing_detector(std::int64_t label, int side) {
    return vision::testing::OnnxGraph()
        .input("images", {1, 3, side, side})
        .input("orig_target_sizes", {1, 2}, vision::testing::OnnxGraph::int64_type)
        .output("labels", {1, 1}, std::vector<std::int64_t>{label})
        .output("boxes", {1, 1, 4}, std::vector<float>{0.25F, 0.25F, 0.75F, 0.75F})
        .output("scores", {1, 1}, std::vector<float>{0.9F});
}

}  // namespace serow::journeys
