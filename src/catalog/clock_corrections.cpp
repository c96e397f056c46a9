#include "catalog/clock_corrections.h"

namespace serow::catalog {
namespace {

using earth::CorrectionKind;

earth::ClockCorrection read_correction(const Row& row) {
    earth::ClockCorrection c;
    const auto kind = earth::parse_correction_kind(row.as<std::string>("kind"));
    if (!kind) throw Failure(Code::internal, "a clock correction of an unknown kind is in the database");
    c.kind = *kind;
    std::array<std::optional<CameraTime>, 2> shown, right;
    int utc_offset = 0;
    row.read("offset_ms", c.offset)
        .read("shown_1", shown[0])
        .read("right_1", right[0])
        .read("shown_2", shown[1])
        .read("right_2", right[1])
        .read("set_at", c.set_at)
        .read("years", c.years)
        .read("utc_offset_minutes", utc_offset);
    c.utc_offset = std::chrono::minutes(utc_offset);
    for (std::size_t i = 0; i < 2; ++i)
        if (shown[i] && right[i]) c.references[i] = earth::ReferencePoint{*shown[i], *right[i]};
    return c;
}

std::optional<CameraTime> part(const std::optional<earth::ReferencePoint>& point,
                               CameraTime earth::ReferencePoint::* which) {
    return point ? std::optional((*point).*which) : std::nullopt;
}

}  // namespace

void record_clock_correction(Transaction& tx, const Scope& scope, const ClockCorrection& row) {
    using earth::ReferencePoint;
    const auto& c = row.correction;
    const auto rows = tx.query(
        "record_clock_correction",
        scoped(scope, {row.deployment_id, row.clock_correction_id, earth::word(c.kind), c.offset,
                       part(c.references[0], &ReferencePoint::shown), part(c.references[0], &ReferencePoint::right),
                       part(c.references[1], &ReferencePoint::shown), part(c.references[1], &ReferencePoint::right),
                       c.set_at, c.years, static_cast<int>(c.utc_offset.count()), row.reason}));
    must_have_changed(tx, scope, rows.affected(), "The project has no such deployment.");
}

std::vector<ClockCorrection> list_clock_corrections(Transaction& tx, const Scope& scope, DeploymentId deployment_id) {
    return collect(tx.query("list_clock_corrections", scoped(scope, {deployment_id})), [](const Row& row) {
        ClockCorrection c;
        row.read("clock_correction_id", c.clock_correction_id)
            .read("deployment_id", c.deployment_id)
            .read("reason", c.reason)
            .read("account_name", c.account_name)
            .read("recorded_at", c.recorded_at)
            .read("retracted_at", c.retracted_at)
            .read("retracted_by", c.retracted_by);
        c.correction = read_correction(row);
        return c;
    });
}

void retract_clock_correction(Transaction& tx, const Scope& scope, DeploymentId deployment_id, ClockCorrectionId id) {
    must_have_changed(tx, scope, tx.query("retract_clock_correction", scoped(scope, {deployment_id, id})).affected(),
                      "The deployment has no such clock correction, or it was taken back before.");
}

std::vector<earth::ClockCorrection> holding(std::span<const ClockCorrection> corrections) {
    std::vector<earth::ClockCorrection> out;
    for (const auto& c : corrections)
        if (!c.retracted_at) out.push_back(c.correction);
    return out;
}

std::map<DeploymentId, std::vector<earth::ClockCorrection>> holding_corrections(
    Transaction& tx, const Scope& scope, std::span<const DeploymentId> deployment_ids) {
    std::map<DeploymentId, std::vector<earth::ClockCorrection>> out;
    const auto rows = tx.query("holding_corrections", scoped(scope, {deployment_ids}));
    for (const auto row : rows) out[row.as<DeploymentId>("deployment_id")].push_back(read_correction(row));
    return out;
}

}  // namespace serow::catalog
