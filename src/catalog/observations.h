// The present consensus, derived from the ledger.
#pragma once

#include <cstdint>
#include <functional>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "camtrap/remarks.h"
#include "camtrap/vocabulary.h"
#include "catalog/media_list.h"

namespace serow::catalog {

struct Observation {
    ObservationId observation_id;  // kept by the catalogue: see replace_observations()
    MediaId media_id;
    DeploymentId deployment_id;
    int ordinal = 0;  // from 0 on within the media
    camtrap::ObservationType observation_type = camtrap::ObservationType::unclassified;
    std::string scientific_name;
    std::optional<int> count;  // at least 1
    std::optional<camtrap::LifeStage> life_stage;
    std::optional<camtrap::Sex> sex;
    std::string behavior;
    camtrap::Remarks remarks;
    std::optional<Box> bbox;
    std::optional<double> second;                     // of a video: when the box was seen
    std::optional<double> first_second, last_second;  // of a video: from when to when it was there
    camtrap::ClassificationMethod classification_method = camtrap::ClassificationMethod::machine;
    std::string classified_by;
    Instant classified_at;
    std::optional<double> probability;
    std::optional<double> taxon_probability;  // [0, 1], of the name that it was told by; machines
    // Read only:
    std::string individual_name;         // of remarks.individualID
    std::optional<std::string> told_as;  // the name before its event named it; empty: "animal"; nullopt: as told
    std::optional<EventId> event_id;
    std::optional<Instant> captured_at;
    std::optional<Instant> event_start, event_end;
    std::string location_name;
    std::string time_zone;
};

struct MediaConsensus {
    MediaId media_id;
    std::string consensus;                   // the words of review's states
    std::vector<Observation> observations;   // media, deployment, ordinal and id are filled in here
    bool kept_back = false;                  // people's answers are not told yet
    std::vector<std::string> seen_too = {};  // types that are seen, though no observation is of them
};

// The observations of these media become exactly those given. The n-th observation of a media keeps
// its id as long as there is an n-th. Failure(not_found) where a media is not in the project.
void replace_observations(Transaction& tx, const Scope& scope, std::span<const MediaConsensus> media);

// By media, ordinal.
std::vector<Observation> observations_of_media(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids);

struct ObservationCursor {
    TimeCursor media;
    int ordinal = 0;
};
std::string to_text(const ObservationCursor& cursor);
std::optional<ObservationCursor> parse_observation_cursor(std::string_view text);

struct ObservationPage {
    std::vector<Observation> items;
    std::optional<ObservationCursor> next;
};
// By time of the media, then ordinal.
ObservationPage list_observations(Transaction& tx, const Scope& scope,
                                  const std::optional<std::string>& scientific_name,
                                  const std::optional<ObservationCursor>& after, int limit);

// The scientific names in use, most used first: for the search box.
struct UsedName {
    std::string scientific_name;
    std::int64_t media = 0;
};
std::vector<UsedName> used_names(Transaction& tx, const Scope& scope);

}  // namespace serow::catalog
