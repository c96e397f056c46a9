#include "catalog/answer_choices.h"

namespace serow::catalog {
namespace {

constexpr std::string_view nowhere = "There is no such project.";

}  // namespace

std::vector<CustomField> custom_fields(Transaction& tx, const Scope& scope) {
    return collect(tx.query("custom_fields", scoped(scope)), [](const Row& row) {
        CustomField f;
        row.read("custom_field_id", f.custom_field_id)
            .read("name", f.name)
            .read("kind", f.kind)
            .read("choices", f.choices)
            .read("retired", f.retired);
        return f;
    });
}

void put_custom_fields(Transaction& tx, const Scope& scope, const std::vector<CustomField>& fields) {
    std::vector<CustomFieldId> ids;
    std::vector<std::string> names, kinds;
    std::vector<std::vector<std::string>> choices;
    for (const auto& field : fields) {
        ids.push_back(field.custom_field_id);
        names.push_back(field.name);
        kinds.push_back(field.kind);
        choices.push_back(field.choices);
    }
    require(tx, scope);
    // All are retired first: a name may go from one field to another.
    tx.query("retire_custom_fields", scoped(scope));
    if (!fields.empty()) tx.query("put_custom_fields", scoped(scope, {ids, names, kinds, choices}));
}

std::vector<std::string> listed_species(Transaction& tx, const Scope& scope) {
    const auto rows = tx.query("listed_species", scoped(scope));
    must_have_changed(tx, scope, static_cast<std::int64_t>(rows.size()), nowhere);
    return rows[0].as<std::vector<std::string>>("listed_species");
}

void set_listed_species(Transaction& tx, const Scope& scope, const std::vector<std::string>& names) {
    must_have_changed(tx, scope, tx.query("set_listed_species", scoped(scope, {names})).affected(), nowhere);
}

}  // namespace serow::catalog
