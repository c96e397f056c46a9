// Cards of several cameras or sample points: which folder belongs to which deployment.
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <unordered_set>
#include <vector>

#include "catalog/access.h"

namespace serow::catalog {

struct UploadFolder {
    std::string folder;  // below the card's root, with "/", none at its end; "": all of the card
    DeploymentId deployment_id;
    // The rest is read only.
    std::string camera_id;
    LocationId location_id;
    std::string location_name;
    std::int64_t files = 0, stored = 0;  // announced of it; of those stored or known
};

// New ones, or another deployment for known ones; files that came already stay where they are.
// Failure(not_found) for an upload or a deployment that the project has not.
void map_folders(Transaction& tx, const Scope& scope, UploadId upload_id, std::span<const UploadFolder> folders);
std::vector<UploadFolder> upload_folders(Transaction& tx, const Scope& scope, UploadId upload_id);  // by folder
std::unordered_set<std::string> mapped_folders(Transaction& tx, const Scope& scope, UploadId upload_id);

}  // namespace serow::catalog
