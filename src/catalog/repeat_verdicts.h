// What people said of places where the machine finds something again and again; and the machine's boxes themselves.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/image.h"
#include "camtrap/vocabulary.h"
#include "catalog/access.h"

namespace serow::catalog {

using RepeatVerdictId = Id<struct RepeatVerdictTag>;

struct RepeatVerdict {
    RepeatVerdictId repeat_verdict_id;
    DeploymentId deployment_id;
    camtrap::ObservationType observation_type = camtrap::ObservationType::animal;
    Box bbox;
    double least_iou = 0;
    std::string verdict;  // nothing (boxes there are no observations) or real
    int pictures = 0;     // that had a box there when it was said
    // The rest is read only.
    std::string location_name;
    std::optional<AccountId> account_id;
    std::string account_name;  // empty: a former account
    Instant recorded_at;
    std::optional<Instant> retracted_at;
    std::string retracted_by;  // a name; empty where it holds, or a former account
};

// By the scope's viewer; `recorded_at` is the database's clock. Failure(not_found) for a deployment that is not there.
void record_repeat_verdict(Transaction& tx, const Scope& scope, const RepeatVerdict& verdict);
// Latest first; those that were taken back included.
std::vector<RepeatVerdict> list_repeat_verdicts(Transaction& tx, const Scope& scope,
                                                std::optional<DeploymentId> deployment_id);
std::optional<RepeatVerdict> repeat_verdict_by_id(Transaction& tx, const Scope& scope, RepeatVerdictId id);
// Failure(not_found) where there is none with that id, or it was taken back before.
void retract_repeat_verdict(Transaction& tx, const Scope& scope, RepeatVerdictId id);

// The verdicts `nothing` that hold in the deployments of these media.
struct MaskOfMedia {
    MediaId media_id;
    RepeatVerdictId repeat_verdict_id;
    camtrap::ObservationType observation_type = camtrap::ObservationType::animal;
    Box bbox;
    double least_iou = 0;
};
std::vector<MaskOfMedia> masks_of_media(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids);

// A box in what the machine said last of a photo or video whose time is known.
struct MachineBox {
    DeploymentId deployment_id;
    MediaId media_id;
    Instant captured_at;
    camtrap::ObservationType observation_type = camtrap::ObservationType::animal;
    Box bbox;
    double probability = 0;
    double threshold = 0;     // of the model, as it stood with the answer
    bool by_people = false;   // people answered the medium,
    bool said_blank = false;  // and saw nothing
    std::string file_name;
};
// By deployment, then time. Answers whose own retraction was taken back are left out, too.
void each_machine_box(Transaction& tx, const Scope& scope, std::optional<DeploymentId> deployment_id,
                      const std::function<void(MachineBox&&)>& use);

// Those of the deployment that no person has answered, whether or not a machine has.
std::vector<MediaId> media_without_people(Transaction& tx, const Scope& scope, DeploymentId deployment_id);
// How many pictures the deployment has from the one moment to the other.
std::int64_t count_pictures_between(Transaction& tx, const Scope& scope, DeploymentId deployment_id, Instant from,
                                    Instant to);

}  // namespace serow::catalog
