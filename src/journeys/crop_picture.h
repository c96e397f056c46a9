// A small picture of one animal in a box, so that a screen of crops is a few hundred kilobytes over a slow line.
#pragma once

#include "journeys/browse.h"
#include "journeys/house.h"

namespace serow::journeys {

// A JPEG of what lies around the box (media/crop_region.h), cut from the preview; where that shows people whom the
// project keeps private, from the blurred one. Always in `read`. Made anew for each call, in about 11 ms.
// Failure(invalid) for a box that does not lie in the picture; else as media_file() of a preview.
MediaFile crop_picture(const House& house, const Viewer& viewer, ProjectId project, MediaId id, const Box& box);

}  // namespace serow::journeys
