#include "catalog/receipts.h"

namespace serow::catalog {

Completion complete_upload(Transaction& tx, const Scope& scope, UploadId upload_id, std::int64_t files) {
    Completion completion;
    tx.query("settle_twins", scoped(scope, {upload_id}));
    const auto rows = tx.query("complete_upload", scoped(scope, {upload_id, files}));
    rows[0].read("files", completion.files).read("missing", completion.missing).read("done", completion.done);
    return completion;
}

void reopen_upload(Transaction& tx, const Scope& scope, UploadId upload_id) {
    tx.query("reopen_upload", scoped(scope, {upload_id}));
}

std::vector<UnverifiedFile> unverified_files(Transaction& tx, const Scope& scope, UploadId upload_id, int limit) {
    return collect(tx.query("unverified_files", scoped(scope, {upload_id, limit})), [](const Row& row) {
        UnverifiedFile f;
        row.read("upload_file_id", f.upload_file_id).read("sha256", f.sha256);
        return f;
    });
}

void mark_verified(Transaction& tx, const Scope& scope, UploadId upload_id, std::span<const UploadFileId> files) {
    const auto rows = tx.query("mark_verified", scoped(scope, {upload_id, files}));
    must_have_changed(tx, scope, rows.affected(), "The upload has no such file.");
}

void mark_damaged(Transaction& tx, const Scope& scope, UploadId upload_id, UploadFileId file, const Problem& why) {
    const auto rows = tx.query("mark_damaged", scoped(scope, {upload_id, file, facts_of(why.code).word, why.detail}));
    must_have_changed(tx, scope, rows.affected(), "The upload has no such file.");
}

bool finish_verification(Transaction& tx, const Scope& scope, UploadId upload_id) {
    return tx.query("finish_verification", scoped(scope, {upload_id})).affected() > 0;
}

}  // namespace serow::catalog
