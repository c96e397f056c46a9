// Bytes that are in the store.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/pool.h"

namespace serow::catalog {

// Known already: nothing happens.
void insert_blob(Transaction& tx, std::string_view sha256, std::int64_t bytes);
bool blob_exists(Transaction& tx, std::string_view sha256);

struct Blob {
    std::string sha256;
    std::int64_t bytes = 0;
};
// By hash, after `after` (empty: from the start): for `serow doctor`, which compares them with the store.
std::vector<Blob> list_blobs(Transaction& tx, std::string_view after, int limit);

}  // namespace serow::catalog
