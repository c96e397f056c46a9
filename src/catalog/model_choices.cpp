#include "catalog/model_choices.h"

#include <algorithm>

namespace serow::catalog {

ModelChoice models_of_project(Transaction& tx, const Scope& scope) {
    ModelChoice choice;
    for (const auto row : tx.query("models_of_project", scoped(scope)))
        row.read("detector", choice.names.detector)
            .read("classifiers", choice.names.classifiers)
            .read("tiles", choice.names.tiles)
            .read("second_opinion", choice.names.second_opinion)
            .read("account_name", choice.account_name)
            .read("recorded_at", choice.recorded_at);
    if (choice.names.classifiers && std::ranges::any_of(*choice.names.classifiers, is_own_model))
        choice.names.own_of = scope.project_id;
    return choice;
}

void choose_models(Transaction& tx, const Scope& scope, const ModelNames& names) {
    const auto rows = tx.query("choose_models", scoped(scope, {Id<struct ModelChoiceTag>::make(), names.detector,
                                                               names.classifiers, names.tiles, names.second_opinion}));
    must_have_changed(tx, scope, rows.affected(), "There is no such project.");
}

}  // namespace serow::catalog
