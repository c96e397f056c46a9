#include "catalog/geofences.h"

#include "catalog/pool.h"

namespace serow::catalog {

GeofenceNames geofence_of_project(Transaction& tx, const Scope& scope) {
    const auto rows = tx.query("geofence_of_project", scoped(scope));
    if (rows.size() == 0) must_have_changed(tx, scope, 0, "There is no such project.");
    GeofenceNames names;
    rows[0].read("allowed_taxa", names.allowed).read("blocked_taxa", names.blocked);
    return names;
}

void set_geofence(Transaction& tx, const Scope& scope, const GeofenceNames& names) {
    must_have_changed(tx, scope, tx.query("set_geofence", scoped(scope, {names.allowed, names.blocked})).affected(),
                      "There is no such project.");
}

std::int64_t enqueue_look_again(Transaction& tx, const Scope& scope, std::string_view kind, int priority,
                                std::optional<DeploymentId> deployment) {
    require(tx, scope);
    return tx.query("enqueue_look_again", scoped(scope, {kind, priority, deployment}))[0].as<std::int64_t>("added");
}

}  // namespace serow::catalog
