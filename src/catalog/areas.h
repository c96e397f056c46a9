// Sample areas.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "catalog/access.h"

namespace serow::catalog {

struct Area {
    AreaId area_id;
    std::string name;
    json::value geometry;        // GeoJSON Polygon or MultiPolygon; null: just a name
    std::int64_t locations = 0;  // read only
};

// Failure(conflict) for a name that the project has already; so update_area().
void create_area(Transaction& tx, const Scope& scope, const Area& area);
std::vector<Area> list_areas(Transaction& tx, const Scope& scope);  // by name
std::optional<Area> area_by_id(Transaction& tx, const Scope& scope, AreaId area_id);
void update_area(Transaction& tx, const Scope& scope, const Area& area);  // Failure(not_found)
// Its points stay, without an area.
void delete_area(Transaction& tx, const Scope& scope, AreaId area_id);  // Failure(not_found)

}  // namespace serow::catalog
