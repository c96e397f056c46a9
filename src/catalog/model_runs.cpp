#include "catalog/model_runs.h"

#include "catalog/filter_params.h"

#include "catalog/filter_params.h"

namespace serow::catalog {
namespace {

ModelRun read_run(const Row& row) {
    ModelRun run;
    row.read("model_run_id", run.model_run_id)
        .read("detector", run.detector)
        .read("classifiers", run.classifiers)
        .read("models", run.models)
        .read("asked", run.asked)
        .read("media", run.media)
        .read("open", run.open)
        .read("problems", run.problems)
        .read("dead", run.dead)
        .read("dead_detail", run.dead_detail)
        .read("account_name", run.account_name)
        .read("created_at", run.created_at)
        .read("cancelled_at", run.cancelled_at)
        .read("used_since", run.used_since)
        .read("used_by", run.used_by);
    return run;
}

constexpr std::string_view no_run = "The project has no such run.";

}  // namespace

std::int64_t begin_model_run(Transaction& tx, const Scope& scope, const ModelRun& run, const RunMedia& what) {
    auto params = filter_params(tx, scope, what.filter);  // first: refuses what it does not know
    must_have_changed(tx, scope,
                      tx.query("begin_model_run",
                               scoped(scope, {run.model_run_id, run.detector, run.classifiers, run.models, run.asked}))
                          .affected(),
                      "There is no such project.");
    params.insert(params.end(), {run.model_run_id, what.media, what.upload});
    const auto rows = tx.query("add_run_media", params);
    return rows[0].as<std::int64_t>("media");
}

void enqueue_model_run(Transaction& tx, const Scope& scope, ModelRunId run, std::string_view kind, int priority) {
    tx.query("enqueue_model_run", scoped(scope, {run, kind, priority}));
}

std::vector<ModelRun> list_model_runs(Transaction& tx, const Scope& scope, std::string_view kind, int limit) {
    return collect(tx.query("list_model_runs", scoped(scope, {std::nullopt, kind, limit})), read_run);
}

std::optional<ModelRun> model_run_by_id(Transaction& tx, const Scope& scope, std::string_view kind, ModelRunId run) {
    return first(tx.query("list_model_runs", scoped(scope, {run, kind, 1})), read_run);
}

std::optional<ModelRun> open_in_run(Transaction& tx, const Scope& scope, ModelRunId run, MediaId media) {
    return first(tx.query("open_in_run", scoped(scope, {run, media})), [&](const Row& row) {
        ModelRun open;
        open.model_run_id = run;
        row.read("detector", open.detector).read("classifiers", open.classifiers).read("models", open.models);
        return open;
    });
}

void note_run_media(Transaction& tx, const Scope& scope, ModelRunId run, MediaId media, std::string_view problem) {
    tx.query("note_run_media", scoped(scope, {run, media, problem}));
}

void cancel_model_run(Transaction& tx, const Scope& scope, std::string_view kind, ModelRunId run) {
    if (tx.query("cancel_model_run", scoped(scope, {run, kind})).affected() > 0) return;
    require(tx, scope);
    if (!model_run_by_id(tx, scope, kind, run)) throw Failure(Code::not_found, std::string(no_run));
    throw Failure(Code::conflict, "This run is over: it was cancelled before, or all of it is done.");
}

void use_model_run(Transaction& tx, const Scope& scope, ModelRunId run, bool to_use) {
    must_have_changed(tx, scope, tx.query("use_model_run", scoped(scope, {run, to_use})).affected(), no_run);
    if (to_use) tx.query("run_classified", scoped(scope, {run}));
}

std::vector<MediaId> media_of_run(Transaction& tx, const Scope& scope, ModelRunId run,
                                  const std::optional<MediaId>& after, int limit) {
    return collect(tx.query("media_of_run", scoped(scope, {run, after, limit})),
                   [](const Row& row) { return row.as<MediaId>("media_id"); });
}

}  // namespace serow::catalog
