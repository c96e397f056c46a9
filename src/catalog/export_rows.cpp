#include "catalog/export_rows.h"

#include "catalog/read_deployment.h"
#include "catalog/read_media.h"
#include "catalog/read_observation.h"

namespace serow::catalog {

void each_deployment(Transaction& tx, const Scope& scope, const std::function<void(const Deployment&)>& use) {
    tx.each("each_deployment", scoped(scope), [&](const Row& row) { use(read_deployment(row)); });
}

void each_media(Transaction& tx, const Scope& scope,
                const std::function<void(const Media&, const std::string& exif)>& use) {
    tx.each("each_media", scoped(scope),
            [&](const Row& row) { use(read_media(row), std::string(row.text("exif").value_or(""))); });
}

void each_observation(Transaction& tx, const Scope& scope, const std::function<void(const Observation&)>& use) {
    tx.each("each_observation", scoped(scope), [&](const Row& row) { use(read_observation(row)); });
}

void each_media_path(Transaction& tx, const Scope& scope, const std::function<void(const MediaPath&)>& use) {
    tx.each("each_media_path", scoped(scope), [&](const Row& row) {
        MediaPath path;
        row.read("media_id", path.media_id)
            .read("file_path", path.file_path)
            .read("state", path.state)
            .read("kind", path.kind)
            .read("upload_name", path.upload_name)
            .read("location_name", path.location_name);
        use(path);
    });
}

void each_looked_at(Transaction& tx, const Scope& scope, const std::optional<DeploymentId>& deployment,
                    const std::function<void(const MediaPath&)>& use) {
    tx.each("each_looked_at", scoped(scope, {deployment}), [&](const Row& row) {
        MediaPath path;
        row.read("media_id", path.media_id)
            .read("upload_id", path.upload_id)
            .read("file_path", path.file_path)
            .read("state", path.state)
            .read("kind", path.kind)
            .read("problem_detail", path.problem_detail)
            .read("frame_rate", path.frame_rate)
            .read("upload_name", path.upload_name)
            .read("location_name", path.location_name);
        use(path);
    });
}

}  // namespace serow::catalog
