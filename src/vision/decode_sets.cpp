// Detectors that give a set of boxes, each with its label or with a score for every label.
#include <algorithm>
#include <cmath>
#include <span>

#include "vision/finds.h"

namespace serow::vision {
namespace {

// A score for every label: the highest one, as a confidence.
struct Best {
    std::size_t label = 0;
    double confidence = 0;
};

Best best_of(std::span<const float> scores, Activation activation, std::size_t labels) {
    const auto first = scores.begin();
    const auto highest = std::max_element(first, first + static_cast<std::ptrdiff_t>(labels));
    Best best{static_cast<std::size_t>(highest - first), *highest};
    if (activation == Activation::sigmoid) best.confidence = 1 / (1 + std::exp(-best.confidence));
    if (activation == Activation::softmax) {
        const double most = *std::ranges::max_element(scores);
        double sum = 0;
        for (const double score : scores) sum += std::exp(score - most);
        best.confidence = std::exp(best.confidence - most) / sum;
    }
    return best;
}

}  // namespace

Found decode_detr_set(const Output& labels, const Output& boxes, const Output& scores, const Asked& asked) {
    const auto* classes = std::get_if<std::vector<std::int64_t>>(&labels.values);
    const auto* confidences = floats_of(scores, {1, -1});
    const auto count = confidences == nullptr ? 0 : scores.shape[1];
    const auto* corners = floats_of(boxes, {1, count, 4});
    if (classes == nullptr || confidences == nullptr || corners == nullptr || labels.shape != Shape{1, count})
        return wrong_form("labels int64 [1][N], boxes float [1][N][4] and scores float [1][N] are expected");

    Finds finds(asked);
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        if (!finds.is_enough(confidences[i])) continue;
        const auto label = (*classes)[i];
        if (label < 0 || label >= static_cast<std::int64_t>(asked.labels.size()))
            return wrong_form(std::format("label {} of {}", label, asked.labels.size()));
        const float* c = corners + i * 4;
        finds.in_picture(static_cast<std::size_t>(label), confidences[i],
                         {c[0], c[1], static_cast<double>(c[2]) - c[0], static_cast<double>(c[3]) - c[1]});
    }
    return finds.take();
}

Found decode_detr_raw(const Output& boxes, const Output& scores, Activation activation, const Asked& asked) {
    const auto labels = asked.labels.size();
    const auto width = labels + (activation == Activation::softmax ? 1 : 0);
    const auto* values = floats_of(scores, {1, -1, static_cast<std::int64_t>(width)});
    const auto count = values == nullptr ? 0 : scores.shape[1];
    const auto* centres = floats_of(boxes, {1, count, 4});
    if (values == nullptr || centres == nullptr)
        return wrong_form(std::format("boxes float [1][N][4] and scores float [1][N][{}] are expected", width));

    Finds finds(asked);
    const double w = asked.fed.width, h = asked.fed.height;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        const auto best = best_of({values + i * width, width}, activation, labels);
        const float* c = centres + i * 4;
        if (finds.is_enough(best.confidence))
            finds.around(best.label, best.confidence, c[0] * w, c[1] * h, c[2] * w, c[3] * h);
    }
    return finds.take();
}

Found decode_detr_joined(const Output& rows, const Asked& asked) {
    const auto labels = asked.labels.size();
    const auto width = 4 + labels;
    const auto* values = floats_of(rows, {1, -1, static_cast<std::int64_t>(width)});
    if (values == nullptr) return wrong_form(std::format("float [1][N][{}] is expected", width));

    Finds finds(asked);
    const double w = asked.fed.width, h = asked.fed.height;
    for (const float* row = values; row < values + static_cast<std::size_t>(rows.shape[1]) * width; row += width) {
        const auto best = best_of({row + 4, labels}, Activation::none, labels);
        if (finds.is_enough(best.confidence))
            finds.around(best.label, best.confidence, row[0] * w, row[1] * h, row[2] * w, row[3] * h);
    }
    return finds.take();
}

Found decode_ssd(const Output& labels, const Output& boxes, const Output& scores, int first_label, const Asked& asked) {
    const auto* confidences = floats_of(scores, {1, -1});
    const auto count = confidences == nullptr ? 0 : scores.shape[1];
    const auto* numbers = floats_of(labels, {1, count});
    const auto* corners = floats_of(boxes, {1, count, 4});
    if (confidences == nullptr || numbers == nullptr || corners == nullptr)
        return wrong_form("labels float [1][N], boxes float [1][N][4] and scores float [1][N] are expected");

    Finds finds(asked);
    const double w = asked.fed.width, h = asked.fed.height;
    for (std::size_t i = 0; i < static_cast<std::size_t>(count); ++i) {
        if (!finds.is_enough(confidences[i])) continue;
        const double label = std::round(static_cast<double>(numbers[i])) - first_label;
        if (!(label >= 0 && label < static_cast<double>(asked.labels.size())))
            return wrong_form(std::format("label {} of {}", label, asked.labels.size()));
        const float* c = corners + i * 4;
        finds.in_input(static_cast<std::size_t>(label), confidences[i], c[1] * w, c[0] * h, c[3] * w, c[2] * h);
    }
    return finds.take();
}

}  // namespace serow::vision
