#include "catalog/camera_keys.h"

namespace serow::catalog {
namespace {

CameraKey read_camera_key(const Row& row) {
    CameraKey k;
    row.read("camera_key_id", k.camera_key_id)
        .read("project_id", k.project_id)
        .read("deployment_id", k.deployment_id)
        .read("name", k.name)
        .read("account_name", k.account_name)
        .read("created_at", k.created_at)
        .read("revoked_at", k.revoked_at)
        .read("last_used_at", k.last_used_at)
        .read("upload_id", k.upload_id)
        .read("files", k.files)
        .read("bytes", k.bytes);
    return k;
}

}  // namespace

void create_camera_key(Transaction& tx, const Scope& scope, DeploymentId deployment_id, CameraKeyId id,
                       std::string_view name, std::string_view key_sha256) {
    const auto rows = tx.query("create_camera_key", scoped(scope, {deployment_id, id, name, key_sha256}));
    must_have_changed(tx, scope, rows.affected(), "The project has no such deployment.");
}

std::vector<CameraKey> list_camera_keys(Transaction& tx, const Scope& scope, DeploymentId deployment_id) {
    return collect(tx.query("list_camera_keys", scoped(scope, {deployment_id})), read_camera_key);
}

void revoke_camera_key(Transaction& tx, const Scope& scope, DeploymentId deployment_id, CameraKeyId id) {
    const auto rows = tx.query("revoke_camera_key", scoped(scope, {deployment_id, id}));
    must_have_changed(tx, scope, rows.affected(), "The deployment has no such key that holds.");
}

std::optional<CameraKey> use_camera_key(Transaction& tx, std::string_view key_sha256) {
    return first(tx.query("use_camera_key", {key_sha256}), read_camera_key);
}

std::optional<CameraUse> count_camera_use(Transaction& tx, const CameraKey& key, std::int64_t files,
                                          std::int64_t bytes) {
    return first(tx.query("count_camera_use", {key.project_id, key.camera_key_id, files, bytes}), [](const Row& row) {
        CameraUse use;
        row.read("hour_files", use.hour_files).read("day_bytes", use.day_bytes);
        return use;
    });
}

void count_camera_file(Transaction& tx, const CameraKey& key, std::int64_t bytes) {
    tx.query("count_camera_file", {key.project_id, key.camera_key_id, bytes});
}

std::optional<UploadId> lock_camera_upload(Transaction& tx, const CameraKey& key) {
    const auto found = first(tx.query("lock_camera_key", {key.project_id, key.camera_key_id}), [](const Row& row) {
        std::optional<UploadId> upload;
        row.read("upload_id", upload);
        return upload;
    });
    if (!found) throw Failure(Code::unauthenticated, "this camera's key was taken back");
    return *found;
}

void set_camera_upload(Transaction& tx, const CameraKey& key, UploadId upload_id) {
    tx.query("set_camera_upload", {key.project_id, key.camera_key_id, upload_id});
}

}  // namespace serow::catalog
