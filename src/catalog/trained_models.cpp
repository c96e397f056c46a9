#include "catalog/trained_models.h"

namespace serow::catalog {
namespace {

TrainedModel read_trained_model(const Row& row) {
    TrainedModel m;
    row.read("trained_model_id", m.trained_model_id)
        .read("name", m.name)
        .read("version", m.version)
        .read("backbone", m.backbone)
        .read("taxa", m.taxa)
        .read("seed", m.seed)
        .read("state", m.state)
        .read("step", m.step)
        .read("done", m.done)
        .read("total", m.total)
        .read("problem_code", m.problem_code)
        .read("problem_detail", m.problem_detail)
        .read("account_name", m.account_name)
        .read("created_at", m.created_at)
        .read("finished_at", m.finished_at)
        .read("weights_sha256", m.weights_sha256)
        .read("weights_bytes", m.weights_bytes)
        .read("licence", m.licence)
        .read("report", m.report);
    return m;
}

}  // namespace

void lock_training(Transaction& tx, const Scope& scope) {
    if (tx.query("lock_training", scoped(scope)).empty()) must_have_changed(tx, scope, 0, "There is no such project.");
}

void start_training(Transaction& tx, const Scope& scope, const TrainedModel& m) {
    const auto rows =
        tx.query("start_training", scoped(scope, {m.trained_model_id, m.name, m.backbone, m.taxa, m.seed}));
    must_have_changed(tx, scope, rows.affected(), "There is no such project.");
}

std::vector<TrainedModel> list_trained_models(Transaction& tx, const Scope& scope) {
    return collect(tx.query("list_trained_models", scoped(scope, {std::nullopt})), read_trained_model);
}

std::optional<TrainedModel> trained_model_by_id(Transaction& tx, const Scope& scope, TrainedModelId id) {
    const auto rows = tx.query("list_trained_models", scoped(scope, {id}));
    if (rows.empty()) return {};
    return read_trained_model(rows[0]);
}

std::vector<TrainedTexts> texts_of_trained_models(Transaction& tx, const Scope& scope,
                                                  std::span<const std::string> names) {
    return collect(tx.query("texts_of_trained_models", scoped(scope, {names})), [](const Row& row) {
        TrainedTexts t;
        row.read("name", t.name)
            .read("version", t.version)
            .read("weights_sha256", t.weights_sha256)
            .read("weights_bytes", t.weights_bytes)
            .read("manifest", t.manifest)
            .read("labels", t.labels)
            .read("card", t.card);
        return t;
    });
}

bool go_on_training(Transaction& tx, const Scope& scope, TrainedModelId id, std::string_view step, int done,
                    int total) {
    return tx.query("go_on_training", scoped(scope, {id, step, done, total})).affected() > 0;
}

int next_version_of_model(Transaction& tx, const Scope& scope, std::string_view name) {
    return tx.query("next_version_of_model", scoped(scope, {name}))[0].as<int>("version");
}

bool finish_training(Transaction& tx, const Scope& scope, TrainedModelId id, const TrainedTexts& texts,
                     const json::value& report) {
    return tx.query("finish_training", scoped(scope, {id, texts.version, texts.weights_sha256, texts.weights_bytes,
                                                      texts.manifest, texts.labels, texts.card, report}))
               .affected() > 0;
}

bool fail_training(Transaction& tx, const Scope& scope, TrainedModelId id, const Problem& why) {
    return tx.query("fail_training", scoped(scope, {id, facts_of(why.code).word, why.detail})).affected() > 0;
}

NamedVersion lock_trained_model(Transaction& tx, const Scope& scope, TrainedModelId id) {
    const auto rows = tx.query("lock_trained_model", scoped(scope, {id}));
    if (rows.empty()) must_have_changed(tx, scope, 0, "There is no such model of this project.");
    NamedVersion named;
    rows[0].read("name", named.name).read("version", named.version);
    return named;
}

void remove_trained_model(Transaction& tx, const Scope& scope, TrainedModelId id) {
    const auto rows = tx.query("remove_trained_model", scoped(scope, {id}));
    must_have_changed(tx, scope, rows.affected(), "There is no such model of this project.");
}

}  // namespace serow::catalog
