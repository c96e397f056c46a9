// Sample points.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "camtrap/records.h"
#include "catalog/access.h"

namespace serow::catalog {

struct Location {
    LocationId location_id;
    std::optional<AreaId> area_id;
    std::string name;
    camtrap::Place place;
    std::optional<int> coordinate_uncertainty;  // metres, at least 1
    std::string habitat;
    std::int64_t deployments = 0, media = 0;  // read only
};

// Failure(conflict) for a name that the project has already, Failure(not_found) for an area that it has not.
void create_location(Transaction& tx, const Scope& scope, const Location& location);
std::vector<Location> list_locations(Transaction& tx, const Scope& scope);  // by name
std::optional<Location> location_by_id(Transaction& tx, const Scope& scope, LocationId location_id);
void update_location(Transaction& tx, const Scope& scope, const Location& location);  // Failure(not_found)
// Failure(conflict) while deployments stand there.
void delete_location(Transaction& tx, const Scope& scope, LocationId location_id);

}  // namespace serow::catalog
