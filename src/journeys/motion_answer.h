// What moved (vision/motion.h) as a line of the ledger, and back.
#pragma once

#include <cstddef>
#include <optional>
#include <string>

#include "catalog/answers.h"
#include "vision/motion.h"

namespace serow::journeys {

// The word that stands for it where a detector is named: `detector = motion`.
inline constexpr auto motion_detector = "motion";
inline constexpr auto motion_version = "1";  // another one whenever results change

// Photos that are compared with each other at once: eighty visits of three, 18 MB.
inline constexpr std::size_t longest_stretch = 240;

// As it stands in the ledger: "motion 1".
std::string motion_model();
bool is_motion(const catalog::Answer& line);

// The confidence from which a region is worth showing: of the strength below which a picture is called blank.
double motion_threshold();

// The answer about that photo. Its id is made of the photo's and the model's, so that however often and by whomever
// the photo is compared, the ledger holds one. Regions are observations of type `unknown`: nothing but that something
// was there is known. The verdict must not be unknown: there is no answer then.
catalog::Answer motion_answer(MediaId media, const vision::Motion& motion, BatchId batch, Instant at);

// The reverse; nothing of other lines, and of what `serow analyze` told without a model and was brought here.
std::optional<vision::Motion> motion_of(const catalog::Answer& line);

}  // namespace serow::journeys
