// What a published package says of how far the machine's answers in it can be believed.
#pragma once

#include <span>
#include <string>

#include "journeys/trust_checks.h"

namespace serow::journeys {

// English sentences: of the blanks, and of each name that was checked, by the check that holds, else that none does.
// `blanks`: media that the machine calls blank and nobody answered. Empty where there are none and nothing was checked.
std::string trust_in_words(std::span<const TrustCheck> checks, std::int64_t blanks);

}  // namespace serow::journeys
