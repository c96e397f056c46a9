// What a project has to train a classifier on. docs/methods/train-your-own.md.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "catalog/model_choices.h"
#include "journeys/house.h"
#include "journeys/verified_crops.h"
#include "vision/registry.h"

namespace serow::journeys {

struct TrainingMaterial {
    std::vector<TaxonMaterial> taxa;  // by name
    std::int64_t crops = 0, boxes_by_machine = 0;
    int locations = 0;
    NotLearntFrom left_out;
    std::vector<std::string> backbones;  // as backbones_here()
};
TrainingMaterial training_material(const House& house, const Viewer& viewer, ProjectId project);

VerifiedCrops verified_crops(const House& house, catalog::Transaction& tx, const catalog::Scope& scope);

// The models whose features could be used: classifiers that have some and whose weights are here. Those that the
// project has chosen come first, then those of the service, then the others.
std::vector<std::string> backbones_here(const House& house, const vision::Registry& registry,
                                        const catalog::ModelNames& chosen);

// The taxa to learn, sorted: those asked for, or, where none is, those that the material proposes. Failure(invalid) for
// one of which there is too little, for two of which one stands within the other, and for fewer than two; it says what
// to do.
std::vector<std::string> taxa_to_learn(const Taxa& taxa, const std::vector<TaxonMaterial>& material,
                                       std::vector<std::string> asked);

}  // namespace serow::journeys
