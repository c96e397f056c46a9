// A person's answer, and taking it back.
#pragma once

#include <optional>
#include <span>
#include <string>
#include <vector>

#include "catalog/answers.h"
#include "catalog/media.h"
#include "catalog/observations.h"
#include "journeys/browse.h"
#include "journeys/house.h"
#include "journeys/sign_in.h"
#include "review/consensus.h"

namespace serow::journeys {

struct NewAnswer {
    std::vector<MediaId> media;             // these, or
    std::optional<EventId> event;           // all media of this event
    bool confirm = false;                   // repeat what holds now for each media; `things` is then empty
    std::vector<review::SeenThing> things;  // otherwise: what is to be seen; never empty
    bool adjudicates = false;               // decides between the people who answered before
};

struct AnswerBatch {
    BatchId batch_id;
    std::vector<MediaWithObservations> media;  // as they now are
};

// Failure(invalid): no media, more than 1000, nothing said, `blank` beside something else, a taxon on what is no
// animal, a name longer than 200 characters, remarks that check_remarks() refuses; Failure(conflict): confirming media
// that nobody answered yet. Failure(forbidden): an adjudication by who is neither a manager nor an expert.
AnswerBatch answer(const House& house, const Caller& caller, ProjectId project, const NewAnswer& answer);

// The parts of it, for answers to many media (bulk_answer.h). Failure(invalid) as of answer().
void check_answer(const NewAnswer& answer);
// Appends a line for each of the media (of which `answer` names none), within the caller's transaction, and settles
// them. Gives those that are left out: to be confirmed, but without anything that holds.
std::vector<MediaId> answer_each(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                                 AccountId account, BatchId batch, std::span<const MediaId> media,
                                 const NewAnswer& answer);

// A line of the ledger: what a person says now of one of the media.
catalog::Answer line_of_person(const House& house, AccountId account, bool expert, BatchId batch, MediaId media,
                               std::span<const review::SeenThing> things);
// Appends people's lines and settles their media, within a transaction of the project in which each of them was
// allowed.
void write_answers(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                   std::span<const catalog::Answer> lines);

// Undo. One's own batch; a manager may take back anybody's. Failures as catalog::retract_batch.
AnswerBatch retract(const House& house, const Caller& caller, ProjectId project, BatchId batch);

}  // namespace serow::journeys
