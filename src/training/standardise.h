// Features brought to one scale, so that one penalty is fair to all of them.
#pragma once

#include <vector>

#include "training/examples.h"

namespace serow::training {

// A feature becomes (value - mean) * factor.
struct Scaling {
    std::vector<double> mean;
    std::vector<double> factor;  // 1 / standard deviation; 0 where the feature never changed, since it told nothing
};

// Mean and standard deviation (of the population: divided by n) over all crops.
Scaling scaling_of(const Examples& examples);

// Crop by crop, size() * width.
std::vector<double> standardised(const Examples& examples, const Scaling& scaling);

}  // namespace serow::training
