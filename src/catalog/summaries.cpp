#include "catalog/summaries.h"

namespace serow::catalog {

std::vector<TaxonRecord> taxon_records(Transaction& tx, const Scope& scope, Counted counted,
                                       const std::optional<std::string>& scientific_name) {
    const auto params = scoped(scope, {counted == Counted::only_human, scientific_name});
    return collect(tx.query("taxon_records", params), [](const Row& row) {
        TaxonRecord r;
        row.read("media_id", r.media_id)
            .read("deployment_id", r.deployment_id)
            .read("location_id", r.location_id)
            .read("observation_type", r.observation_type)
            .read("scientific_name", r.scientific_name)
            .read("captured_at", r.captured_at)
            .read("camera_time_source", r.camera_time_source)
            .read("time_zone", r.time_zone)
            .read("count", r.count)
            .read("classification_method", r.classification_method);
        return r;
    });
}

std::vector<DeploymentSpan> deployment_spans(Transaction& tx, const Scope& scope) {
    return collect(tx.query("deployment_spans", scoped(scope)), [](const Row& row) {
        DeploymentSpan d;
        row.read("deployment_id", d.deployment_id)
            .read("location_id", d.location_id)
            .read("deployment_start", d.deployment_start)
            .read("deployment_end", d.deployment_end);
        return d;
    });
}

std::int64_t unreviewed_media(Transaction& tx, const Scope& scope) {
    return tx.query("unreviewed_media", scoped(scope))[0].as<std::int64_t>("media");
}

}  // namespace serow::catalog
