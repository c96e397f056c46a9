// The rows of an export, streamed in a fixed order, in constant memory. Use a transaction with
// Isolation::snapshot, so that the tables belong together.
#pragma once

#include <functional>
#include <optional>
#include <string>

#include "catalog/deployments.h"
#include "catalog/media.h"
#include "catalog/observations.h"

namespace serow::catalog {

// By location name, start, id: all that have a start, and an end or media: of a camera that is still out the end is the
// time of its last file, and the comments say so.
void each_deployment(Transaction& tx, const Scope& scope, const std::function<void(const Deployment&)>& use);
// Ready media with a time, of those deployments, by deployment id, time, media id. `exif` is JSON text.
void each_media(Transaction& tx, const Scope& scope,
                const std::function<void(const Media&, const std::string& exif)>& use);
// The observations of those media, by deployment id, time, media id, ordinal.
void each_observation(Transaction& tx, const Scope& scope, const std::function<void(const Observation&)>& use);

// Where a photo or video lay.
struct MediaPath {
    MediaId media_id;
    std::optional<UploadId> upload_id;  // of each_looked_at() alone, as what follows
    std::string file_path;              // on the card, with "/"
    std::string upload_name;            // the card; empty where there is none
    std::string location_name;
    std::string state, kind;
    std::string problem_detail;
    std::optional<double> frame_rate;
};
// All photos and videos, by id.
void each_media_path(Transaction& tx, const Scope& scope, const std::function<void(const MediaPath&)>& use);
// Photos and videos that a machine looked at, or that cannot be read, by location, card and path.
void each_looked_at(Transaction& tx, const Scope& scope, const std::optional<DeploymentId>& deployment,
                    const std::function<void(const MediaPath&)>& use);

}  // namespace serow::catalog
