// Media looked at again with other models: what was asked, how far it is, whether it counts.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.h"
#include "catalog/access.h"
#include "catalog/media_list.h"

namespace serow::catalog {

struct ModelRun {
    ModelRunId model_run_id;
    std::string detector;
    std::vector<std::string> classifiers;
    json::value models;  // [{name, version, sha256, manifest}] when it began
    json::value asked;   // which media, in the words of the API
    // The rest is read only.
    std::int64_t media = 0;     // that are looked at
    std::int64_t open = 0;      // of these, not yet
    std::int64_t problems = 0;  // of these, could not be looked at
    std::int64_t dead = 0;      // of these, given up after several tries
    std::string dead_detail;    // the latest of these: why
    std::string account_name;   // empty: the system, or a former account
    Instant created_at;
    std::optional<Instant> cancelled_at, used_since;
    std::string used_by;
};

// Which media; what is not given asks for nothing. All conditions hold together.
struct RunMedia {
    std::vector<MediaId> media;
    std::optional<UploadId> upload;
    MediaFilter filter;
};

// Writes the run and its list of ready photos and videos that the viewer may look at; how many there are.
std::int64_t begin_model_run(Transaction& tx, const Scope& scope, const ModelRun& run, const RunMedia& what);
// A job for each that is not done: its subject is "RUN MEDIA".
void enqueue_model_run(Transaction& tx, const Scope& scope, ModelRunId run, std::string_view kind, int priority);

// The latest first, `limit` of them. `kind`: of their jobs.
std::vector<ModelRun> list_model_runs(Transaction& tx, const Scope& scope, std::string_view kind, int limit);
std::optional<ModelRun> model_run_by_id(Transaction& tx, const Scope& scope, std::string_view kind, ModelRunId run);

// The run, of which only the models are read, where the media is still to be looked at in it; nothing where it is done
// or the run was cancelled. The run cannot be put to use until the end of the transaction.
std::optional<ModelRun> open_in_run(Transaction& tx, const Scope& scope, ModelRunId run, MediaId media);
// The media is done with; `problem` says why it could not be looked at, or is empty.
void note_run_media(Transaction& tx, const Scope& scope, ModelRunId run, MediaId media, std::string_view problem);

// Takes its jobs out of the queue. Failure(conflict) where it was cancelled before, or all is done.
void cancel_model_run(Transaction& tx, const Scope& scope, std::string_view kind, ModelRunId run);
// Its answers count from now on, or stand beside again. What was derived of them is not derived anew here.
void use_model_run(Transaction& tx, const Scope& scope, ModelRunId run, bool to_use);
// Those that it answered, after `after`.
std::vector<MediaId> media_of_run(Transaction& tx, const Scope& scope, ModelRunId run,
                                  const std::optional<MediaId>& after, int limit);

}  // namespace serow::catalog
