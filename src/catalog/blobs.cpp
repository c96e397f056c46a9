#include "catalog/blobs.h"

namespace serow::catalog {

void insert_blob(Transaction& tx, std::string_view sha256, std::int64_t bytes) {
    tx.query("insert_blob", {sha256, bytes});
}

bool blob_exists(Transaction& tx, std::string_view sha256) {
    return tx.query("blob_exists", {sha256})[0].as<bool>("found");
}

std::vector<Blob> list_blobs(Transaction& tx, std::string_view after, int limit) {
    return collect(tx.query("list_blobs", {after, limit}), [](const Row& row) {
        Blob b;
        row.read("sha256", b.sha256).read("bytes", b.bytes);
        return b;
    });
}

}  // namespace serow::catalog
