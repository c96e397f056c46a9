// One answer for all media that a filter gave (journeys/bulk_answer.h): what is still to be answered, and how far it
// is.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/json.h"
#include "catalog/media_list.h"

namespace serow::catalog {

// Of the media that pass the filter, those that were read and that the viewer may look at.
struct Answerable {
    std::int64_t open = 0, by_people = 0;  // without a person's answer; with one
};
Answerable count_answerable(Transaction& tx, const Scope& scope, const MediaFilter& filter);

struct BulkAnswer {
    BatchId batch_id;
    json::value answer;        // {confirm, observations}
    bool over_people = false;  // what a person answered, too
    // Read only:
    std::optional<AccountId> account_id;
    std::string account_name;  // empty: a former account
    std::int64_t media = 0, answered = 0, left_out = 0, taken_back = 0;
    bool open = false;      // there is more to answer
    bool standing = false;  // there is more to take back
    Instant created_at;
    std::optional<Instant> retracted_at;
    std::optional<AccountId> retracted_by;
    std::optional<BatchId> retraction;
};

// Of the viewer; gives how many media it is about. `filter_text`: to be kept beside it.
std::int64_t begin_bulk_answer(Transaction& tx, const Scope& scope, const BulkAnswer& bulk, const MediaFilter& filter,
                               const json::value& filter_text);
std::optional<BulkAnswer> bulk_answer_by_id(Transaction& tx, const Scope& scope, BatchId batch);
// The latest first.
std::vector<BulkAnswer> bulk_answers(Transaction& tx, const Scope& scope, int limit);

// As bulk_answer_by_id(), and locked until the end of the transaction.
std::optional<BulkAnswer> lock_bulk_answer(Transaction& tx, const Scope& scope, BatchId batch);
// Up to `limit` media, which are no longer to be answered then.
std::vector<MediaId> take_bulk_media(Transaction& tx, const Scope& scope, BatchId batch, int limit);
// Of these, those that may (still) be answered by the viewer.
std::vector<MediaId> answerable_of(Transaction& tx, const Scope& scope, std::span<const MediaId> media,
                                   bool over_people);
void note_bulk_answered(Transaction& tx, const Scope& scope, BatchId batch, std::int64_t answered,
                        std::int64_t left_out);

// What is not answered yet will not be. Failure(conflict) where it was taken back before.
void begin_bulk_retraction(Transaction& tx, const Scope& scope, BatchId batch, BatchId retraction);
// Media of which an answer of the batch stands, at most `limit`.
std::vector<MediaId> standing_media_of_batch(Transaction& tx, const Scope& scope, BatchId batch, int limit);
// The media must be locked (lock_media). Counts them, too.
void retract_some(Transaction& tx, const Scope& scope, const BulkAnswer& bulk, std::span<const MediaId> media,
                  Instant at, std::string_view program);

}  // namespace serow::catalog
