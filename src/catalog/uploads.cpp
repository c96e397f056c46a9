#include "catalog/uploads.h"

namespace serow::catalog {
namespace {

Upload read_upload(const Row& row) {
    Upload u;
    row.read("upload_id", u.upload_id)
        .read("deployment_id", u.deployment_id)
        .read("account_id", u.account_id)
        .read("name", u.name)
        .read("created_at", u.created_at)
        .read("completed_at", u.completed_at)
        .read("verified_at", u.verified_at)
        .read("confirmed_at", u.confirmed_at)
        .read("confirmed_by", u.confirmed_by)
        .read("location_id", u.location_id)
        .read("location_name", u.location_name)
        .read("folders", u.folders)
        .read("locations", u.locations)
        .read("files", u.counts.files)
        .read("bytes", u.counts.bytes)
        .read("wanted", u.counts.wanted)
        .read("stored", u.counts.stored)
        .read("duplicate", u.counts.duplicate)
        .read("failed", u.counts.failed)
        .read("verified", u.counts.verified);
    return u;
}

}  // namespace

void create_upload(Transaction& tx, const Scope& scope, const Upload& u) {
    const auto made = tx.query("create_upload", scoped(scope, {u.upload_id, u.deployment_id, u.account_id, u.name}));
    must_have_changed(tx, scope, made.affected(), "There is no such project.");
}

std::vector<Upload> list_uploads(Transaction& tx, const Scope& scope) {
    return collect(tx.query("list_uploads", scoped(scope, {std::nullopt})), read_upload);
}

std::optional<Upload> upload_by_id(Transaction& tx, const Scope& scope, UploadId upload_id) {
    return first(tx.query("list_uploads", scoped(scope, {upload_id})), read_upload);
}

}  // namespace serow::catalog
