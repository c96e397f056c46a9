// What other programs' labels mean.
#pragma once

#include <string>
#include <string_view>
#include <unordered_map>

#include "camtrap/vocabulary.h"
#include "journeys/taxa.h"

namespace serow::journeys {

struct LabelMeaning {
    camtrap::ObservationType type = camtrap::ObservationType::animal;
    std::string scientific_name;  // empty where the label names none
    // False where the label seems to name something, and nothing was made of it.
    bool understood = true;
    bool operator==(const LabelMeaning&) const = default;
};

class LabelNames {
public:
    explicit LabelNames(const Taxa& taxa);

    // `name` as a file lists it ("american_black_bear", "Ursus americanus"), `description` its levels where it has any,
    // as SpeciesNet ("uuid;class;order;family;genus;species;common name"), as MegaDetector's documents
    // ("animalia;chordata;mammalia;carnivora;ursidae;ursusamericanus") or without the UUID.
    // Levels win over names. A name of two words of which the first is capitalised is taken for a scientific name, also
    // where Serow's list lacks it. Of levels whose finest is not known by Serow's list and not told apart into words,
    // the finest that is known holds.
    [[nodiscard]] LabelMeaning of(std::string_view name, std::string_view description) const;

private:
    [[nodiscard]] LabelMeaning of_levels(std::string_view description) const;
    [[nodiscard]] const camtrap::Taxon* known(std::string_view scientific_name) const;

    std::unordered_map<std::string, const camtrap::Taxon*> by_letters_;     // "ursusamericanus"
    std::unordered_map<std::string, const camtrap::Taxon*> by_vernacular_;  // nullptr: of several species
};

}  // namespace serow::journeys
