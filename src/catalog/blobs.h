// Bytes that should be in the store, whoever they belong to: for the system alone.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/pool.h"

namespace serow::catalog {

struct Blob {
    std::string sha256;
    std::int64_t bytes = 0;
    // Of one media with these bytes; absent and empty where none has them any more.
    std::optional<ProjectId> project_id;
    std::optional<MediaId> media_id;
    std::string file_path;
    bool has_renditions = false;  // its pictures were made once
};
// By hash, after `after` (empty: from the start).
std::vector<Blob> list_blobs(Transaction& tx, std::string_view after, int limit);
// Those of the hashes that have a row.
std::vector<std::string> known_blobs(Transaction& tx, std::span<const std::string> sha256);

}  // namespace serow::catalog
