// From examples to a classifier's head and what is known of its worth.
#pragma once

#include <cstdint>
#include <functional>
#include <span>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "training/examples.h"
#include "training/scores.h"
#include "training/softmax_regression.h"
#include "training/split.h"
#include "training/standardise.h"

namespace serow::training {

// What is put behind a network's features.
struct Head {
    Scaling scaling;
    Softmax softmax;
    double temperature = 1;
};

// Of one crop's features, one probability a class; they sum to 1.
std::vector<double> probabilities(const Head& head, std::span<const float> features);

struct TrainOptions {
    std::uint64_t seed = 1;
    double held_out_share = 0.25;  // of each class's crops, about; (0, 0.5]
    int folds = 5;                 // of locations, to choose the penalty by; at least 2
    std::vector<double> penalties{10, 3, 1, 0.3, 0.1, 0.03, 0.01, 0.003, 0.001};  // descending; of them one is chosen
    int threads = 0;                                                              // 0: one a core
};

struct PenaltyTrial {
    double penalty = 0;
    double log_loss = 0;  // at locations outside the fit, each class weighing the same
};

struct Training {
    Head head;                         // fitted to all crops
    double penalty = 0;                // the chosen one
    std::vector<PenaltyTrial> trials;  // in the order of TrainOptions::penalties
    Split split;
    // Of the head of the same recipe that saw the training part alone, on the held-out part.
    Scores scores;
    double log_loss = 0, log_loss_untempered = 0;  // there, with the temperature and without
    int out_of_fold = 0;                           // crops of the training part that the temperature was fitted to
};

// 1. Locations are split in two (split.h).
// 2. On the training part, folds of whole locations choose the penalty: the one of the least log-loss at the locations
//    that were left out of the fit. Crops of a class that a fold's fit has not seen at all are not counted.
// 3. The temperature is fitted to those same predictions, made without the crop's location.
// 4. A fit to the training part with both is scored on the held-out part.
// 5. The head that is given out is fitted, with the same penalty and temperature, to all crops.
// Every fit standardises by its own crops and weighs each class the same. `tell` hears what is done next.
// Code::invalid for fewer than two classes or locations, a class of one location only, features that are not finite, or
// where nothing can be held out; it says what to do.
Result<Training> train(const Examples& examples, const TrainOptions& options,
                       const std::function<void(std::string_view)>& tell);

}  // namespace serow::training
