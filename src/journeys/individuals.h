// Known animals: named by people, shown with where and when they were seen. Serow suggests who a crop resembles, and
// claims no more than that. docs/methods/individuals.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/individuals.h"
#include "journeys/browse.h"
#include "journeys/house.h"
#include "vision/registry.h"

namespace serow::journeys {

struct IndividualChange {
    std::optional<std::string> name, scientific_name, comments;
    std::optional<std::optional<camtrap::Sex>> sex;
};
// Annotators may name, change and remove. Failure(invalid) without a name or species, for a species in no list of taxa;
// Failure(conflict) for a name that the project has.
catalog::Individual create_individual(const House& house, const Viewer& viewer, ProjectId project,
                                      const IndividualChange& fields);
// Failure(conflict) also for another species where it was seen already: answers say the species.
catalog::Individual update_individual(const House& house, const Viewer& viewer, ProjectId project, IndividualId id,
                                      const IndividualChange& change);
// Failure(conflict) where observations name it.
void delete_individual(const House& house, const Viewer& viewer, ProjectId project, IndividualId id);

std::vector<catalog::Individual> list_individuals(const House& house, const Viewer& viewer, ProjectId project);

struct IndividualWithSightings {
    catalog::Individual individual;
    struct Shown {
        MediaWithObservations media;
        std::optional<Box> bbox;
    };
    std::vector<Shown> gallery;  // the latest 500
    std::vector<catalog::PlaceOfIndividual> places;
};
IndividualWithSightings individual(const House& house, const Viewer& viewer, ProjectId project, IndividualId id);

// Whom the animal resembles.
struct Resemblance {
    catalog::Individual individual;
    double similarity = 0;  // cosine of the features of the two crops that are most alike, -1 to 1
    MediaId media_id;       // where it was seen like this
    std::optional<Box> bbox;
};
// Of the animal at `bbox` in the medium (nullopt: of the only one in it), the most alike individual first, of the
// species where one is given. Empty where the network described neither. Compared with the latest 2000 sightings.
std::vector<Resemblance> resembling_individuals(const House& house, const Viewer& viewer, ProjectId project,
                                                MediaId media, const std::optional<Box>& bbox,
                                                const std::optional<std::string>& scientific_name,
                                                const vision::Registry& registry);

}  // namespace serow::journeys
