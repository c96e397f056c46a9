// Files of other programs' predictions that are read into the ledger by a job: the file in pieces, how far it is, what
// became of it.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "base/problem.h"
#include "catalog/access.h"

namespace serow::catalog {

using PredictionImportId = Id<struct PredictionImportTag>;

struct PredictionImport {
    PredictionImportId prediction_import_id;
    std::string name;
    std::optional<double> threshold, classification_threshold;
    // The rest is read only.
    std::string state;  // waiting (for its job, or in it) · done · refused
    std::int64_t bytes = 0;
    std::optional<std::int64_t> entries;  // none: not counted yet
    std::int64_t done = 0;                // of the entries
    json::value report;                   // as the journey gave it; null until it is done
    std::string problem_code, problem_detail;
    std::string account_name;  // empty: a former account
    Instant created_at;
    std::optional<Instant> finished_at;
    std::string job_state, job_problem;  // of the job that will read it, or reads it
};

// Pieces are numbered from 0 on. Imports of which nothing came for a day are forgotten. Failure(not_found) for no
// project.
void begin_prediction_import(Transaction& tx, const Scope& scope, const PredictionImport& import);
void add_prediction_piece(Transaction& tx, const Scope& scope, PredictionImportId id, int number,
                          std::span<const std::byte> bytes);
// All is there; its job may begin.
void finish_receiving(Transaction& tx, const Scope& scope, PredictionImportId id, std::int64_t bytes);
// One that is still coming is forgotten; of another nothing changes.
void drop_prediction_import(Transaction& tx, const Scope& scope, PredictionImportId id);

// Empty after the last.
std::vector<std::uint8_t> prediction_piece(Transaction& tx, const Scope& scope, PredictionImportId id, int number);

// The latest first; `kind`: of their jobs.
std::vector<PredictionImport> list_prediction_imports(Transaction& tx, const Scope& scope, std::string_view kind,
                                                      int limit);
std::optional<PredictionImport> prediction_import_by_id(Transaction& tx, const Scope& scope, std::string_view kind,
                                                        PredictionImportId id);

void note_import_progress(Transaction& tx, const Scope& scope, PredictionImportId id, std::int64_t entries,
                          std::int64_t done);
// The file is gone with it. With a problem: it was refused.
void finish_prediction_import(Transaction& tx, const Scope& scope, PredictionImportId id, const json::value& report);
void refuse_prediction_import(Transaction& tx, const Scope& scope, PredictionImportId id, const Problem& why);

}  // namespace serow::catalog
