// The rows of an export, streamed in a fixed order, in constant memory. Use a transaction with
// Isolation::snapshot, so that the tables belong together.
#pragma once

#include <functional>

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

}  // namespace serow::catalog
