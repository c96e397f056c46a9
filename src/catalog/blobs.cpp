#include "catalog/blobs.h"

namespace serow::catalog {

std::vector<Blob> list_blobs(Transaction& tx, std::string_view after, int limit) {
    return collect(tx.query("list_blobs", {after, limit}), [](const Row& row) {
        Blob b;
        row.read("sha256", b.sha256)
            .read("bytes", b.bytes)
            .read("project_id", b.project_id)
            .read("media_id", b.media_id)
            .read("has_renditions", b.has_renditions);
        b.file_path = row.as<std::optional<std::string>>("file_path").value_or("");
        return b;
    });
}

std::vector<std::string> known_blobs(Transaction& tx, std::span<const std::string> sha256) {
    return collect(tx.query("known_blobs", {sha256}), [](const Row& row) { return row.as<std::string>("sha256"); });
}

}  // namespace serow::catalog
