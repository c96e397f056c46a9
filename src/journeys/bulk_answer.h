// One answer for all media that pass a filter: counted first, then done by a job, piece by piece, under one batch of
// the ledger, which one act takes back.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "catalog/bulk_answers.h"
#include "journeys/answer.h"

namespace serow::journeys {

using catalog::Answerable;
using catalog::BulkAnswer;

constexpr std::int64_t most_bulk_media = 200'000;

// How many photos and videos such an answer would be about: read ones, that the viewer may look at.
Answerable count_answerable(const House& house, const Viewer& viewer, ProjectId project, const MediaFilter& filter);

struct NewBulkAnswer {
    NewAnswer answer;  // without media and event
    MediaFilter filter;
    json::value filter_text;    // the same as it was given, to be kept
    bool over_people = false;   // also what a person answered; else those are left out
    std::int64_t expected = 0;  // as they were counted
};
// Failure(conflict) where another number of media passes now, or none; Failure(invalid) for more than most_bulk_media
// and as answer(); Failure(forbidden) where the filter is for what is withheld.
BulkAnswer begin_bulk_answer(const House& house, const Caller& caller, ProjectId project, const NewBulkAnswer& wanted);
// Failure(not_found).
BulkAnswer bulk_answer(const House& house, const Viewer& viewer, ProjectId project, BatchId batch);

// The latest twenty.
std::vector<BulkAnswer> bulk_answers(const House& house, const Viewer& viewer, ProjectId project);

// Nothing more is answered, and what was is taken back, by a job. One's own; a manager anybody's. Nothing where the
// batch is of no such answer. Failure(forbidden), Failure(conflict) as retract().
std::optional<BulkAnswer> retract_bulk(const House& house, const Caller& caller, ProjectId project, BatchId batch);

// running · done · retracting · retracted
std::string_view state_of(const BulkAnswer& bulk);

// A worker's part: some hundreds of media in a transaction until nothing is left to answer, or to take back. Safe to
// repeat. As the account that began it: whose role allows it no more answers no more.
void work_on_bulk_answer(const House& house, ProjectId project, BatchId batch);

}  // namespace serow::journeys
