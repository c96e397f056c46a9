// SpeciesNet's class strings: "uuid;class;order;family;genus;species;common name", levels empty from some rank on.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include "camtrap/records.h"

namespace serow::camtrap {

struct SpeciesNetLabel {
    std::string uuid, klass, order, family, genus, species, common_name;  // lower case, as they stand in the file
    bool operator==(const SpeciesNetLabel&) const = default;

    [[nodiscard]] std::string text() const;
    // Its levels and scientific_name(); the name is empty where that is.
    [[nodiscard]] Taxon taxon() const;
    // "Vulpes vulpes", "Vulpes", "Canidae" …: the finest level that is named; empty for blank, animal, vehicle and
    // "no cv result".
    [[nodiscard]] std::string scientific_name() const;
};

// nullopt where the text is not seven parts.
std::optional<SpeciesNetLabel> parse_speciesnet_label(std::string_view text);

// The labels that are no taxon, or more than one. Their UUIDs are SpeciesNet's own
// (google/cameratrapai, speciesnet/scripts/speciesnet_to_md.py and speciesnet/constants.py).
namespace speciesnet {
inline constexpr std::string_view blank = "f1856211-cfb7-4a5b-9158-c0f72fd09ee6;;;;;;blank";
inline constexpr std::string_view animal = "1f689929-883d-4dae-958c-3d57ab5b6c16;;;;;;animal";
inline constexpr std::string_view human =
    "990ae9dd-7a59-4344-afcb-1b7b21368000;mammalia;primates;hominidae;homo;sapiens;human";
inline constexpr std::string_view vehicle = "e2895ed5-780b-48f6-8a11-9e27cb594511;;;;;;vehicle";
inline constexpr std::string_view unknown =
    "f2efdae9-efb8-48fb-8a91-eccf79ab4ffb;no cv result;no cv result;no cv result;no cv result;no cv result;no cv "
    "result";
}  // namespace speciesnet

// The label of a taxon by its levels. SpeciesNet's UUID is not known here: that part stays empty.
SpeciesNetLabel label_of(const Taxon& taxon);

}  // namespace serow::camtrap
