#include "camtrap/vocabulary.h"

namespace serow::camtrap {

static_assert(parse_word<ObservationType>("human") == ObservationType::human);
static_assert(!parse_word<ObservationType>("person"));
static_assert(word(SamplingDesign::simpleRandom) == "simpleRandom");

}  // namespace serow::camtrap
