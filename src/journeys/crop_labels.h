// The list of verified crops that a classifier is trained on.
#pragma once

#include <istream>
#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/problem.h"
#include "journeys/taxa.h"
#include "training/examples.h"

namespace serow::journeys {

struct LabelledCrop {
    std::string filePath;  // below the folder of the photos, with "/"
    std::string location;  // locationID or locationName: what is one background
    std::string scientificName;
    std::optional<Box> box;  // none: the detector is asked
    std::size_t line = 0;
    std::optional<double> second = {};  // of a video: the frame that it is cut from; none: the file is a photo
};

// Reads CSV whose header names filePath, location and scientificName, and, where boxes are known, bboxX, bboxY,
// bboxWidth and bboxHeight (or x, y, width, height) as Camtrap DP has them: shares of the picture from its top left
// corner. Other columns are not looked at. A row with four empty box cells has no box. `where` names the table in
// messages. Code::invalid with the line for a missing column or cell, a path that leaves the folder, half a box or one
// outside the picture (rounding of 0.001 is cut off), and a taxon that is not in `taxa`.
Result<std::vector<LabelledCrop>> read_crop_labels(std::istream& in, const std::string& where, const Taxa& taxa);

// Examples without features (width 0): for the questions that need none. Classes and locations are sorted by name.
training::Examples examples_of(const std::vector<LabelledCrop>& crops);

}  // namespace serow::journeys
