#include "server/lists.h"

#include "server/fields.h"

namespace serow::server {

journeys::MediaFilter filter_of(const Request& request) {
    journeys::MediaFilter filter;
    filter.deployment_id = query_id<DeploymentId>(request, "deploymentID");
    filter.location_id = query_id<LocationId>(request, "locationID");
    filter.show = query_text(request, "show").value_or("all");
    filter.scientific_name = query_text(request, "scientificName");
    filter.from = query_instant(request, "from");
    filter.to = query_instant(request, "to");
    return filter;
}

journeys::Blanks blanks_of(const Request& request) {
    return query_flag(request, "hideTrustedBlanks") ? journeys::Blanks::hidden_where_trusted : journeys::Blanks::shown;
}

int limit_of(const Request& request) {
    return static_cast<int>(request.integer_query("limit", 100, 1, 500));
}

}  // namespace serow::server
