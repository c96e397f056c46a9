// One visit seen several times: names for what single pictures told only coarsely or weakly.
// Method, proof and figures: docs/methods/event-smoothing.md.
#pragma once

#include <cstddef>
#include <span>
#include <vector>

#include "vision/taxonomy.h"

namespace serow::vision {

// Nodes that are none of the taxonomy's.
inline constexpr int only_animal = -1;  // nothing finer was said
inline constexpr int not_listed = -2;   // a name that the taxonomy lacks

// One animal as it was told, of one medium of the event.
struct ToldAnimal {
    std::size_t medium = 0;    // equal for animals of one picture or video
    int node = only_animal;    // of its taxon
    double probability = 1;    // of that taxon, [0, 1]
    bool by_a_person = false;  // then certain, and never renamed
};

struct SmoothingRules {
    double sure = 0.75;        // from this probability on an answer is well supported: it can name others
    double likely = 0.5;       // from this on it is heard against a name, and is never taken for another species
    int least_media = 2;       // that must tell a taxon surely before it names others
    double least_share = 0.5;  // of the media with animals that must do so
};

// For each animal the node it is named by in the light of all of them, in the order given. In short:
//   - an answer of `likely` or more keeps its taxon or gets one within it, never another: a second species stays;
//   - a coarse answer gets the finest taxon within its own that is established in the event and undisputed there;
//   - a weak answer of another species, alone in its event and not beside the other in one picture, gets the event's;
//   - what people said stays, and establishes a taxon by itself.
// An event with a name that is not_listed stays as it was told. Independent of the order.
std::vector<int> smooth_event(const Taxonomy& taxonomy, std::span<const ToldAnimal> told,
                              const SmoothingRules& rules = {});

}  // namespace serow::vision
