// What an answer says, as values and as the ledger's JSON.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "catalog/answers.h"
#include "catalog/media.h"
#include "catalog/observations.h"
#include "review/consensus.h"

namespace serow::journeys {

// [{observationType, scientificName, count, sex, lifeStage, behavior, bbox, probability, second, firstSecond,
// lastSecond, taxonProbability, and of the remarks the fields of camtrap::Remarks}]; absent where empty.
json::array to_ledger(std::span<const review::SeenThing> things);
// The reverse; things that a newer Serow wrote keep what is known here. Failure(internal) for JSON that no Serow wrote.
std::vector<review::SeenThing> from_ledger(const json::value& observations);

// As an observation of a medium; who says so and how sure they are is left out.
catalog::Observation as_observation(const review::SeenThing& thing);

// The reverse, as a person's answer says it.
review::SeenThing as_seen_thing(const catalog::Observation& observation);

// What one answer says of a medium, by whom; as everywhere, what sees nothing is blank.
std::vector<catalog::Observation> observations_of(const review::Answer& answer, const std::string& by,
                                                  const catalog::Media& media);

// A line of the ledger for review's rules.
review::Answer as_review_answer(const catalog::Answer& answer);

}  // namespace serow::journeys
