// From which confidence a machine's boxes are observations in a project.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "catalog/access.h"
#include "catalog/answers.h"

namespace serow::catalog {

// Each in [0, 1]; none: as the model's manifest says.
struct Thresholds {
    std::optional<double> animal, human, vehicle;
    bool operator==(const Thresholds&) const = default;
};
struct ThresholdChoice {
    Thresholds thresholds;
    // The rest is read only.
    std::string account_name;  // empty: nobody chose yet, or a former account
    std::optional<Instant> recorded_at;
};

// The latest; of a project in which nobody chose, one without thresholds.
ThresholdChoice thresholds_of_project(Transaction& tx, const Scope& scope);
// By the scope's viewer, at the database's time. Failure(not_found) where the viewer sees no such project.
void choose_thresholds(Transaction& tx, const Scope& scope, const Thresholds& thresholds);

// What the machine said last of a photo or video, and what people see in it.
struct MachineSaid {
    MediaId media_id;
    DeploymentId deployment_id;
    json::value observations;       // as of Answer
    double threshold = 0;           // of the model, as it stood with the answer
    bool by_people = false;         // people answered it,
    std::vector<std::string> seen;  // and what holds now: observation types
    std::optional<Answer> moved;  // model, details and observations of the line that tells what moved, where asked for
};
// Every medium that a machine has answered, in no order. Answers whose own retraction was taken back are left out, too.
void each_machine_said(Transaction& tx, const Scope& scope, bool with_what_moved,
                       const std::function<void(MachineSaid&&)>& use);

}  // namespace serow::catalog
