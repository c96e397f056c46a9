// What a project offers to those who answer: its own fields, and the species at hand.
#pragma once

#include <string>
#include <vector>

#include "catalog/access.h"

namespace serow::catalog {

struct CustomField {
    CustomFieldId custom_field_id;
    std::string name;
    std::string kind;                  // text number choice flag
    std::vector<std::string> choices;  // of a choice, in their order
    bool retired = false;              // asked no more; values that were given stay
};

// In their order, those that are retired last.
std::vector<CustomField> custom_fields(Transaction& tx, const Scope& scope);
// Those given become the fields that are asked, in their order; others are retired. Failure(conflict) where two have
// one name.
void put_custom_fields(Transaction& tx, const Scope& scope, const std::vector<CustomField>& fields);

// Scientific names in the order of their keys.
std::vector<std::string> listed_species(Transaction& tx, const Scope& scope);
void set_listed_species(Transaction& tx, const Scope& scope, const std::vector<std::string>& names);

}  // namespace serow::catalog
