// How files that cameras send by themselves are listed: they use their names again, so the hash keeps them apart.
#pragma once

#include <string>

#include "journeys/bring_in.h"

namespace serow::journeys {

// The name for a file that is called `said`: its last part, without control characters, at most 200 bytes; "file" where
// nothing is left.
std::string file_name_from(std::string_view said);

// Bytes that are in the store become a media of the upload's deployment, with the job that will read it; the same bytes
// again are there once. True where they are new to the project: an upload that was complete is so no more.
// Failure(storage_full) where the quota has no room.
bool list_dropped(catalog::Transaction& tx, const catalog::Scope& scope, UploadId upload, const Sha256& sha256,
                  std::uint64_t bytes, const std::string& name, const std::optional<Instant>& modified_at);

}  // namespace serow::journeys
