#include "catalog/prediction_imports.h"

#include "catalog/bytea.h"

namespace serow::catalog {
namespace {

PredictionImport read_import(const Row& row) {
    PredictionImport import;
    row.read("prediction_import_id", import.prediction_import_id)
        .read("name", import.name)
        .read("threshold", import.threshold)
        .read("classification_threshold", import.classification_threshold)
        .read("state", import.state)
        .read("bytes", import.bytes)
        .read("entries", import.entries)
        .read("done", import.done)
        .read("problem_code", import.problem_code)
        .read("problem_detail", import.problem_detail)
        .read("account_name", import.account_name)
        .read("created_at", import.created_at)
        .read("finished_at", import.finished_at)
        .read("job_state", import.job_state)
        .read("job_problem", import.job_problem);
    if (row.text("report")) row.read("report", import.report);
    return import;
}

void finish_import(Transaction& tx, const Scope& scope, PredictionImportId id, std::string_view state,
                   const Param& report, const Problem* why) {
    tx.query("finish_prediction_import",
             scoped(scope, {id, state, report, why == nullptr ? "" : facts_of(why->code).word,
                            why == nullptr ? std::string() : why->detail}));
}

}  // namespace

void begin_prediction_import(Transaction& tx, const Scope& scope, const PredictionImport& import) {
    tx.query("forget_broken_imports", scoped(scope));
    const auto rows = tx.query(
        "begin_prediction_import",
        scoped(scope, {import.prediction_import_id, import.name, import.threshold, import.classification_threshold}));
    must_have_changed(tx, scope, rows.affected(), "There is no such project.");
}

void add_prediction_piece(Transaction& tx, const Scope& scope, PredictionImportId id, int number,
                          std::span<const std::byte> bytes) {
    const std::span octets(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    must_have_changed(tx, scope,
                      tx.query("add_prediction_piece", scoped(scope, {id, number, bytea_text(octets)})).affected(),
                      "This import is not awaited any more.");
}

void finish_receiving(Transaction& tx, const Scope& scope, PredictionImportId id, std::int64_t bytes) {
    must_have_changed(tx, scope, tx.query("finish_receiving", scoped(scope, {id, bytes})).affected(),
                      "This import is not awaited any more.");
}

void drop_prediction_import(Transaction& tx, const Scope& scope, PredictionImportId id) {
    tx.query("drop_prediction_import", scoped(scope, {id}));
}

std::vector<std::uint8_t> prediction_piece(Transaction& tx, const Scope& scope, PredictionImportId id, int number) {
    const auto rows = tx.query("prediction_piece", scoped(scope, {id, number}));
    if (rows.empty()) return {};
    return parse_bytea_text(rows[0].text("bytes").value_or(""));
}

std::vector<PredictionImport> list_prediction_imports(Transaction& tx, const Scope& scope, std::string_view kind,
                                                      int limit) {
    return collect(tx.query("list_prediction_imports", scoped(scope, {std::nullopt, kind, limit})), read_import);
}

std::optional<PredictionImport> prediction_import_by_id(Transaction& tx, const Scope& scope, std::string_view kind,
                                                        PredictionImportId id) {
    return first(tx.query("list_prediction_imports", scoped(scope, {id, kind, 1})), read_import);
}

void note_import_progress(Transaction& tx, const Scope& scope, PredictionImportId id, std::int64_t entries,
                          std::int64_t done) {
    tx.query("note_import_progress", scoped(scope, {id, entries, done}));
}

void finish_prediction_import(Transaction& tx, const Scope& scope, PredictionImportId id, const json::value& report) {
    finish_import(tx, scope, id, "done", Param(report), nullptr);
}

void refuse_prediction_import(Transaction& tx, const Scope& scope, PredictionImportId id, const Problem& why) {
    finish_import(tx, scope, id, "refused", Param(std::nullopt), &why);
}

}  // namespace serow::catalog
