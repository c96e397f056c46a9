#include "catalog/life.h"

namespace serow::catalog {

std::optional<Life> life_of(Transaction& tx, const Scope& scope, MediaId media_id) {
    auto project = project_by_id(tx, scope.viewer, scope.project_id);
    auto media = shown_media_by_id(tx, scope, media_id);
    if (!project || !media) return std::nullopt;

    Life life;
    life.project = *std::move(project);
    life.media = *std::move(media);
    life.exif = exif_of(tx, scope, media_id);
    life.deployment = deployment_by_id(tx, scope, life.media.deployment_id).value_or(Deployment{});
    life.clock_corrections = list_clock_corrections(tx, scope, life.media.deployment_id);
    life.card_files = collect(tx.query("card_files_of_media", scoped(scope, {media_id})), [](const Row& row) {
        CardFile f;
        row.read("upload_id", f.upload_id)
            .read("upload_name", f.upload_name)
            .read("path", f.path)
            .read("state", f.state)
            .read("account_name", f.account_name)
            .read("changed_at", f.changed_at);
        return f;
    });
    life.blob_created_at = first(tx.query("blob_of_media", scoped(scope, {media_id})),
                                 [](const Row& row) { return row.as<Instant>("created_at"); });
    if (life.media.event_id) life.event = event_by_id(tx, scope, *life.media.event_id);
    const std::vector<MediaId> ids{media_id};
    life.answers = told_ledger_of_media(tx, scope, ids);
    life.observations = observations_of_media(tx, scope, ids);
    life.reveals = list_reveals(tx, scope, media_id, 100);
    life.exports = exports_since(tx, scope, life.media.created_at, life.media.deployment_id);
    life.jobs = jobs_about(tx, scope, media_id.text());
    return life;
}

}  // namespace serow::catalog
