#include "catalog/exports.h"

namespace serow::catalog {
namespace {

Export read_export(const Row& row) {
    Export e;
    row.read("export_id", e.export_id)
        .read("account_name", e.account_name)
        .read("format", e.format)
        .read("made_at", e.made_at)
        .read("deployment_id", e.deployment_id)
        .read("location_name", e.location_name);
    return e;
}

}  // namespace

Instant moment_of(Transaction& tx) {
    return tx.query("moment_of_transaction")[0].as<Instant>("moment");
}

void record_export(Transaction& tx, const Scope& scope, std::string_view format, Instant made_at,
                   const std::optional<DeploymentId>& deployment) {
    const auto rows = tx.query("record_export", scoped(scope, {ExportId::make(), format, made_at, deployment}));
    must_have_changed(tx, scope, rows.affected(), "There is no such project.");
}

std::vector<Export> exports_since(Transaction& tx, const Scope& scope, Instant since, DeploymentId deployment) {
    return collect(tx.query("exports_since", scoped(scope, {since, deployment})), read_export);
}

std::vector<Export> list_exports(Transaction& tx, const Scope& scope, int limit) {
    return collect(tx.query("list_exports", scoped(scope, {limit})), read_export);
}

}  // namespace serow::catalog
