#include "catalog/areas.h"

namespace serow::catalog {
namespace {

Area read_area(const Row& row) {
    Area a;
    row.read("area_id", a.area_id).read("name", a.name).read("geometry", a.geometry).read("locations", a.locations);
    return a;
}

constexpr std::string_view no_area = "The project has no such sample area.";

}  // namespace

void create_area(Transaction& tx, const Scope& scope, const Area& area) {
    const auto made = tx.query("create_area", scoped(scope, {area.area_id, area.name, area.geometry}));
    must_have_changed(tx, scope, made.affected(), "There is no such project.");
}

std::vector<Area> list_areas(Transaction& tx, const Scope& scope) {
    return collect(tx.query("list_areas", scoped(scope)), read_area);
}

std::optional<Area> area_by_id(Transaction& tx, const Scope& scope, AreaId area_id) {
    return first(tx.query("area_by_id", scoped(scope, {area_id})), read_area);
}

void update_area(Transaction& tx, const Scope& scope, const Area& area) {
    const auto changed = tx.query("update_area", scoped(scope, {area.area_id, area.name, area.geometry}));
    must_have_changed(tx, scope, changed.affected(), no_area);
}

void delete_area(Transaction& tx, const Scope& scope, AreaId area_id) {
    must_have_changed(tx, scope, tx.query("delete_area", scoped(scope, {area_id})).affected(), no_area);
}

}  // namespace serow::catalog
