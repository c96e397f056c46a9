#include "catalog/calibrations.h"

#include "catalog/pool.h"

namespace serow::catalog {

std::vector<Calibration> list_calibrations(Transaction& tx, const Scope& scope) {
    return collect(tx.query("list_calibrations", scoped(scope)), [](const Row& row) {
        Calibration c;
        row.read("model", c.model)
            .read("category", c.category)
            .read("curve", c.curve)
            .read("answers", c.answers)
            .read("fitted_at", c.fitted_at)
            .read("account_name", c.account_name);
        return c;
    });
}

void put_calibration(Transaction& tx, const Scope& scope, const Calibration& c) {
    must_have_changed(tx, scope,
                      tx.query("put_calibration", scoped(scope, {c.model, c.category, c.curve, c.answers})).affected(),
                      "There is no such project.");
}

std::int64_t drop_calibrations(Transaction& tx, const Scope& scope, std::string_view model) {
    require(tx, scope);
    return tx.query("drop_calibrations", scoped(scope, {model})).affected();
}

std::vector<MediaId> media_by_machine(Transaction& tx, const Scope& scope, const std::optional<MediaId>& after,
                                      int limit) {
    return collect(tx.query("media_by_machine", scoped(scope, {after, limit})),
                   [](const Row& row) { return row.as<MediaId>("media_id"); });
}

}  // namespace serow::catalog
