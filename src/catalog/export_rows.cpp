#include "catalog/export_rows.h"

#include "catalog/read_deployment.h"
#include "catalog/read_media.h"
#include "catalog/read_observation.h"

namespace serow::catalog {

void each_deployment(Transaction& tx, const Scope& scope, const std::function<void(const Deployment&)>& use) {
    tx.each("each_deployment", scoped(scope), [&](const Row& row) { use(read_deployment(row)); });
}

void each_media(Transaction& tx, const Scope& scope,
                const std::function<void(const Media&, const std::string& exif)>& use) {
    tx.each("each_media", scoped(scope),
            [&](const Row& row) { use(read_media(row), std::string(row.text("exif").value_or(""))); });
}

void each_observation(Transaction& tx, const Scope& scope, const std::function<void(const Observation&)>& use) {
    tx.each("each_observation", scoped(scope), [&](const Row& row) { use(read_observation(row)); });
}

}  // namespace serow::catalog
