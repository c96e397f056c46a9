// What a model's output indices mean: models/NAME/labels.csv.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "camtrap/records.h"

namespace serow::vision {

// What a detector may find in a picture; MegaDetector's categories "1", "2" and "3".
enum class Category { animal, person, vehicle };

std::string_view word(Category category);                       // "animal", "person", "vehicle"
std::optional<Category> parse_category(std::string_view text);  // nullopt for any other word

struct Label {
    int index = 0;                     // position in the model's scores, from 0
    std::string label;                 // the model's own word
    std::optional<Category> category;  // none: nothing that Serow reports (a bench, a background)
    std::string scientificName;        // empty where the label names no taxon
    camtrap::Taxon taxon = {};         // its levels, where the labels file tells them (speciesnet); else empty
};

// Reads RFC 4180 CSV with the header `index,label,category,scientificName`; indices count up from 0
// without a gap. `where` names the text in messages. Code::invalid with the line number otherwise.
Result<std::vector<Label>> parse_labels(std::string_view csv, std::string_view where);

// Reads SpeciesNet's list, a class string a line (camtrap/speciesnet_label.h), in the order of the scores.
// Code::invalid with the line number otherwise.
Result<std::vector<Label>> parse_speciesnet_labels(std::string_view text, std::string_view where);

}  // namespace serow::vision
