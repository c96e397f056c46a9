#include "catalog/motion.h"

namespace serow::catalog {

std::vector<PhotoToCompare> photos_to_compare(Transaction& tx, const Scope& scope, DeploymentId deployment_id,
                                              std::string_view model) {
    return collect(tx.query("photos_to_compare", scoped(scope, {deployment_id, model})), [](const Row& row) {
        PhotoToCompare photo;
        row.read("media_id", photo.media_id)
            .read("sha256", photo.sha256)
            .read("camera_time", photo.camera_time)
            .read("light", photo.light)
            .read("tried", photo.tried)
            .read("told", photo.told);
        return photo;
    });
}

void note_compared(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids) {
    tx.query("note_compared", scoped(scope, {media_ids}));
}

std::int64_t enqueue_never_looked_at(Transaction& tx, std::string_view kind, int priority) {
    return tx.query("enqueue_never_looked_at", {kind, priority}).affected();
}

}  // namespace serow::catalog
