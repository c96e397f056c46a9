// The first look at a file that came in: its facts, its time, its two small pictures.
#pragma once

#include "journeys/house.h"

namespace serow::journeys {

// Reads the stored bytes of a media that was received, notes what they say, makes preview and thumbnail, and
// queues what follows (classifying, grouping). A file that cannot be read is marked so, with the reason, and
// that is no failure. Safe to repeat.
void read_media(const House& house, ProjectId project, MediaId media);

}  // namespace serow::journeys
