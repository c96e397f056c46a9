// The machine's answers to photos and videos, written to the ledger.
#pragma once

#include <optional>
#include <span>
#include <vector>

#include "journeys/eyes.h"
#include "journeys/house.h"

namespace serow::journeys {

// A photo or video that is to be looked at, and the id of the answer.
struct ToClassify {
    MediaId media;
    AnswerId answer;
};

// Looks at the media with `eyes`, as many photos at once as is best for the models, appends the answers and derives the
// consensus anew, all in one transaction. Safe to repeat, also while another worker does it: what the ledger has under
// an id stays as it is. A video's frames are sampled as configured. Bytes that cannot be decoded mark the media
// unreadable, and are no problem of the others. Gives of each why a model failed on it, its file being good; nullopt
// where all is well. EyesClosed where the models are gone: then nothing was written. For a run
// (model_runs.h) the answers are the run's, which notes that it has them; nothing is written where the run is over, and
// bytes that cannot be decoded are a problem of the run and not of the media.
std::vector<std::optional<Problem>> classify_media(const House& house, const Eyes& eyes, ProjectId project,
                                                   std::span<const ToClassify> media,
                                                   const std::optional<ModelRunId>& run = {});

// Boxes from this confidence on are written to the ledger: half of what makes an observation, so that a person or a
// lower threshold can still find them.
double ledger_from(const vision::Manifest& detector);

}  // namespace serow::journeys
