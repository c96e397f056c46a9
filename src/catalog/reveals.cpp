#include "catalog/reveals.h"

namespace serow::catalog {

void record_reveal(Transaction& tx, const Scope& scope, MediaId media_id, std::string_view form) {
    tx.query("record_reveal", scoped(scope, {media_id, form}));
}

std::vector<Reveal> list_reveals(Transaction& tx, const Scope& scope, const std::optional<MediaId>& media_id,
                                 int limit) {
    return collect(tx.query("list_reveals", scoped(scope, {media_id, limit})), [](const Row& row) {
        Reveal r;
        row.read("media_id", r.media_id)
            .read("file_name", r.file_name)
            .read("location_name", r.location_name)
            .read("form", r.form)
            .read("account_name", r.account_name)
            .read("revealed_at", r.revealed_at);
        return r;
    });
}

}  // namespace serow::catalog
