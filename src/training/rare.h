// Taxa of which there is too little to learn from.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "training/examples.h"

namespace serow::training {

struct RareClass {
    std::string name;
    int crops = 0;
    int locations = 0;
};

// Those of fewer than `least_crops` crops or of one location alone, in the order of the classes.
std::vector<RareClass> rare_classes(const Examples& examples, int least_crops);

// The crops of all other classes; classes and locations that have none left are gone, the others keep their order.
Examples without_classes(const Examples& examples, std::span<const RareClass> rare);

}  // namespace serow::training
