// Crops divided by location, never within one. Photos of a camera share their background: a classifier that is asked
// about places that it was trained at is praised for knowing the place (Beery et al. 2018, arXiv:1807.04975).
#pragma once

#include <cstdint>
#include <vector>

#include "training/examples.h"

namespace serow::training {

struct Split {
    std::vector<std::size_t> training, held_out;  // indices of crops, ascending; no location is in both
};

// Locations are held out until about `share` (0 to 0.5) of each class's crops are. The rarest class (of the fewest
// locations) chooses first, among its locations in an order that `seed` gives. A location is taken where every class at
// it then has at most 1.5 times the share held out and keeps two locations for training, if it has three; while a class
// has less than half of its share, also one at which every class keeps half of its crops; while it has none, also the
// smallest at which every class keeps at least one crop. So every class stays in training, and a class of one location,
// or one that cannot spare any, has nothing held out. The same examples and seed give the same split on every machine.
Split split_by_location(const Examples& examples, double share, std::uint64_t seed);

// The crops of each of at most `count` folds of whole locations, with each class spread over the folds as evenly as its
// locations allow. Fewer folds where there are fewer locations. Deterministic likewise.
std::vector<std::vector<std::size_t>> folds_by_location(const Examples& examples, int count, std::uint64_t seed);

}  // namespace serow::training
