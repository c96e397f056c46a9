#include "catalog/media_times.h"

namespace serow::catalog {

std::vector<MediaTime> media_times(Transaction& tx, const Scope& scope, DeploymentId deployment_id) {
    return collect(tx.query("media_times", scoped(scope, {deployment_id})), [](const Row& row) {
        MediaTime m;
        row.read("media_id", m.media_id)
            .read("camera_time", m.camera_time)
            .read("camera_time_source", m.camera_time_source)
            .read("captured_at", m.captured_at)
            .read("duration_s", m.duration_s)
            .read("event_id", m.event_id)
            .read("light", m.light);
        return m;
    });
}

std::int64_t set_captured_at(Transaction& tx, const Scope& scope, std::span<const CapturedAt> times) {
    std::vector<MediaId> ids;
    std::vector<std::optional<Instant>> instants;
    for (const auto& time : times) {
        ids.push_back(time.media_id);
        instants.push_back(time.captured_at);
    }
    return tx.query("set_captured_at", scoped(scope, {ids, instants})).affected();
}

}  // namespace serow::catalog
