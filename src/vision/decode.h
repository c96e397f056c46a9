// A detector's output tensors read as boxes, before overlapping ones are merged.
#pragma once

#include <span>
#include <vector>

#include "base/problem.h"
#include "vision/detector.h"
#include "vision/preprocess.h"
#include "vision/session.h"

namespace serow::vision {

// A detection set: labels int64[1][N], boxes float[1][N][4] as x1 y1 x2 y2 in shares of the picture, scores
// float[1][N]. Only labels with a category, of at least `least_confidence`; boxes cut to the picture, those of
// no area left out, and so is anything that is no number.
// Code::internal where the tensors are not of that form or a label index is unknown.
Result<std::vector<Detection>> decode_detr_set(const Output& labels_out, const Output& boxes, const Output& scores,
                                               std::span<const Label> labels, double least_confidence);

// YOLOX before its grid is applied: float[1][cells][5 + labels], the cells of each stride in rows from the top,
// strides in the given order. Centre = (offset + cell) * stride, size = exp(value) * stride, in pixels
// of the input; confidence = objectness * class score (both already in [0, 1]). `place` is where in the
// input the picture lies. (Ge et al. 2021, YOLOX, arXiv:2107.08430.)
Result<std::vector<Detection>> decode_yolox_raw(const Output& grid, std::span<const int> strides, const InputPlan& plan,
                                                const Region& place, std::span<const Label> labels,
                                                double least_confidence);

}  // namespace serow::vision
