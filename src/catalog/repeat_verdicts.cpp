#include "catalog/repeat_verdicts.h"

#include <utility>

namespace serow::catalog {
namespace {

void read_box(const Row& row, Box& box) {
    row.read("bbox_x", box.x).read("bbox_y", box.y).read("bbox_width", box.width).read("bbox_height", box.height);
}

RepeatVerdict read_verdict(const Row& row) {
    RepeatVerdict v;
    row.read("repeat_verdict_id", v.repeat_verdict_id)
        .read("deployment_id", v.deployment_id)
        .read("observation_type", v.observation_type)
        .read("least_iou", v.least_iou)
        .read("verdict", v.verdict)
        .read("pictures", v.pictures)
        .read("location_name", v.location_name)
        .read("account_id", v.account_id)
        .read("account_name", v.account_name)
        .read("recorded_at", v.recorded_at)
        .read("retracted_at", v.retracted_at)
        .read("retracted_by", v.retracted_by);
    read_box(row, v.bbox);
    return v;
}

}  // namespace

void record_repeat_verdict(Transaction& tx, const Scope& scope, const RepeatVerdict& v) {
    const auto rows =
        tx.query("record_repeat_verdict",
                 scoped(scope, {v.deployment_id, v.repeat_verdict_id, v.observation_type, v.bbox.x, v.bbox.y,
                                v.bbox.width, v.bbox.height, v.least_iou, v.verdict, v.pictures}));
    must_have_changed(tx, scope, rows.affected(), "The project has no such deployment.");
}

std::vector<RepeatVerdict> list_repeat_verdicts(Transaction& tx, const Scope& scope,
                                                std::optional<DeploymentId> deployment_id) {
    return collect(tx.query("list_repeat_verdicts", scoped(scope, {deployment_id, std::optional<RepeatVerdictId>{}})),
                   read_verdict);
}

std::optional<RepeatVerdict> repeat_verdict_by_id(Transaction& tx, const Scope& scope, RepeatVerdictId id) {
    return first(tx.query("list_repeat_verdicts", scoped(scope, {std::optional<DeploymentId>{}, id})), read_verdict);
}

void retract_repeat_verdict(Transaction& tx, const Scope& scope, RepeatVerdictId id) {
    must_have_changed(tx, scope, tx.query("retract_repeat_verdict", scoped(scope, {id})).affected(),
                      "The project has no such verdict, or it was taken back before.");
}

std::vector<MaskOfMedia> masks_of_media(Transaction& tx, const Scope& scope, std::span<const MediaId> media_ids) {
    return collect(tx.query("masks_of_media", scoped(scope, {media_ids})), [](const Row& row) {
        MaskOfMedia m;
        row.read("media_id", m.media_id)
            .read("repeat_verdict_id", m.repeat_verdict_id)
            .read("observation_type", m.observation_type)
            .read("least_iou", m.least_iou);
        read_box(row, m.bbox);
        return m;
    });
}

void each_machine_box(Transaction& tx, const Scope& scope, std::optional<DeploymentId> deployment_id,
                      const std::function<void(MachineBox&&)>& use) {
    tx.each("each_machine_box", scoped(scope, {deployment_id}), [&](const Row& row) {
        MachineBox b;
        row.read("deployment_id", b.deployment_id)
            .read("media_id", b.media_id)
            .read("captured_at", b.captured_at)
            .read("observation_type", b.observation_type)
            .read("probability", b.probability)
            .read("threshold", b.threshold)
            .read("by_people", b.by_people)
            .read("said_blank", b.said_blank)
            .read("file_name", b.file_name);
        read_box(row, b.bbox);
        use(std::move(b));
    });
}

std::vector<MediaId> media_without_people(Transaction& tx, const Scope& scope, DeploymentId deployment_id) {
    return collect(tx.query("media_without_people", scoped(scope, {deployment_id})),
                   [](const Row& row) { return row.as<MediaId>("media_id"); });
}

std::int64_t count_pictures_between(Transaction& tx, const Scope& scope, DeploymentId deployment_id, Instant from,
                                    Instant to) {
    return tx.query("count_pictures_between", scoped(scope, {deployment_id, from, to}))[0].as<std::int64_t>("pictures");
}

}  // namespace serow::catalog
