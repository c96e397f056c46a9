// A sample area's outline, checked.
#pragma once

#include "base/json.h"
#include "base/problem.h"

namespace serow::journeys {

// GeoJSON (RFC 7946) Polygon or MultiPolygon in WGS 84, or null. Gives it back with nothing but `type` and
// `coordinates`; a Feature or a FeatureCollection of one feature is unwrapped. Code::invalid: another
// type, a ring of fewer than four positions or not closed, a position outside [-180, 180] × [-90, 90], more
// than 10 000 positions.
Result<json::value> check_outline(const json::value& geometry);

}  // namespace serow::journeys
