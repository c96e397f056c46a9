#include "journeys/geometry.h"

#include <format>

namespace serow::journeys {
namespace {

constexpr std::size_t most_positions = 10'000;

Result<void> check_ring(const json::value& value, std::size_t& positions) {
    const auto* ring = value.if_array();
    if (ring == nullptr || ring->size() < 4)
        return problem(Code::invalid,
                       "a ring of the outline has fewer than four positions (the last repeats the first)");
    positions += ring->size();
    if (positions > most_positions)
        return problem(Code::invalid,
                       std::format("the outline has more than {} positions; simplify it", most_positions));
    for (const auto& item : *ring) {
        const auto* position = item.if_array();
        if (position == nullptr || position->size() < 2 || !position->at(0).is_number() || !position->at(1).is_number())
            return problem(Code::invalid, "a position of the outline is not [longitude, latitude]");
        const auto longitude = position->at(0).to_number<double>();
        const auto latitude = position->at(1).to_number<double>();
        if (!(longitude >= -180 && longitude <= 180 && latitude >= -90 && latitude <= 90))
            return problem(
                Code::invalid,
                std::format("the position [{}, {}] is not on the globe; positions are [longitude, latitude] in degrees",
                            longitude, latitude));
    }
    if (ring->front().at(0) != ring->back().at(0) || ring->front().at(1) != ring->back().at(1))
        return problem(Code::invalid, "a ring of the outline is not closed: its last position must repeat its first");
    return {};
}

Result<void> check_polygon(const json::value& value, std::size_t& positions) {
    const auto* rings = value.if_array();
    if (rings == nullptr || rings->empty()) return problem(Code::invalid, "a polygon of the outline has no ring");
    for (const auto& ring : *rings)
        if (auto checked = check_ring(ring, positions); !checked) return checked;
    return {};
}

}  // namespace

Result<json::value> check_outline(const json::value& geometry) {
    if (geometry.is_null()) return json::value(nullptr);
    const auto* object = geometry.if_object();
    const auto* type = object != nullptr ? object->if_contains("type") : nullptr;
    if (type == nullptr || !type->is_string())
        return problem(Code::invalid, "the outline is no GeoJSON object with a type");
    if (type->as_string() == "FeatureCollection") {
        const auto* features = object->if_contains("features");
        if (features == nullptr || !features->is_array() || features->as_array().size() != 1)
            return problem(Code::invalid, "the outline is a collection; give one feature, or make an area of each");
        return check_outline(features->as_array().front());
    }
    if (type->as_string() == "Feature") {
        const auto* inner = object->if_contains("geometry");
        return inner != nullptr && inner->is_object() ? check_outline(*inner)
                                                      : problem(Code::invalid, "the outline's feature has no geometry");
    }
    const auto* coordinates = object->if_contains("coordinates");
    if (coordinates == nullptr) return problem(Code::invalid, "the outline has no coordinates");
    std::size_t positions = 0;
    if (type->as_string() == "Polygon") {
        if (auto checked = check_polygon(*coordinates, positions); !checked) return std::unexpected(checked.error());
    } else if (type->as_string() == "MultiPolygon") {
        const auto* polygons = coordinates->if_array();
        if (polygons == nullptr || polygons->empty()) return problem(Code::invalid, "the outline has no polygon");
        for (const auto& polygon : *polygons)
            if (auto checked = check_polygon(polygon, positions); !checked) return std::unexpected(checked.error());
    } else {
        return problem(Code::invalid, std::format("the outline is a {}; an area is a Polygon or a MultiPolygon",
                                                  std::string_view(type->as_string())));
    }
    return json::value{{"type", *type}, {"coordinates", *coordinates}};
}

}  // namespace serow::journeys
