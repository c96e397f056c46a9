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

struct UsedCameraKey {
    CameraKey key;
    bool is_over = false;  // more files in this hour, or bytes in this day, than it may bring
};
// The key that holds and has this hash: one more file is about to come.
std::optional<UsedCameraKey> use_camera_key(Transaction& tx, std::string_view key_sha256, std::int64_t files_an_hour,
                                            std::int64_t bytes_a_day);
void count_camera_file(Transaction& tx, const CameraKey& key, std::int64_t bytes);
// The upload of its files, locked until the transaction ends; nullopt where there is none yet.
std::optional<UploadId> lock_camera_upload(Transaction& tx, const CameraKey& key);
void set_camera_upload(Transaction& tx, const CameraKey& key, UploadId upload_id);

}  // namespace serow::catalog
