// What an observation says beside what, how many and where in the picture: the rest of Camtrap DP's observation, and
// the fields that a project adds of its own.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "base/id.h"
#include "camtrap/vocabulary.h"

namespace serow::camtrap {

struct Remarks {
    std::optional<CameraSetupType> cameraSetupType;  // somebody at the camera: no wildlife
    std::optional<IndividualId> individualID;        // a known animal of the project
    std::optional<double> individualPositionRadius;  // metres from the camera, at least 0
    std::optional<double> individualPositionAngle;   // degrees from the camera's axis, -90 to 90; negative: left
    std::optional<double> individualSpeed;           // metres a second, at least 0
    std::vector<std::string> observationTags;        // each once, sorted
    std::string observationComments;
    std::map<std::string, std::string> customFields;  // by the id of the project's field
    bool operator==(const Remarks&) const = default;
    auto operator<=>(const Remarks&) const = default;
};

}  // namespace serow::camtrap
