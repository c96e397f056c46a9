// Cards being brought in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "catalog/access.h"

namespace serow::catalog {

struct UploadCounts {
    std::int64_t files = 0, bytes = 0, wanted = 0, stored = 0, duplicate = 0, failed = 0, verified = 0;
};

struct Upload {
    UploadId upload_id;
    std::optional<DeploymentId> deployment_id;  // none: its folders say (upload_folders.h)
    std::optional<AccountId> account_id;        // who brought it in
    std::string name;
    // The rest is read only.
    Instant created_at;
    std::optional<Instant> completed_at;  // the sender has announced and sent all there is
    std::optional<Instant> verified_at;   // every stored file was read a second time
    std::optional<Instant> confirmed_at;  // somebody has seen what the ingest gate found
    std::string confirmed_by;             // a name; empty: nobody yet, or a former account
    std::optional<LocationId> location_id;
    std::optional<std::string> location_name;
    std::int64_t folders = 0, locations = 0;  // mapped folders, and at how many sample points
    UploadCounts counts;
};

// Failure(not_found) for a deployment that the project has not.
void create_upload(Transaction& tx, const Scope& scope, const Upload& upload);
std::vector<Upload> list_uploads(Transaction& tx, const Scope& scope);  // newest first
std::optional<Upload> upload_by_id(Transaction& tx, const Scope& scope, UploadId upload_id);

}  // namespace serow::catalog
