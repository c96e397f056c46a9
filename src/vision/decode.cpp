#include "vision/decode.h"

#include <algorithm>
#include <cmath>

#include "vision/finds.h"
#include "vision/overlap.h"

namespace serow::vision {

const float* floats_of(const Output& output, const Shape& shape) {
    const auto* values = std::get_if<std::vector<float>>(&output.values);
    const bool agrees =
        std::ranges::equal(output.shape, shape, [](auto have, auto want) { return want < 0 || have == want; });
    return values != nullptr && agrees ? values->data() : nullptr;
}

void Finds::in_picture(std::size_t label, double confidence, const Box& box) {
    const auto& category = asked_.labels[label].category;
    if (!category || !std::isfinite(confidence)) return;
    if (!std::isfinite(box.x) || !std::isfinite(box.y) || !std::isfinite(box.width) || !std::isfinite(box.height))
        return;
    const Box inside = clamp_to_picture(box);
    if (inside.width <= 0 || inside.height <= 0) return;
    found_.push_back({*category, std::min(confidence, 1.0), inside, static_cast<int>(label), {}, {}});
}

void Finds::in_input(std::size_t label, double confidence, double x1, double y1, double x2, double y2) {
    const auto& place = asked_.place;
    in_picture(label, confidence,
               {(x1 - place.x) / place.width, (y1 - place.y) / place.height, (x2 - x1) / place.width,
                (y2 - y1) / place.height});
}

Found decode(const OutputPlan& plan, std::span<const Output> outputs, const Asked& asked) {
    using enum Decoding;
    switch (plan.decoding) {
        case detr_set: return decode_detr_set(outputs[0], outputs[1], outputs[2], asked);
        case detr_raw: return decode_detr_raw(outputs[0], outputs[1], plan.activation, asked);
        case detr_joined: return decode_detr_joined(outputs[0], asked);
        case yolox_raw: return decode_yolox_raw(outputs[0], plan.strides, asked);
        case yolo_v5: return decode_yolo_v5(outputs[0], asked);
        case yolo_v8: return decode_yolo_v8(outputs[0], asked);
        case yolo_v10: return decode_yolo_v10(outputs[0], asked);
        case ssd: return decode_ssd(outputs[0], outputs[1], outputs[2], plan.first_label, asked);
        case scores: break;
    }
    return wrong_form("a classifier's scores are no boxes");
}

}  // namespace serow::vision
