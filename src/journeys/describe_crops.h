// What the project's network says of animals in its photos and videos, kept for finding those that look alike.
// docs/methods/similar-images.md.
#pragma once

#include <atomic>
#include <span>
#include <string>
#include <vector>

#include "catalog/crop_features.h"
#include "journeys/eyes.h"
#include "journeys/house.h"
#include "journeys/watch_video.h"
#include "vision/registry.h"

namespace serow::journeys {

// As catalog::put_crop_features takes them; those without features (no animal, or no network has any) are left out.
std::vector<catalog::CropFeature> described(MediaId media, std::span<const Seen> seen);
// Of a video, each individual where it was surest.
std::vector<catalog::CropFeature> described(MediaId media, std::span<const Individual> individuals);

// The network whose features are kept in the project: that of the first of its classifiers that has some and is here.
// Empty where none has.
std::string network_of_project(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                               const vision::Registry& registry);

// Queues describe_crops() for the project.
void queue_descriptions(catalog::Transaction& tx, ProjectId project);
// The same, asked for by a manager.
void ask_for_descriptions(const House& house, const Viewer& viewer, ProjectId project);

// The job: every photo and video that shows an animal in a box, and of which the project's network has said nothing, is
// looked at with that box. Safe to repeat; each few dozen are a transaction. What cannot be read is passed over.
// Throws as Eyes does, and Failure(interrupted) where `stop` becomes true; what is done by then stays.
void describe_crops(const House& house, const Eyes& eyes, ProjectId project, const std::atomic<bool>& stop);

}  // namespace serow::journeys
