#include "journeys/prediction_imports.h"

#include <utility>

#include "base/scratch_text.h"
#include "catalog/jobs.h"
#include "catalog/projects.h"
#include "journeys/found.h"
#include "journeys/run_jobs.h"

namespace serow::journeys {
namespace {

constexpr std::size_t piece_bytes = std::size_t{1} << 20;

PredictionImport import_there(catalog::Transaction& tx, const catalog::Scope& scope, PredictionImportId id) {
    return found(catalog::prediction_import_by_id(tx, scope, job::read_predictions, id), "import");
}

json::object listed(const ListedFiles& list) {
    return {{"count", list.count}, {"files", json::array(list.files.begin(), list.files.end())}};
}

// Trying again would find the same.
bool is_of_the_file(Code code) {
    return code == Code::bad_request || code == Code::invalid || code == Code::too_large;
}

}  // namespace

PredictionsArrival::PredictionsArrival(const House& house, const Viewer& viewer, ProjectId project, std::string name,
                                       const ForeignRules& rules)
    : house_(house), scope_(scope_for(viewer, project, people::Act::analyse)) {
    check_predictions_file(name, rules);
    PredictionImport import;
    import.prediction_import_id = id_;
    import.name = std::move(name);
    import.threshold = rules.threshold;
    import.classification_threshold = rules.classification_threshold;
    house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::require(tx, scope_);
        catalog::begin_prediction_import(tx, scope_, import);
    });
    open_ = true;
}

PredictionsArrival::PredictionsArrival(PredictionsArrival&& other) noexcept
    : house_(other.house_),
      scope_(other.scope_),
      id_(other.id_),
      waiting_(std::move(other.waiting_)),
      pieces_(other.pieces_),
      bytes_(other.bytes_),
      open_(std::exchange(other.open_, false)) {}

PredictionsArrival::~PredictionsArrival() {
    if (!open_) return;
    try {
        house_.catalog.transaction([&](catalog::Transaction& tx) { catalog::drop_prediction_import(tx, scope_, id_); });
    } catch (const std::exception&) {
        // Forgotten with the next import, a day later.
    }
}

void PredictionsArrival::write(std::span<const std::byte> bytes) {
    waiting_.insert(waiting_.end(), bytes.begin(), bytes.end());
    bytes_ += static_cast<std::int64_t>(bytes.size());
    if (waiting_.size() >= piece_bytes) flush();
}

void PredictionsArrival::flush() {
    house_.catalog.transaction(
        [&](catalog::Transaction& tx) { catalog::add_prediction_piece(tx, scope_, id_, pieces_, waiting_); });
    ++pieces_;
    waiting_.clear();
}

PredictionImport PredictionsArrival::finish() {
    if (bytes_ == 0) throw Failure(Code::bad_request, "the file is empty");
    if (!waiting_.empty()) flush();
    auto import = house_.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::finish_receiving(tx, scope_, id_, bytes_);
        catalog::enqueue(tx,
                         std::vector<catalog::NewJob>{{scope_.project_id, job::read_predictions, id_.text(), 0, {}}});
        catalog::notify(tx, scope_.project_id);
        return import_there(tx, scope_, id_);
    });
    open_ = false;
    return import;
}

std::vector<PredictionImport> list_prediction_imports(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::list_prediction_imports(tx, scope, job::read_predictions, 50);
    });
}

PredictionImport prediction_import(const House& house, const Viewer& viewer, ProjectId project, PredictionImportId id) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        return import_there(tx, scope, id);
    });
}

std::string_view state_of(const PredictionImport& import) {
    if (import.state != "waiting") return import.state;
    if (import.job_state == "dead") return "stopped";
    return import.job_state == "running" ? "running" : "waiting";
}

void read_prediction_import(const House& house, ProjectId project, PredictionImportId id,
                            const std::atomic<bool>& stop) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    const auto import = house.catalog.transaction([&](catalog::Transaction& tx) {
        return catalog::prediction_import_by_id(tx, scope, job::read_predictions, id);
    });
    if (!import || import->state != "waiting") return;

    ScratchText text(house.config.data_folder);
    for (int number = 0;; ++number) {
        const auto piece = house.catalog.transaction(
            [&](catalog::Transaction& tx) { return catalog::prediction_piece(tx, scope, id, number); });
        if (piece.empty()) break;
        text.append(piece);
    }
    PredictionsFile file{import->name, text.view(), {import->threshold, import->classification_threshold}, {}};
    file.progress = [&](catalog::Transaction& tx, std::size_t entries, std::size_t done) {
        if (stop) throw Failure(Code::interrupted, "the worker was told to stop");
        catalog::note_import_progress(tx, scope, id, static_cast<std::int64_t>(entries),
                                      static_cast<std::int64_t>(done));
    };
    try {
        const auto brought = bring_predictions(house, Viewer::system(), project, file);
        house.catalog.transaction([&](catalog::Transaction& tx) {
            catalog::note_import_progress(tx, scope, id, static_cast<std::int64_t>(brought.entries),
                                          static_cast<std::int64_t>(brought.entries));
            catalog::finish_prediction_import(tx, scope, id, as_json(brought));
            catalog::notify(tx, project);
        });
    } catch (const Failure& failure) {
        if (!is_of_the_file(failure.problem().code)) throw;
        house.catalog.transaction([&](catalog::Transaction& tx) {
            catalog::refuse_prediction_import(tx, scope, id, failure.problem());
            catalog::notify(tx, project);
        });
    }
}

json::object as_json(const BroughtPredictions& brought) {
    json::array problems, labels;
    for (const auto& problem : brought.problems)
        problems.push_back({{"file", problem.file}, {"reason", problem.reason}, {"leftOut", problem.left_out}});
    for (const auto& [label, boxes] : brought.labels_without_taxon)
        if (labels.size() < ListedFiles::most) labels.push_back({{"label", label}, {"boxes", boxes}});
    return {{"format", brought.format},
            {"sha256", brought.sha256},
            {"batchID", brought.batch_id.text()},
            {"models", json::array(brought.models.begin(), brought.models.end())},
            {"entries", brought.entries},
            {"matched", brought.matched},
            {"written", brought.written},
            {"already", brought.already},
            {"unmatched", listed(brought.unmatched)},
            {"ambiguous", listed(brought.ambiguous)},
            {"notReady", listed(brought.not_ready)},
            {"failed", listed(brought.failed)},
            {"problemCount", brought.problem_count},
            {"problems", std::move(problems)},
            {"labelsWithoutTaxon", std::move(labels)}};
}

}  // namespace serow::journeys
