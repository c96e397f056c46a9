// What moved in the photos of a deployment, told without a model: in place of a detector where none is installed, and
// beside it where the project asks for a second opinion. docs/methods/motion.md.
#pragma once

#include <atomic>
#include <chrono>
#include <cstddef>
#include <optional>
#include <span>

#include "catalog/pool.h"
#include "journeys/house.h"
#include "journeys/motion_answer.h"

namespace serow::journeys {

// Of the photos of a deployment in the order of time: the first stretch of `longest` in which one still waits, the
// last stretch as long as the others where there are enough. Each photo is in one.
struct Stretch {
    std::size_t begin = 0, end = 0;
    bool operator==(const Stretch&) const = default;
};
std::optional<Stretch> next_stretch(std::span<const bool> waiting, std::size_t longest = longest_stretch);

// The job: one stretch, so that no project keeps a worker for long; while more waits, it is queued again. Photos of
// which something is known now get their answer, in one transaction; the others are compared again when their stretch
// has a new photo. Nothing happens where `has_detector` and the project wants no second opinion. Safe to repeat and to
// be killed: the ledger holds one answer of it a photo. Failure(interrupted) soon after `stop` becomes true.
void find_motion(const House& house, ProjectId project, DeploymentId deployment, bool has_detector,
                 const std::atomic<bool>& stop);

inline constexpr int motion_priority = -1;  // after reading, grouping and models

// The job for these deployments, within `tx`. Soon, and not at once: a card's photos come one after the other.
void queue_motion(catalog::Transaction& tx, ProjectId project, std::span<const DeploymentId> deployments,
                  std::chrono::milliseconds delay);

}  // namespace serow::journeys
