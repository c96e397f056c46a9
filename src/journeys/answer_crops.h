// One answer about many animals in boxes, each in a photo of its own or beside others. docs/methods/cohorts.md.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/image.h"
#include "journeys/answer.h"

namespace serow::journeys {

// A crop as it was shown to whoever answers.
struct ShownCrop {
    MediaId media_id;
    Box bbox;
    std::string scientific_name;
};

struct CropAnswer {
    std::vector<ShownCrop> crops;  // 1 to 1000
    // What each of them shows; only the type and the name. Blank: it is no animal. None: it is what it was shown as.
    std::optional<review::SeenThing> thing;
};

// Crops that are not answered, and why: answered: people have answered the photo (whoever it was; if it is reviewed
// blind, whoever answers now), so that nothing is overwritten; changed: the photo no longer shows this box under this
// name, or not to this viewer.
struct LeftOut {
    enum class Why { answered, changed };
    ShownCrop crop;
    Why why = Why::changed;
};
struct CropAnswerBatch {
    std::optional<AnswerBatch> batch;  // none: all are left out, nothing is written
    std::vector<LeftOut> left_out;
};

// Writes one line for each photo, all of one batch: what the photo shows now, with the named boxes changed. All else of
// it stays as it is: an answer of the ledger is about a whole photo. A box that shows no animal is left out of it; a
// photo of which nothing is left is blank. retract() takes the batch back.
// Failure(invalid): no crops, more than 1000, a name for what is no animal, or as check_answer().
CropAnswerBatch answer_crops(const House& house, const Caller& caller, ProjectId project, const CropAnswer& answer);

}  // namespace serow::journeys
