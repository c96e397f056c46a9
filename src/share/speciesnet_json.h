// SpeciesNet's predictions JSON, read and written: https://github.com/google/cameratrapai (README.md,
// advanced_topics.md)
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "base/problem.h"
#include "share/predictions.h"
#include "share/sink.h"

namespace serow::share {

// The classifier's own, before geofence and roll-up; most certain first.
struct SpeciesNetClassifications {
    std::vector<std::string> classes{};  // class strings (speciesnet_label.h)
    std::vector<double> scores{};        // [0, 1], one for each class
    std::vector<std::string> target_classes{};
    std::vector<double> target_logits{};  // one for each target class
};

struct SpeciesNetDetection {
    std::string category{};  // "1" animal, "2" human, "3" vehicle
    std::string label{};     // the same as a word
    double conf = 0;         // [0, 1]
    Box bbox{};
};

// One picture. What a component did not give is absent.
struct SpeciesNetPrediction {
    std::string filepath{};
    std::vector<std::string> failures{};     // CLASSIFIER, DETECTOR, GEOLOCATION
    std::string country{}, admin1_region{};  // ISO 3166-1 alpha-3; a state of the USA
    std::optional<double> latitude{}, longitude{};
    std::optional<SpeciesNetClassifications> classifications{};
    std::optional<std::vector<SpeciesNetDetection>> detections{};
    std::string prediction{};  // the ensemble's class string
    std::optional<double> prediction_score{};
    std::string prediction_source{}, model_version{};
};

// Checks the whole text and counts the entries. Code::too_large over a limit; Code::bad_request where it is no JSON or
// has no list `predictions`.
Result<std::size_t> count_speciesnet_predictions(std::string_view text, const PredictionLimits& limits = {});

// Each entry, in the order of the file; `filepath` with "/" for "\\". Findings as each_megadetector_image(); moreover a
// prediction or class that is no class string, and a place that is none, are left away with a finding.
void each_speciesnet_prediction(std::string_view text, const std::function<void(SpeciesNetPrediction&&)>& use,
                                const FindingReceiver& finding, const PredictionLimits& limits = {});

// Call prediction() for each picture, then finish(). Numbers are written to the last digit. Failure(invalid) for a
// score outside [0, 1] or a picture without a name.
class SpeciesNetWriter {
public:
    explicit SpeciesNetWriter(Sink sink);

    void prediction(const SpeciesNetPrediction& prediction);
    void finish();

private:
    void put(std::string_view text);
    Sink sink_;
    bool first_ = true;
};

}  // namespace serow::share
