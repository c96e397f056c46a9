#include "catalog/locations.h"

namespace serow::catalog {
namespace {

Location read_location(const Row& row) {
    Location l;
    row.read("location_id", l.location_id)
        .read("area_id", l.area_id)
        .read("name", l.name)
        .read("latitude", l.place.latitude)
        .read("longitude", l.place.longitude)
        .read("coordinate_uncertainty", l.coordinate_uncertainty)
        .read("habitat", l.habitat)
        .read("deployments", l.deployments)
        .read("media", l.media);
    return l;
}

Params columns(const Scope& scope, const Location& l) {
    return scoped(scope, {l.location_id, l.area_id, l.name, l.place.latitude, l.place.longitude,
                          l.coordinate_uncertainty, l.habitat});
}

constexpr std::string_view no_location = "The project has no such sample point.";

}  // namespace

void create_location(Transaction& tx, const Scope& scope, const Location& location) {
    must_have_changed(tx, scope, tx.query("create_location", columns(scope, location)).affected(),
                      "There is no such project.");
}

std::vector<Location> list_locations(Transaction& tx, const Scope& scope) {
    return collect(tx.query("list_locations", scoped(scope)), read_location);
}

std::optional<Location> location_by_id(Transaction& tx, const Scope& scope, LocationId location_id) {
    return first(tx.query("location_by_id", scoped(scope, {location_id})), read_location);
}

void update_location(Transaction& tx, const Scope& scope, const Location& location) {
    must_have_changed(tx, scope, tx.query("update_location", columns(scope, location)).affected(), no_location);
}

void delete_location(Transaction& tx, const Scope& scope, LocationId location_id) {
    must_have_changed(tx, scope, tx.query("delete_location", scoped(scope, {location_id})).affected(), no_location);
}

}  // namespace serow::catalog
