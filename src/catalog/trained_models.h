// Classifiers that a project trains for itself: the runs, and the models that came of them.
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

using TrainedModelId = Id<struct TrainedModelTag>;

struct TrainedModel {
    TrainedModelId trained_model_id;
    std::string name;
    std::string backbone;           // the model whose features are used
    std::vector<std::string> taxa;  // that it was to learn; scientific names
    std::int64_t seed = 1;          // at least 1
    // The rest is read only.
    std::optional<int> version;  // of a ready one
    std::string state;           // queued running ready failed
    std::string step;            // of a running one: crops fit keep
    int done = 0, total = 0;     // photos looked at, of these
    std::string problem_code, problem_detail;
    std::string account_name;  // who started it; empty for a former account
    Instant created_at;
    std::optional<Instant> finished_at;
    std::optional<std::string> weights_sha256;  // of a ready one
    std::optional<std::int64_t> weights_bytes;
    std::string licence;  // of a ready one: its network's
    json::value report;   // of a ready one: how good it is, as the journey that trained it wrote it; else null
};

// A ready model's files but the weights, which lie in the store.
struct TrainedTexts {
    std::string name;
    int version = 0;
    std::string weights_sha256;
    std::int64_t weights_bytes = 0;
    std::string manifest, labels, card;
};

// Waits for whoever is starting a training in the project.
void lock_training(Transaction& tx, const Scope& scope);
// By the scope's viewer. Failure(not_found) where there is no such project.
void start_training(Transaction& tx, const Scope& scope, const TrainedModel& model);

// Those that were not removed, the latest first.
std::vector<TrainedModel> list_trained_models(Transaction& tx, const Scope& scope);
std::optional<TrainedModel> trained_model_by_id(Transaction& tx, const Scope& scope, TrainedModelId id);
// The ready ones among these, "NAME-vVERSION" each. They cannot be removed before the end of the transaction.
std::vector<TrainedTexts> texts_of_trained_models(Transaction& tx, const Scope& scope,
                                                  std::span<const std::string> names);

// Whether the run still goes on; false: it was ended or taken away.
bool go_on_training(Transaction& tx, const Scope& scope, TrainedModelId id, std::string_view step, int done, int total);
// One more than any model of that name had in the project.
int next_version_of_model(Transaction& tx, const Scope& scope, std::string_view name);
// The run's end; ask go_on_training() before, in the same transaction. False where it had one already, or was taken
// away.
bool finish_training(Transaction& tx, const Scope& scope, TrainedModelId id, const TrainedTexts& texts,
                     const json::value& report);
bool fail_training(Transaction& tx, const Scope& scope, TrainedModelId id, const Problem& why);

// Its name and version, locked against being chosen. Failure(not_found).
struct NamedVersion {
    std::string name;
    std::optional<int> version;
};
NamedVersion lock_trained_model(Transaction& tx, const Scope& scope, TrainedModelId id);
// Its name and version stay taken; its weights are known to nobody any more, where no other model has the same.
void remove_trained_model(Transaction& tx, const Scope& scope, TrainedModelId id);

}  // namespace serow::catalog
