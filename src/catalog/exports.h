// What left the house, and when.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/access.h"

namespace serow::catalog {

struct Export {
    ExportId export_id;
    std::string account_name;                   // empty: the system, or a former account
    std::string format;                         // camtrap-dp megadetector speciesnet
    Instant made_at;                            // the moment it shows: what came in later is not in it
    std::optional<DeploymentId> deployment_id;  // none: all of the project
    std::string location_name;                  // of the deployment
};

// When the transaction began, by the database's clock: the moment that a snapshot shows.
Instant moment_of(Transaction& tx);

// By the scope's viewer; of all of the project, or of one deployment. Failure(not_found) where he may not.
void record_export(Transaction& tx, const Scope& scope, std::string_view format, Instant made_at,
                   const std::optional<DeploymentId>& deployment = {});
// Those in which the deployment is, oldest first.
std::vector<Export> exports_since(Transaction& tx, const Scope& scope, Instant since, DeploymentId deployment);
// The latest first.
std::vector<Export> list_exports(Transaction& tx, const Scope& scope, int limit);

}  // namespace serow::catalog
