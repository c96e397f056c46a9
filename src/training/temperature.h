// How sure a classifier may be: one number by which its logits are divided.
#pragma once

#include <span>
#include <vector>

namespace serow::training {

inline constexpr double least_temperature = 0.25, most_temperature = 16;

// softmax(logits / temperature), crop by crop.
std::vector<double> tempered_softmax(std::span<const double> logits, std::size_t classes, double temperature);

// Mean of -ln p(label); 0 for no crops. A probability below 1e-12 counts as that.
double log_loss(std::span<const double> probabilities, std::size_t classes, std::span<const int> labels);

// The temperature of the least log-loss (Guo et al. 2017, arXiv:1706.04599), within the two bounds: predictions that
// are all right ask for 0, and a few right ones are no proof of certainty. To be fitted on crops that the classifier
// was not fitted to. 1 for no crops.
double fit_temperature(std::span<const double> logits, std::size_t classes, std::span<const int> labels);

}  // namespace serow::training
