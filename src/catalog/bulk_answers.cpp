#include "catalog/bulk_answers.h"

#include "catalog/filter_params.h"

namespace serow::catalog {
namespace {

BulkAnswer read_bulk(const Row& row) {
    BulkAnswer bulk;
    row.read("batch_id", bulk.batch_id)
        .read("account_id", bulk.account_id)
        .read("account_name", bulk.account_name)
        .read("answer", bulk.answer)
        .read("over_people", bulk.over_people)
        .read("media", bulk.media)
        .read("answered", bulk.answered)
        .read("left_out", bulk.left_out)
        .read("created_at", bulk.created_at)
        .read("retracted_at", bulk.retracted_at)
        .read("retracted_by", bulk.retracted_by)
        .read("retraction", bulk.retraction)
        .read("taken_back", bulk.taken_back)
        .read("open", bulk.open)
        .read("standing", bulk.standing);
    return bulk;
}

std::vector<MediaId> media_in(const Rows& rows) {
    return collect(rows, [](const Row& row) { return row.as<MediaId>("media_id"); });
}

}  // namespace

Answerable count_answerable(Transaction& tx, const Scope& scope, const MediaFilter& filter) {
    const auto rows = tx.query("count_answerable", filter_params(tx, scope, filter));
    Answerable counted;
    rows[0].read("open", counted.open).read("by_people", counted.by_people);
    return counted;
}

std::int64_t begin_bulk_answer(Transaction& tx, const Scope& scope, const BulkAnswer& bulk, const MediaFilter& filter,
                               const json::value& filter_text) {
    auto params = filter_params(tx, scope, filter);
    const auto begun =
        tx.query("begin_bulk_answer", scoped(scope, {bulk.batch_id, filter_text, bulk.answer, bulk.over_people}));
    must_have_changed(tx, scope, begun.affected(), "There is no such project.");
    params.insert(params.end(), {bulk.batch_id, bulk.over_people});
    return tx.query("add_bulk_media", params)[0].as<std::int64_t>("media");
}

std::optional<BulkAnswer> bulk_answer_by_id(Transaction& tx, const Scope& scope, BatchId batch) {
    return first(tx.query("bulk_answers", scoped(scope, {batch, 1})), read_bulk);
}

std::vector<BulkAnswer> bulk_answers(Transaction& tx, const Scope& scope, int limit) {
    return collect(tx.query("bulk_answers", scoped(scope, {std::nullopt, limit})), read_bulk);
}

std::optional<BulkAnswer> lock_bulk_answer(Transaction& tx, const Scope& scope, BatchId batch) {
    if (tx.query("lock_bulk_answer", scoped(scope, {batch})).empty()) return {};
    return bulk_answer_by_id(tx, scope, batch);
}

std::vector<MediaId> take_bulk_media(Transaction& tx, const Scope& scope, BatchId batch, int limit) {
    return media_in(tx.query("take_bulk_media", scoped(scope, {batch, limit})));
}

std::vector<MediaId> answerable_of(Transaction& tx, const Scope& scope, std::span<const MediaId> media,
                                   bool over_people) {
    return media_in(tx.query("answerable_of", scoped(scope, {media, over_people})));
}

void note_bulk_answered(Transaction& tx, const Scope& scope, BatchId batch, std::int64_t answered,
                        std::int64_t left_out) {
    tx.query("note_bulk_answered", scoped(scope, {batch, answered, left_out}));
}

void begin_bulk_retraction(Transaction& tx, const Scope& scope, BatchId batch, BatchId retraction) {
    if (tx.query("begin_bulk_retraction", scoped(scope, {batch, retraction})).affected() > 0) return;
    require(tx, scope);
    throw Failure(Code::conflict, "This answer was taken back already.");
}

std::vector<MediaId> standing_media_of_batch(Transaction& tx, const Scope& scope, BatchId batch, int limit) {
    return media_in(tx.query("standing_media_of_batch", scoped(scope, {batch, limit})));
}

void retract_some(Transaction& tx, const Scope& scope, const BulkAnswer& bulk, std::span<const MediaId> media,
                  Instant at, std::string_view program) {
    tx.query("retract_some", scoped(scope, {bulk.batch_id, media, bulk.retraction, bulk.retracted_by, at, program}));
    tx.query("note_bulk_taken_back", scoped(scope, {bulk.batch_id, static_cast<std::int64_t>(media.size())}));
}

}  // namespace serow::catalog
