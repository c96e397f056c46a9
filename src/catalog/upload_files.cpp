#include "catalog/upload_files.h"

#include <set>

#include "catalog/uploads.h"

namespace serow::catalog {
namespace {

void read_twin(const Row& row, UploadFile& f) {
    row.read("twin_path", f.twin_path)
        .read("twin_upload_id", f.twin_upload_id)
        .read("twin_upload_name", f.twin_upload_name);
}

UploadFile read_upload_file(const Row& row) {
    UploadFile f;
    row.read("upload_file_id", f.upload_file_id)
        .read("upload_id", f.upload_id)
        .read("deployment_id", f.deployment_id)
        .read("path", f.path)
        .read("bytes", f.bytes)
        .read("modified_at", f.modified_at)
        .read("sha256", f.sha256)
        .read("state", f.state)
        .read("media_id", f.media_id)
        .read("problem_code", f.problem_code)
        .read("problem_detail", f.problem_detail)
        .read("tus_metadata", f.tus_metadata)
        .read("can_be_linked", f.can_be_linked)
        .read("is_limited", f.is_limited);
    read_twin(row, f);
    return f;
}

constexpr std::string_view no_file = "The upload has no such file.";
constexpr std::string_view no_place =
    "it lies in none of the folders that were given a sample point; say where its folder belongs, then announce it "
    "again";

}  // namespace

std::vector<UploadFile> announce_files(Transaction& tx, const Scope& scope, UploadId upload_id,
                                       std::span<const AnnouncedFile> files) {
    std::set<std::string_view> paths;
    std::vector<UploadFileId> ids;
    std::vector<std::string> path, sha256;
    std::vector<std::int64_t> bytes;
    std::vector<std::optional<Instant>> modified_at;
    std::vector<std::optional<std::string>> mapped_folder;
    for (const auto& file : files) {
        if (!paths.insert(file.path).second)
            throw Failure(Code::invalid, "The file " + file.path + " is announced twice. Name each file once.");
        ids.push_back(UploadFileId::make());
        path.push_back(file.path);
        bytes.push_back(file.bytes);
        sha256.push_back(file.sha256);
        modified_at.push_back(file.modified_at);
        mapped_folder.push_back(file.mapped_folder);
    }
    const auto rows =
        tx.query("announce_files", scoped(scope, {upload_id, ids, path, bytes, sha256, modified_at, mapped_folder,
                                                  facts_of(Code::conflict).word, no_place}));
    if (rows.size() != files.size()) must_have_changed(tx, scope, 0, "The project has no such upload.");
    // A first card. Plans that are made and kept for a small table would look through all its files for each of them,
    // until the database looks by itself. At each doubling: few times in the life of a table.
    if (!tx.query("planner_knows_upload_files")[0].as<bool>("knows")) tx.query("analyze_upload_files");
    return collect(rows, read_upload_file);
}

std::int64_t wanted_bytes(Transaction& tx, const Scope& scope, UploadId upload_id) {
    return tx.query("wanted_bytes", scoped(scope, {upload_id}))[0].as<std::int64_t>("bytes");
}

std::optional<UploadFile> upload_file_by_id(Transaction& tx, const Scope& scope, UploadId upload_id,
                                            UploadFileId upload_file_id) {
    auto file = first(tx.query("upload_file_by_id", scoped(scope, {upload_id, upload_file_id})), read_upload_file);
    if (file && file->state == "duplicate" && file->media_id)
        for (const auto row : tx.query("twin_of_media", scoped(scope, {*file->media_id}))) read_twin(row, *file);
    return file;
}

UploadFilePage list_upload_files(Transaction& tx, const Scope& scope, UploadId upload_id, std::string_view state,
                                 const std::optional<std::string>& after, int limit) {
    UploadFilePage page;
    page.items =
        collect(tx.query("list_upload_files", scoped(scope, {upload_id, state, after, limit + 1})), read_upload_file);
    if (page.items.size() > static_cast<std::size_t>(limit)) {
        page.items.pop_back();
        page.next = page.items.back().path;
    }
    return page;
}

Received receive_file(Transaction& tx, const Scope& scope, UploadFileId upload_file_id, std::string_view job_kind,
                      int priority) {
    const auto params = scoped(scope, {upload_file_id, MediaId::make(), JobId::make(), job_kind, priority});
    for (int attempt = 1;; ++attempt) {
        const auto rows = tx.query("receive_file", params);
        if (!rows.empty()) return {rows[0].as<MediaId>("media_id"), rows[0].as<bool>("is_new")};
        // Another transaction wrote the same bytes while this statement ran: its row is seen by the next.
        if (attempt == 2) must_have_changed(tx, scope, 0, no_file);
    }
}

void set_tus_metadata(Transaction& tx, const Scope& scope, UploadFileId upload_file_id, std::string_view metadata) {
    const auto rows = tx.query("set_tus_metadata", scoped(scope, {upload_file_id, metadata}));
    must_have_changed(tx, scope, rows.affected(), no_file);
}

void mark_failed(Transaction& tx, const Scope& scope, UploadFileId upload_file_id, const Problem& why) {
    const auto rows = tx.query("mark_failed", scoped(scope, {upload_file_id, facts_of(why.code).word, why.detail}));
    must_have_changed(tx, scope, rows.affected(), no_file);
}

}  // namespace serow::catalog
