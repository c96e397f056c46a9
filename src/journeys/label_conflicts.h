// What people said of animals, where most photos that look like them bear another name.
// docs/methods/label-conflicts.md.
#pragma once

#include <atomic>
#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/label_conflicts.h"
#include "journeys/browse.h"
#include "journeys/house.h"
#include "vision/registry.h"

namespace serow::journeys {

struct ShownConflict {
    catalog::LabelConflict conflict;
    MediaWithObservations media;
    std::vector<MediaWithObservations> alike;  // that bear the suggested name, the most alike first
};
struct ShownConflicts {
    bool under_way = false;  // the labels are being compared
    std::optional<catalog::LabelComparison> latest;
    std::int64_t total = 0;
    std::vector<ShownConflict> items;  // in the order of catalog::list_label_conflicts()
};

// At most `most` of them. One is no longer shown once people say something else of the medium, or that the label is
// right.
ShownConflicts label_conflicts(const House& house, const Viewer& viewer, ProjectId project, int most);

// Queues compare_labels(); by whoever may answer.
void ask_to_compare_labels(const House& house, const Viewer& viewer, ProjectId project);

// The label is right, or, with keep = false, it is to be shown again. Failure(not_found) where there is no such hint.
void keep_label(const House& house, const Viewer& viewer, ProjectId project, MediaId media, const std::string& label,
                bool keep);

// Crops that are compared at most; of more, each taxon's share (verified_crops.h).
inline constexpr std::size_t most_compared_crops = 100'000;

// The job: compares the crops that people named, as the project's network described them. Safe to repeat.
// Failure(interrupted) where `stop` becomes true; what was found before stays.
void compare_labels(const House& house, const vision::Registry& registry, ProjectId project,
                    const std::atomic<bool>& stop);

}  // namespace serow::journeys
