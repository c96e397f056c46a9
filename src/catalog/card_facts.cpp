#include "catalog/card_facts.h"

namespace serow::catalog {

std::vector<CardFileFacts> card_facts(Transaction& tx, const Scope& scope, UploadId upload_id) {
    return collect(tx.query("card_facts", scoped(scope, {upload_id})), [](const Row& row) {
        CardFileFacts f;
        row.read("path", f.path)
            .read("state", f.state)
            .read("problem_detail", f.problem_detail)
            .read("deployment_id", f.deployment_id)
            .read("media_state", f.media_state)
            .read("media_problem", f.media_problem)
            .read("kind", f.kind)
            .read("camera_time", f.camera_time)
            .read("camera_time_source", f.camera_time_source)
            .read("captured_at", f.captured_at)
            .read("make", f.make)
            .read("model", f.model)
            .read("serial", f.serial)
            .read("media_upload_id", f.media_upload_id);
        std::optional<double> latitude, longitude;
        row.read("latitude", latitude).read("longitude", longitude);
        if (latitude && longitude) f.place = camtrap::Place{*latitude, *longitude};
        return f;
    });
}

std::vector<OtherCard> cards_with_same_bytes(Transaction& tx, const Scope& scope, UploadId upload_id) {
    return collect(tx.query("cards_with_same_bytes", scoped(scope, {upload_id})), [](const Row& row) {
        OtherCard c;
        row.read("upload_id", c.upload_id).read("name", c.name).read("location_name", c.location_name);
        return c;
    });
}

std::vector<LastCamera> last_cameras(Transaction& tx, const Scope& scope, UploadId upload_id,
                                     std::span<const LocationId> location_ids) {
    return collect(tx.query("last_cameras", scoped(scope, {upload_id, location_ids})), [](const Row& row) {
        LastCamera c;
        row.read("location_id", c.location_id)
            .read("upload_id", c.upload_id)
            .read("name", c.name)
            .read("make", c.make)
            .read("model", c.model)
            .read("serial", c.serial);
        return c;
    });
}

void confirm_card(Transaction& tx, const Scope& scope, UploadId upload_id) {
    must_have_changed(tx, scope, tx.query("confirm_card", scoped(scope, {upload_id})).affected(),
                      "The project has no such upload.");
}

std::vector<DeploymentId> deployments_of_card(Transaction& tx, const Scope& scope, UploadId upload_id,
                                              const std::optional<std::string>& folder) {
    return collect(tx.query("deployments_of_card", scoped(scope, {upload_id, folder})),
                   [](const Row& row) { return row.as<DeploymentId>("deployment_id"); });
}

std::int64_t unread_of_card(Transaction& tx, const Scope& scope, UploadId upload_id,
                            const std::optional<std::string>& folder) {
    return tx.query("unread_of_card", scoped(scope, {upload_id, folder}))[0].as<std::int64_t>("unread");
}

std::int64_t move_card(Transaction& tx, const Scope& scope, UploadId upload_id,
                       const std::optional<std::string>& folder, DeploymentId to) {
    const auto rows = tx.query(folder ? "aim_folder" : "aim_card",
                               folder ? scoped(scope, {upload_id, to, *folder}) : scoped(scope, {upload_id, to}));
    must_have_changed(tx, scope, rows.affected(),
                      folder ? "The card has no such folder with a sample point." : "The project has no such upload.");
    return move_card_media(tx, scope, upload_id, folder, to);
}

std::int64_t move_card_media(Transaction& tx, const Scope& scope, UploadId upload_id,
                             const std::optional<std::string>& folder, DeploymentId to) {
    return tx.query("move_card_media", scoped(scope, {upload_id, folder, to}))[0].as<std::int64_t>("moved");
}

void await_media_writers(Transaction& tx) {
    tx.query("await_media_writers");
}

}  // namespace serow::catalog
