// Keys with which cameras bring files in.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/access.h"

namespace serow {
using CameraKeyId = Id<struct CameraKeyTag>;
}

namespace serow::catalog {

struct CameraKey {
    CameraKeyId camera_key_id;
    ProjectId project_id;
    DeploymentId deployment_id;
    std::string name;
    std::string account_name;  // who made it; empty: a former account
    Instant created_at;
    std::optional<Instant> revoked_at, last_used_at;
    std::optional<UploadId> upload_id;  // what its files are listed under
    std::int64_t files = 0, bytes = 0;  // that came
};

// Failure(not_found) for a deployment that is not there.
void create_camera_key(Transaction& tx, const Scope& scope, DeploymentId deployment_id, CameraKeyId id,
                       std::string_view name, std::string_view key_sha256);
// Those that hold first; newest first.
std::vector<CameraKey> list_camera_keys(Transaction& tx, const Scope& scope, DeploymentId deployment_id);
// Failure(not_found) where the deployment has none with that id that holds.
void revoke_camera_key(Transaction& tx, const Scope& scope, DeploymentId deployment_id, CameraKeyId id);

// The key that holds and has this hash.
std::optional<CameraKey> use_camera_key(Transaction& tx, std::string_view key_sha256);
// What a key brought in this hour and on this day, with what comes now.
struct CameraUse {
    std::int64_t hour_files = 0, day_bytes = 0;
};
// `files` and `bytes` are on their way, whatever becomes of them. nullopt for a key that no longer holds.
std::optional<CameraUse> count_camera_use(Transaction& tx, const CameraKey& key, std::int64_t files,
                                          std::int64_t bytes);
// One more file of `bytes` is here.
void count_camera_file(Transaction& tx, const CameraKey& key, std::int64_t bytes);
// The upload of its files, locked until the transaction ends; nullopt where there is none yet. Failure(unauthenticated)
// for a key that no longer holds.
std::optional<UploadId> lock_camera_upload(Transaction& tx, const CameraKey& key);
void set_camera_upload(Transaction& tx, const CameraKey& key, UploadId upload_id);

}  // namespace serow::catalog
