// Rows for the ecologist's numbers: what was seen where and when, and for how long cameras stood.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "camtrap/vocabulary.h"
#include "catalog/access.h"

namespace serow::catalog {

enum class Counted { everything, only_human };  // only_human: what a person answered

// One taxon on one media.
struct TaxonRecord {
    MediaId media_id;
    DeploymentId deployment_id;
    LocationId location_id;
    camtrap::ObservationType observation_type = camtrap::ObservationType::animal;
    std::string scientific_name;  // empty: not identified
    Instant captured_at;
    std::string camera_time_source;  // "file": only the file's own date is known
    std::string time_zone;           // of the deployment
    int count = 1;                   // individuals: the sum over the media's observations, each at least 1
    camtrap::ClassificationMethod classification_method = camtrap::ClassificationMethod::machine;
};

// Animals only, media with a time only; by location, taxon, time, media. `scientific_name`: only that one.
std::vector<TaxonRecord> taxon_records(Transaction& tx, const Scope& scope, Counted counted,
                                       const std::optional<std::string>& scientific_name = {});

struct DeploymentSpan {
    DeploymentId deployment_id;
    LocationId location_id;
    std::optional<Instant> deployment_start, deployment_end;
};
// By location, start, id. The end of a camera that is still out is the time of its last file.
std::vector<DeploymentSpan> deployment_spans(Transaction& tx, const Scope& scope);

// Ready media without a human answer.
std::int64_t unreviewed_media(Transaction& tx, const Scope& scope);

}  // namespace serow::catalog
