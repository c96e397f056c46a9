// A detector's output tensors read as boxes, before overlapping ones are merged.
//
// Every decoder gives the boxes whose label has a category and whose confidence is at least `least_confidence`, cut to
// the picture; boxes of no area and whatever is no number are left out. Code::internal where the tensors are not of the
// form said here, or where a label's number is unknown. N is any number, C the number of labels. "In pixels of the
// input": of what was fed, in which the picture lies at `place`.
#pragma once

#include <span>
#include <vector>

#include "base/problem.h"
#include "vision/detector.h"
#include "vision/preprocess.h"
#include "vision/session.h"

namespace serow::vision {

// What was fed, and who is to be found.
struct Asked {
    Size fed;
    Region place;
    std::span<const Label> labels;
    double least_confidence = 0;
};

using Found = Result<std::vector<Detection>>;

// The decoder that the plan names; `outputs` in the order of output_names() (fit.h).
Found decode(const OutputPlan& plan, std::span<const Output> outputs, const Asked& asked);

// detr_set, as DEIM, D-FINE and RT-DETR are exported with their postprocessor: labels int64[1][N], boxes float[1][N][4]
// as x1 y1 x2 y2 in shares of the picture, scores float[1][N].
Found decode_detr_set(const Output& labels, const Output& boxes, const Output& scores, const Asked& asked);

// detr_raw, the same families without it: boxes float[1][N][4] as centre x, centre y, width, height in shares of the
// input, scores float[1][N][C]; with `softmax` float[1][N][C + 1], the last being "no object" (Carion et al. 2020,
// DETR, arXiv:2005.12872).
Found decode_detr_raw(const Output& boxes, const Output& scores, Activation activation, const Asked& asked);

// detr_joined, RT-DETR as Ultralytics exports it (MegaDetector v6): float[1][N][4 + C], box as in detr_raw, then
// confidences.
Found decode_detr_joined(const Output& rows, const Asked& asked);

// YOLOX before its grid is applied: float[1][cells][5 + C], the cells of each stride in rows from the top,
// strides in the given order. Centre = (offset + cell) * stride, size = exp(value) * stride, in pixels
// of the input; confidence = objectness * class score (both already in [0, 1]). (Ge et al. 2021, YOLOX,
// arXiv:2107.08430.)
Found decode_yolox_raw(const Output& grid, std::span<const int> strides, const Asked& asked);

// yolo_v5 and v7 (MegaDetector v5, MDv1000 redwood and spruce): float[1][N][5 + C], centre x, centre y, width, height
// in pixels of the input; confidence = objectness * class score.
Found decode_yolo_v5(const Output& rows, const Asked& asked);

// yolo_v8, v9 and 11 (MDv1000 cedar, larch and sorrel): float[1][4 + C][N], the box as in v5, then the confidences.
Found decode_yolo_v8(const Output& columns, const Asked& asked);

// yolo_v10 and other models that end in their own selection: float[1][N][6], x1 y1 x2 y2 in pixels of the input,
// confidence, label.
Found decode_yolo_v10(const Output& rows, const Asked& asked);

// ssd, as TensorFlow's object detection gives it: boxes float[1][N][4] as y1 x1 y2 x2 in shares of the input, labels
// float[1][N], counted from `first_label`, scores float[1][N].
Found decode_ssd(const Output& labels, const Output& boxes, const Output& scores, int first_label, const Asked& asked);

}  // namespace serow::vision
