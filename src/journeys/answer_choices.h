// What a project offers to those who answer: its own fields, and the species at hand with their keys.
#pragma once

#include <string>
#include <vector>

#include "camtrap/remarks.h"
#include "catalog/answer_choices.h"
#include "journeys/house.h"
#include "review/consensus.h"

namespace serow::journeys {

using catalog::CustomField;

// Those that are retired included, last.
std::vector<CustomField> custom_fields(const House& house, const Viewer& viewer, ProjectId project);
// These are asked from now on, in this order (managers); others are retired, and what was answered stays. A field with
// a new id is a new one. Failure(invalid) for a kind that there is none of, another kind than the field had, a choice
// without choices or with the same one twice, more than 50 fields; Failure(conflict) for a name given twice.
std::vector<CustomField> put_custom_fields(const House& house, const Viewer& viewer, ProjectId project,
                                           std::vector<CustomField> fields);

// In the order of their keys: the first nine have 1 to 9.
std::vector<std::string> listed_species(const House& house, const Viewer& viewer, ProjectId project);
// Failure(invalid) for a name that no list of taxa has, one given twice, more than 100.
std::vector<std::string> set_listed_species(const House& house, const Viewer& viewer, ProjectId project,
                                            std::vector<std::string> names);

// Whether the project can hold what an answer remarks. Failure(invalid) for a number out of its range, a tag with "|",
// a text that is too long, a field that the project does not have or a value it does not take, an individual that is
// not there, of another species, or said to be several.
void check_remarks(catalog::Transaction& tx, const catalog::Scope& scope, std::span<const review::SeenThing> things);

}  // namespace serow::journeys
