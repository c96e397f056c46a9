// Multinomial logistic regression with a ridge penalty.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "training/lbfgs.h"

namespace serow::training {

// logit of class c = bias[c] + Σ_f weights[c * width + f] * feature[f]; probabilities are their softmax.
struct Softmax {
    std::size_t width = 0;
    std::vector<double> weights;  // class by class
    std::vector<double> bias;     // one a class

    [[nodiscard]] std::size_t classes() const { return bias.size(); }
};

// What is fitted to. The values are the caller's.
struct FitInput {
    std::size_t width = 0;
    std::span<const double> features;      // crop by crop, of one scale (standardise.h)
    std::span<const int> labels;           // one a crop, 0 … classes - 1
    std::span<const double> crop_weights;  // one a crop, ≥ 0, not all 0
    std::size_t classes = 0;
};

// Each crop's weight, n / (classes that occur * crops of its class), so that every class that occurs weighs the same
// and the weights sum to n.
std::vector<double> balanced_weights(std::span<const int> labels, std::size_t classes);

// What is minimised: Σ w_i (-ln p_i(label_i)) / Σ w_i + penalty / 2 * Σ weights². The biases are free of penalty.
// `parameters` are the weights, then the biases; the gradient is written beside (Bishop 2006, eq. 4.108 and 4.109).
double penalised_loss(const FitInput& input, double penalty, std::span<const double> parameters,
                      std::span<double> gradient);

struct SoftmaxFit {
    Softmax model;
    Minimum minimum;
};

// The minimum from `start` (all 0 where it is empty); convex, so that the start changes only how long it takes.
// `penalty` > 0. A class without crops has weights of 0 and a bias of -1000: it is never told.
SoftmaxFit fit_softmax(const FitInput& input, double penalty, const Softmax& start = {},
                       const MinimiseOptions& options = {});

// Crop by crop, crops * classes.
std::vector<double> logits_of(const Softmax& model, std::span<const double> features);

}  // namespace serow::training
