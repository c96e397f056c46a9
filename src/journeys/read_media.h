// The first look at a file that came in: its facts, its time, its two small pictures.
#pragma once

#include <span>

#include "journeys/house.h"

namespace serow::journeys {

// Reads the stored bytes of media that were received, notes what they say, makes preview and thumbnail, and
// queues what follows (classifying, grouping): in one step for all. A file that cannot be read is marked so, with the
// reason, and that is no failure. Media that were taken away meanwhile are left out. Safe to repeat.
// With `motion`, or where the project asks for a second opinion, the photos' deployments are queued for find_motion().
void read_media(const House& house, ProjectId project, std::span<const MediaId> media, bool motion = false);

}  // namespace serow::journeys
