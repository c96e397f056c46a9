#include "catalog/file_signs.h"

#include "catalog/bytea.h"

namespace serow::catalog {

std::vector<FileSign> file_signs(Transaction& tx, const Scope& scope, DeploymentId deployment_id) {
    return collect(tx.query("file_signs", scoped(scope, {deployment_id})), [](const Row& row) {
        FileSign f;
        row.read("captured_at", f.captured_at)
            .read("from_clock", f.from_clock)
            .read("bytes", f.bytes)
            .read("light", f.light)
            .read("brightness", f.brightness)
            .read("contrast", f.contrast)
            .read("battery_v", f.battery_v);
        if (const auto text = row.text("view_signature")) f.view_signature = parse_bytea_text(*text);
        return f;
    });
}

std::vector<NeighbourTimes> neighbour_times(Transaction& tx, const Scope& scope, DeploymentId deployment_id,
                                            Instant from, Instant to) {
    std::vector<NeighbourTimes> all;
    const auto rows = tx.query("neighbour_times", scoped(scope, {deployment_id, from, to}));
    for (const auto row : rows) {
        const auto id = row.as<DeploymentId>("deployment_id");
        if (all.empty() || all.back().deployment_id != id)
            all.push_back({id, row.as<Instant>("first"), row.as<Instant>("last"), {}});
        if (const auto half_hour = row.as<std::optional<Instant>>("half_hour"))
            all.back().half_hours.push_back(*half_hour);
    }
    return all;
}

}  // namespace serow::catalog
