#include "catalog/failure_periods.h"

namespace serow::catalog {
namespace {

FailurePeriod read_failure(const Row& row) {
    FailurePeriod p;
    row.read("failure_period_id", p.failure_period_id)
        .read("deployment_id", p.deployment_id)
        .read("failure_start", p.failure_start)
        .read("failure_end", p.failure_end)
        .read("reason", p.reason)
        .read("comments", p.comments);
    return p;
}

}  // namespace

void record_failure_period(Transaction& tx, const Scope& scope, const FailurePeriod& p) {
    const auto rows =
        tx.query("record_failure_period", scoped(scope, {p.deployment_id, p.failure_period_id, p.failure_start,
                                                         p.failure_end, p.reason, p.verdict, p.comments}));
    must_have_changed(tx, scope, rows.affected(), "The project has no such deployment.");
}

std::vector<FailurePeriod> list_failure_periods(Transaction& tx, const Scope& scope, DeploymentId deployment_id) {
    return collect(tx.query("list_failure_periods", scoped(scope, {deployment_id})), [](const Row& row) {
        auto p = read_failure(row);
        row.read("verdict", p.verdict)
            .read("account_name", p.account_name)
            .read("recorded_at", p.recorded_at)
            .read("retracted_at", p.retracted_at)
            .read("retracted_by", p.retracted_by);
        return p;
    });
}

void retract_failure_period(Transaction& tx, const Scope& scope, DeploymentId deployment_id, FailurePeriodId id) {
    must_have_changed(tx, scope, tx.query("retract_failure_period", scoped(scope, {deployment_id, id})).affected(),
                      "The deployment has no such failure period, or it was taken back before.");
}

std::map<DeploymentId, std::vector<FailurePeriod>> holding_failures(Transaction& tx, const Scope& scope) {
    std::map<DeploymentId, std::vector<FailurePeriod>> out;
    const auto rows = tx.query("holding_failures", scoped(scope));
    for (const auto row : rows) out[row.as<DeploymentId>("deployment_id")].push_back(read_failure(row));
    return out;
}

void each_failure_period(Transaction& tx, const Scope& scope,
                         const std::function<void(const FailurePeriod&, const std::string& time_zone)>& use) {
    tx.each("each_failure_period", scoped(scope),
            [&](const Row& row) { use(read_failure(row), row.as<std::string>("time_zone")); });
}

}  // namespace serow::catalog
