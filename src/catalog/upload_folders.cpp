#include "catalog/upload_folders.h"

namespace serow::catalog {

void map_folders(Transaction& tx, const Scope& scope, UploadId upload_id, std::span<const UploadFolder> folders) {
    std::vector<std::string> names;
    std::vector<DeploymentId> deployments;
    for (const auto& folder : folders) {
        names.push_back(folder.folder);
        deployments.push_back(folder.deployment_id);
    }
    const auto rows = tx.query("map_folders", scoped(scope, {upload_id, names, deployments}));
    must_have_changed(tx, scope, rows.affected(), "The project has no such upload.");
}

std::vector<UploadFolder> upload_folders(Transaction& tx, const Scope& scope, UploadId upload_id) {
    return collect(tx.query("upload_folders", scoped(scope, {upload_id})), [](const Row& row) {
        UploadFolder f;
        row.read("folder", f.folder)
            .read("deployment_id", f.deployment_id)
            .read("camera_id", f.camera_id)
            .read("location_id", f.location_id)
            .read("location_name", f.location_name)
            .read("files", f.files)
            .read("stored", f.stored);
        return f;
    });
}

std::unordered_set<std::string> mapped_folders(Transaction& tx, const Scope& scope, UploadId upload_id) {
    std::unordered_set<std::string> folders;
    for (const auto row : tx.query("mapped_folders", scoped(scope, {upload_id})))
        folders.insert(row.as<std::string>("folder"));
    return folders;
}

}  // namespace serow::catalog
