#include "training/standardise.h"

#include <cmath>

namespace serow::training {

Scaling scaling_of(const Examples& examples) {
    Scaling scaling{std::vector<double>(examples.width), std::vector<double>(examples.width)};
    if (examples.size() == 0) return scaling;
    const auto count = static_cast<double>(examples.size());
    for (std::size_t crop = 0; crop < examples.size(); ++crop)
        for (std::size_t f = 0; f < examples.width; ++f) scaling.mean[f] += examples.features_of(crop)[f] / count;
    std::vector<double> variance(examples.width);
    for (std::size_t crop = 0; crop < examples.size(); ++crop)
        for (std::size_t f = 0; f < examples.width; ++f) {
            const double off = examples.features_of(crop)[f] - scaling.mean[f];
            variance[f] += off * off / count;
        }
    // Below this a change is the rounding of a float, no message.
    constexpr double least = 1e-6;
    for (std::size_t f = 0; f < examples.width; ++f) {
        const double deviation = std::sqrt(variance[f]);
        scaling.factor[f] = deviation > least * std::max(1.0, std::abs(scaling.mean[f])) ? 1 / deviation : 0;
    }
    return scaling;
}

std::vector<double> standardised(const Examples& examples, const Scaling& scaling) {
    std::vector<double> values(examples.features.size());
    for (std::size_t crop = 0; crop < examples.size(); ++crop)
        for (std::size_t f = 0; f < examples.width; ++f)
            values[crop * examples.width + f] =
                (examples.features[crop * examples.width + f] - scaling.mean[f]) * scaling.factor[f];
    return values;
}

}  // namespace serow::training
