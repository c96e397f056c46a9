// Pictures that the program draws itself, for a demo where no real photos are at hand.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/time.h"

namespace serow::journeys {

enum class Subject { nothing, deer, boar, bird };
enum class Light { day, infrared };

struct Scene {
    std::uint64_t place_seed = 0;  // the same background for the same seed
    std::uint64_t frame_seed = 0;  // where the animal stands, wind in the grass
    Subject subject = Subject::nothing;
    Light light = Light::day;
    CameraTime taken;
    int sequence_number = 1, sequence_total = 1;
};

// A JPEG of 1600 × 1200 with EXIF (time, make "Serow", model "rendered scene", a description that says it is drawn) and
// an info strip like a trap camera's that says RENDERED. The same scene gives the same bytes.
std::vector<std::byte> render_scene(const Scene& scene);

}  // namespace serow::journeys
