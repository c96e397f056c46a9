#include "training/temperature.h"

#include <algorithm>
#include <cmath>

namespace serow::training {

std::vector<double> tempered_softmax(std::span<const double> logits, std::size_t classes, double temperature) {
    std::vector<double> probabilities(logits.begin(), logits.end());
    for (auto row = probabilities.begin(); row != probabilities.end(); row += static_cast<std::ptrdiff_t>(classes)) {
        const auto end = row + static_cast<std::ptrdiff_t>(classes);
        const double highest = *std::max_element(row, end);
        double sum = 0;
        for (auto value = row; value != end; ++value) sum += * value = std::exp((*value - highest) / temperature);
        for (auto value = row; value != end; ++value) *value /= sum;
    }
    return probabilities;
}

double log_loss(std::span<const double> probabilities, std::size_t classes, std::span<const int> labels) {
    double sum = 0;
    for (std::size_t crop = 0; crop < labels.size(); ++crop)
        sum -= std::log(std::max(probabilities[crop * classes + static_cast<std::size_t>(labels[crop])], 1e-12));
    return labels.empty() ? 0 : sum / static_cast<double>(labels.size());
}

double fit_temperature(std::span<const double> logits, std::size_t classes, std::span<const int> labels) {
    if (labels.empty()) return 1;
    // The loss is convex in 1 / T; its slope there is the sum of (mean logit under p) - (logit of the label).
    const auto is_too_hot = [&](double temperature) {
        const auto p = tempered_softmax(logits, classes, temperature);
        double slope = 0;
        for (std::size_t crop = 0; crop < labels.size(); ++crop) {
            for (std::size_t c = 0; c < classes; ++c) slope += p[crop * classes + c] * logits[crop * classes + c];
            slope -= logits[crop * classes + static_cast<std::size_t>(labels[crop])];
        }
        return slope < 0;
    };
    double low = std::log(least_temperature), high = std::log(most_temperature);
    for (int halvings = 0; halvings < 50; ++halvings) {
        const double middle = (low + high) / 2;
        (is_too_hot(std::exp(middle)) ? high : low) = middle;
    }
    return std::exp((low + high) / 2);
}

}  // namespace serow::training
