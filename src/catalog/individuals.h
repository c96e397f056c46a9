// Animals that are told apart, by the project's own names.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "camtrap/records.h"
#include "camtrap/vocabulary.h"
#include "catalog/access.h"

namespace serow::catalog {

struct Individual {
    IndividualId individual_id;
    std::string name;  // in the project only one has it, whatever its case
    std::string scientific_name;
    std::optional<camtrap::Sex> sex;
    std::string comments;
    // Read only, of what the viewer may see:
    std::int64_t media = 0;
    std::int64_t places = 0;                       // sample points
    std::optional<Instant> first_seen, last_seen;  // of media whose time is known
    std::string time_zone;                         // of a deployment where it was seen; empty where nowhere
    std::optional<MediaId> cover;                  // where it fills most of the picture
    std::optional<Box> cover_bbox;
};

// Failure(conflict) for a name that the project has already; so update_individual().
void create_individual(Transaction& tx, const Scope& scope, const Individual& individual);
std::vector<Individual> list_individuals(Transaction& tx, const Scope& scope);  // by name
std::optional<Individual> individual_by_id(Transaction& tx, const Scope& scope, IndividualId id);
void update_individual(Transaction& tx, const Scope& scope, const Individual& individual);  // Failure(not_found)
void delete_individual(Transaction& tx, const Scope& scope, IndividualId id);               // Failure(not_found)

struct Sighting {
    IndividualId individual_id;
    MediaId media_id;
    std::optional<Box> bbox;
};
// Latest first.
std::vector<Sighting> sightings_of_individual(Transaction& tx, const Scope& scope, IndividualId id, int limit);

struct PlaceOfIndividual {
    LocationId location_id;
    std::string location_name;
    camtrap::Place place;
    std::int64_t media = 0;
    std::optional<Instant> first_seen, last_seen;
    std::string time_zone;
};
// The one with most media first.
std::vector<PlaceOfIndividual> places_of_individual(Transaction& tx, const Scope& scope, IndividualId id);

// Of whatever individual, of the species where one is given, the latest first.
std::vector<Sighting> sightings_of_individuals(Transaction& tx, const Scope& scope,
                                               const std::optional<std::string>& scientific_name, int limit);

}  // namespace serow::catalog
