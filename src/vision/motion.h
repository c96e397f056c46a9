// What moved: pictures of one camera compared with each other, without any model. docs/methods/motion.md.
//
// A place in a picture is background where its texture agrees with that of at least a quarter of the backgrounds: up to
// nine pictures of the same view and light that were taken at other times. What agrees with none moved, if it differs
// by more than the backgrounds differ from each other there (leaves in the wind).
#pragma once

#include <chrono>
#include <optional>
#include <span>
#include <vector>

#include "base/image.h"
#include "base/time.h"
#include "camtrap/vocabulary.h"
#include "vision/texture.h"

namespace serow::vision {

struct Still {
    Texture texture;
    std::optional<CameraTime> time;       // when it was taken
    std::optional<camtrap::Light> light;  // none of a black or white picture
};

enum class MotionVerdict {
    unknown,  // too few backgrounds, no time or no light: nothing is known
    blank,    // probably nothing but the background
    moved
};

struct MovingRegion {
    Box box;
    double strength = 0;  // no probability: 0 upwards; how large the region is, times how much it differs
};

struct Motion {
    MotionVerdict verdict = MotionVerdict::unknown;
    std::vector<MovingRegion> regions;  // the strongest first; of weak ones too, whatever the verdict
    double strength = 0;                // of the strongest region; 0 without one
    int backgrounds = 0;                // pictures that it was compared with
};

// The constants of the method; docs/methods/motion.md says why.
struct MotionRules {
    std::chrono::seconds same_visit{120};  // pictures that follow each other within are no background of each other
    int most_backgrounds = 9;              // the nearest in time
    int fewest_backgrounds = 4;            // with fewer nothing is said
    double same_view = 0.35;               // least correlation of a background
    double background_share = 0.25;        // of the backgrounds must agree, and two at least
    double noise = 0.1;                    // 1 − correlation within which two textures are the same
    double moved_from = 1.5;               // times what is usual at that place
    double blank_below = 1.6;              // strength
};

// What a region is worth among the boxes of models, (0, 0.5): 0.1 where a picture is no longer blank, never as much as
// a model that knows animals may say. No probability.
double motion_confidence(double strength);

// One result a still, in the same order. The stills are of one camera, in the order in which they were taken, at most
// a few hundred: each keeps its texture in memory (docs/methods/motion.md has the cost). Stills of another light, view
// or size among them are no harm: they are not compared. The same stills give the same result.
std::vector<Motion> find_motion(std::span<const Still> stills, const MotionRules& rules = {});

}  // namespace serow::vision
