// The machine's answer to a photo or video, written to the ledger.
#pragma once

#include <optional>

#include "journeys/eyes.h"
#include "journeys/house.h"

namespace serow::journeys {

// Looks at the media with `eyes`, appends the answer under the id `answer` and derives the consensus anew. Safe to
// repeat, also while another worker does it: what the ledger has under that id stays as it is. A video's frames are
// sampled as configured. Bytes that cannot be decoded mark the media unreadable; a model that fails does not
// (seen_or_throw). For a run (model_runs.h) the answer is the run's, which notes that it has it; nothing is written
// where the run is over; bytes that cannot be decoded are a problem of the run and not of the media.
void classify_media(const House& house, const Eyes& eyes, ProjectId project, MediaId media, AnswerId answer,
                    const std::optional<ModelRunId>& run = {});

// Boxes from this confidence on are written to the ledger: half of what makes an observation, so that a person or a
// lower threshold can still find them.
double ledger_from(const vision::Manifest& detector);

}  // namespace serow::journeys
