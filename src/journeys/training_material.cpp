#include "journeys/training_material.h"

#include <algorithm>
#include <chrono>
#include <format>
#include <set>
#include <utility>

#include "journeys/eyes.h"
#include "journeys/name_tree.h"

namespace serow::journeys {

VerifiedCrops verified_crops(const House& house, catalog::Transaction& tx, const catalog::Scope& scope) {
    tx.set_statement_timeout(std::chrono::minutes(2));
    CropGathering gathering(house.taxa);
    catalog::each_verified_animal(tx, scope,
                                  [&](catalog::VerifiedAnimal&& animal) { gathering.add(std::move(animal)); });
    return gathering.finish();
}

std::vector<std::string> backbones_here(const House& house, const vision::Registry& registry,
                                        const catalog::ModelNames& chosen) {
    auto names = chosen.classifiers.value_or(house.config.classifiers);
    names.insert(names.end(), house.config.classifiers.begin(), house.config.classifiers.end());
    for (const auto& model : registry.models()) names.push_back(model.key());
    std::vector<std::string> list;
    for (const auto& name : names) {
        if (std::ranges::contains(list, name)) continue;
        const auto model = registry.find(name);
        if (!model || (*model)->manifest.output.features.empty()) continue;
        if (registry.find_weights((*model)->manifest)) list.push_back(name);
    }
    return list;
}

std::vector<std::string> taxa_to_learn(const Taxa& taxa, const std::vector<TaxonMaterial>& material,
                                       std::vector<std::string> asked) {
    if (asked.empty())
        for (const auto& one : material)
            if (one.proposed()) asked.push_back(one.scientific_name);
    std::ranges::sort(asked);
    asked.erase(std::ranges::unique(asked).begin(), asked.end());
    for (const auto& name : asked) {
        const auto known = std::ranges::find(material, name, &TaxonMaterial::scientific_name);
        if (known == material.end() || !known->enough)
            throw Failure(Code::invalid,
                          std::format("of {} there are {} verified crops at {} sample points; {} at two are needed. "
                                      "Review more photos of it, or leave it out",
                                      name, known == material.end() ? 0 : known->crops,
                                      known == material.end() ? 0 : known->locations, least_verified_crops));
    }
    const NameTree names(taxa);
    for (const auto& name : asked)
        for (const auto& other : asked)
            if (name != other && names.is_within(name, other))
                throw Failure(Code::invalid, std::format("{} is part of {}: leave one of them out, since a crop of the "
                                                         "first is one of the second, too",
                                                         name, other));
    if (asked.size() < 2)
        throw Failure(
            Code::invalid,
            std::format("a classifier tells at least two taxa apart, and there is enough of {}: each needs {} "
                        "verified crops at two sample points. Review more photos",
                        asked.empty() ? "none" : "one alone", least_verified_crops));
    return asked;
}

TrainingMaterial training_material(const House& house, const Viewer& viewer, ProjectId project) {
    const auto registry = open_registry(house.config);
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        auto crops = verified_crops(house, tx, scope);
        TrainingMaterial material;
        material.taxa = material_of(crops.crops, house.taxa);
        material.crops = static_cast<std::int64_t>(crops.crops.size());
        std::set<std::string> locations;
        for (const auto& crop : crops.crops) {
            material.boxes_by_machine += crop.box_by_machine ? 1 : 0;
            locations.insert(crop.location_name);
        }
        material.locations = static_cast<int>(locations.size());
        material.left_out = std::move(crops.left_out);
        material.backbones = backbones_here(house, registry, catalog::models_of_project(tx, scope).names);
        return material;
    });
}

}  // namespace serow::journeys
