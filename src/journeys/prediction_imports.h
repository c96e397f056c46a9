// Files of other programs' predictions that come to the service: taken in as they arrive, read by a job.
#pragma once

#include <atomic>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/prediction_imports.h"
#include "journeys/bring_predictions.h"

namespace serow::journeys {

using catalog::PredictionImport;
using catalog::PredictionImportId;

// A file on its way: whole in the catalogue at the end, in memory never more than a piece of it. What breaks off is
// forgotten.
class PredictionsArrival {
public:
    // Needs the role of who starts classification. Failure(invalid) as bring_predictions() for name and thresholds.
    PredictionsArrival(const House& house, const Viewer& viewer, ProjectId project, std::string name,
                       const ForeignRules& rules);
    PredictionsArrival(PredictionsArrival&& other) noexcept;
    PredictionsArrival& operator=(PredictionsArrival&&) = delete;
    ~PredictionsArrival();

    void write(std::span<const std::byte> bytes);
    // Queues its job. Failure(invalid) for a file without a byte.
    PredictionImport finish();

private:
    void flush();

    const House& house_;
    catalog::Scope scope_;
    PredictionImportId id_ = PredictionImportId::make();
    std::vector<std::byte> waiting_;
    int pieces_ = 0;
    std::int64_t bytes_ = 0;
    bool open_ = false;
};

// The latest first, fifty at most.
std::vector<PredictionImport> list_prediction_imports(const House& house, const Viewer& viewer, ProjectId project);
PredictionImport prediction_import(const House& house, const Viewer& viewer, ProjectId project, PredictionImportId id);

// waiting · running · stopped: given up after several tries · done · refused: the file is none that can be read.
std::string_view state_of(const PredictionImport& import);

// A worker's part. A file that is none of the formats is refused, and the job is done; after anything else it is tried
// again, and adds nothing twice. Failure(interrupted) soon after `stop`.
void read_prediction_import(const House& house, ProjectId project, PredictionImportId id,
                            const std::atomic<bool>& stop);

// What became of a file, in the words of the API.
json::object as_json(const BroughtPredictions& brought);

}  // namespace serow::journeys
