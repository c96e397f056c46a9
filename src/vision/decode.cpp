#include "vision/decode.h"

#include <algorithm>
#include <cmath>
#include <format>

#include "vision/overlap.h"

namespace serow::vision {

namespace {

using Shape = std::vector<std::int64_t>;

std::unexpected<Problem> wrong_form(std::string_view what) {
    return problem(Code::internal, std::format("the detector's output is not what its manifest says: {}", what));
}

// Adds the box if it is worth keeping.
void keep(std::vector<Detection>& found, const Label& label, int index, double confidence, const Box& box) {
    if (!label.category || !std::isfinite(confidence)) return;
    if (!std::isfinite(box.x) || !std::isfinite(box.y) || !std::isfinite(box.width) || !std::isfinite(box.height))
        return;
    const Box inside = clamp_to_picture(box);
    if (inside.width <= 0 || inside.height <= 0) return;
    found.push_back({*label.category, std::min(confidence, 1.0), inside, index, {}, {}});
}

}  // namespace

Result<std::vector<Detection>> decode_detr_set(const Output& labels_out, const Output& boxes, const Output& scores,
                                               std::span<const Label> labels, double least_confidence) {
    const auto* classes = std::get_if<std::vector<std::int64_t>>(&labels_out.values);
    const auto* corners = std::get_if<std::vector<float>>(&boxes.values);
    const auto* confidences = std::get_if<std::vector<float>>(&scores.values);
    if (classes == nullptr || corners == nullptr || confidences == nullptr)
        return wrong_form("labels must be int64, boxes and scores float");
    const auto count = static_cast<std::int64_t>(confidences->size());
    if (scores.shape != Shape{1, count} || labels_out.shape != Shape{1, count} || boxes.shape != Shape{1, count, 4})
        return wrong_form("labels [1][N], boxes [1][N][4] and scores [1][N] are expected");

    std::vector<Detection> found;
    for (std::size_t i = 0; i < confidences->size(); ++i) {
        const double confidence = (*confidences)[i];
        if (!(confidence >= least_confidence)) continue;
        const auto index = (*classes)[i];
        if (index < 0 || index >= static_cast<std::int64_t>(labels.size()))
            return wrong_form(std::format("label {} of {}", index, labels.size()));
        const float* c = corners->data() + i * 4;
        keep(found, labels[static_cast<std::size_t>(index)], static_cast<int>(index), confidence,
             {c[0], c[1], static_cast<double>(c[2]) - c[0], static_cast<double>(c[3]) - c[1]});
    }
    return found;
}

Result<std::vector<Detection>> decode_yolox_raw(const Output& grid, std::span<const int> strides, const InputPlan& plan,
                                                const Region& place, std::span<const Label> labels,
                                                double least_confidence) {
    std::int64_t cells = 0;
    for (const int stride : strides) cells += static_cast<std::int64_t>(plan.width / stride) * (plan.height / stride);
    const auto width = 5 + labels.size();
    const auto* values = std::get_if<std::vector<float>>(&grid.values);
    if (values == nullptr || grid.shape != Shape{1, cells, static_cast<std::int64_t>(width)})
        return wrong_form(std::format("float [1][{}][{}] is expected", cells, width));

    std::vector<Detection> found;
    const float* cell = values->data();
    for (const int stride : strides)
        for (int row = 0; row < plan.height / stride; ++row)
            for (int column = 0; column < plan.width / stride; ++column, cell += width) {
                if (!(cell[4] >= least_confidence)) continue;  // class scores are at most 1: nothing can reach it
                const auto* best = std::max_element(cell + 5, cell + width);
                const double confidence = static_cast<double>(cell[4]) * *best;
                if (!(confidence >= least_confidence)) continue;
                const auto index = static_cast<int>(best - (cell + 5));
                const double w = std::exp(static_cast<double>(cell[2])) * stride / place.width;
                const double h = std::exp(static_cast<double>(cell[3])) * stride / place.height;
                const double x = ((static_cast<double>(cell[0]) + column) * stride - place.x) / place.width;
                const double y = ((static_cast<double>(cell[1]) + row) * stride - place.y) / place.height;
                keep(found, labels[static_cast<std::size_t>(index)], index, confidence, {x - w / 2, y - h / 2, w, h});
            }
    return found;
}

}  // namespace serow::vision
