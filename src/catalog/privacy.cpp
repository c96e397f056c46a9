#include "catalog/privacy.h"

namespace serow::catalog {

std::vector<std::string> withheld_types(Transaction& tx, const Scope& scope) {
    return first(tx.query("withheld_types", scoped(scope)),
                 [](const Row& row) { return row.as<std::vector<std::string>>("types"); })
        .value_or(std::vector<std::string>{});
}

std::vector<std::string> private_types(Transaction& tx, const Scope& scope) {
    return first(tx.query("private_types", scoped(scope)),
                 [](const Row& row) { return row.as<std::vector<std::string>>("types"); })
        .value_or(std::vector<std::string>{});
}

void must_be_shown(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids) {
    if (tx.query("any_withheld", scoped(scope, {media_ids}))[0].as<bool>("found")) refuse_withheld();
}

void refuse_withheld() {
    throw Failure(
        Code::forbidden,
        "It shows a person or a vehicle, which are private in this project. A manager of the project can give "
        "you a role that may look at them, or change who may.");
}

}  // namespace serow::catalog
