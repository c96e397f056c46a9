// The animals in boxes, one by one, and put together to cohorts. docs/methods/cohorts.md.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include "catalog/detections.h"
#include "journeys/browse.h"
#include "journeys/house.h"
#include "training/cohorts.h"
#include "vision/registry.h"

namespace serow::journeys {

using catalog::Detection;

struct DetectionPage {
    std::vector<Detection> items;
    std::optional<std::string> next;
};
// As catalog::list_detections. Failures as list_media().
DetectionPage list_detections(const House& house, const Viewer& viewer, ProjectId project, const MediaFilter& filter,
                              catalog::Which which, const std::optional<std::string>& cursor, int limit);

constexpr int most_in_batch = 2000;

// The next crops of one suggested name that wait for the viewer, the surest first, as cohorts.
struct CohortBatch {
    std::string scientific_name;  // of all of them; empty: not named
    std::string network;          // whose features are compared; empty: no classifier of the project has any
    std::size_t described = 0;    // crops of which it has said something
    std::vector<Detection> crops;
    std::vector<training::Cohort> cohorts;  // places in `crops`
    std::optional<std::string> next;        // where the next batch begins, of this name or of another
};
// At most `limit` crops, at most most_in_batch. Failures as list_media().
CohortBatch cohort_batch(const House& house, const Viewer& viewer, ProjectId project, const MediaFilter& filter,
                         const std::optional<std::string>& cursor, int limit, const vision::Registry& registry);

}  // namespace serow::journeys
