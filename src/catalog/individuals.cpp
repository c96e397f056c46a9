#include "catalog/individuals.h"

namespace serow::catalog {
namespace {

std::optional<Box> box_of(const Row& row) {
    std::optional<double> x, y, width, height;
    row.read("bbox_x", x).read("bbox_y", y).read("bbox_width", width).read("bbox_height", height);
    return x && y && width && height ? std::optional(Box{*x, *y, *width, *height}) : std::nullopt;
}

Individual read_individual(const Row& row) {
    Individual i;
    row.read("individual_id", i.individual_id)
        .read("name", i.name)
        .read("scientific_name", i.scientific_name)
        .read("sex", i.sex)
        .read("comments", i.comments)
        .read("media", i.media)
        .read("places", i.places)
        .read("first_seen", i.first_seen)
        .read("last_seen", i.last_seen)
        .read("time_zone", i.time_zone)
        .read("cover", i.cover);
    i.cover_bbox = box_of(row);
    return i;
}

Sighting read_sighting(const Row& row) {
    Sighting s;
    row.read("individual_id", s.individual_id).read("media_id", s.media_id);
    s.bbox = box_of(row);
    return s;
}

constexpr std::string_view no_individual = "The project has no such individual.";

}  // namespace

void create_individual(Transaction& tx, const Scope& scope, const Individual& i) {
    const auto made =
        tx.query("create_individual", scoped(scope, {i.individual_id, i.name, i.scientific_name, i.sex, i.comments}));
    must_have_changed(tx, scope, made.affected(), "There is no such project.");
}

std::vector<Individual> list_individuals(Transaction& tx, const Scope& scope) {
    return collect(tx.query("list_individuals", scoped(scope, {std::optional<IndividualId>{}})), read_individual);
}

std::optional<Individual> individual_by_id(Transaction& tx, const Scope& scope, IndividualId id) {
    return first(tx.query("list_individuals", scoped(scope, {id})), read_individual);
}

void update_individual(Transaction& tx, const Scope& scope, const Individual& i) {
    const auto changed =
        tx.query("update_individual", scoped(scope, {i.individual_id, i.name, i.scientific_name, i.sex, i.comments}));
    must_have_changed(tx, scope, changed.affected(), no_individual);
}

void delete_individual(Transaction& tx, const Scope& scope, IndividualId id) {
    must_have_changed(tx, scope, tx.query("delete_individual", scoped(scope, {id})).affected(), no_individual);
}

std::vector<Sighting> sightings_of_individual(Transaction& tx, const Scope& scope, IndividualId id, int limit) {
    return collect(tx.query("sightings_of_individual", scoped(scope, {id, limit})), read_sighting);
}

std::vector<PlaceOfIndividual> places_of_individual(Transaction& tx, const Scope& scope, IndividualId id) {
    return collect(tx.query("places_of_individual", scoped(scope, {id})), [](const Row& row) {
        PlaceOfIndividual p;
        row.read("location_id", p.location_id)
            .read("location_name", p.location_name)
            .read("latitude", p.place.latitude)
            .read("longitude", p.place.longitude)
            .read("media", p.media)
            .read("first_seen", p.first_seen)
            .read("last_seen", p.last_seen)
            .read("time_zone", p.time_zone);
        return p;
    });
}

std::vector<Sighting> sightings_of_individuals(Transaction& tx, const Scope& scope,
                                               const std::optional<std::string>& scientific_name, int limit) {
    return collect(tx.query("sightings_of_individuals", scoped(scope, {scientific_name, limit})), read_sighting);
}

}  // namespace serow::catalog
