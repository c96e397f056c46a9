#include "journeys/move_card.h"

#include <algorithm>
#include <format>
#include <span>
#include <vector>

#include "catalog/card_facts.h"
#include "catalog/deployments.h"
#include "catalog/events.h"
#include "catalog/jobs.h"
#include "catalog/locations.h"
#include "catalog/projects.h"
#include "catalog/upload_folders.h"
#include "journeys/found.h"
#include "journeys/run_jobs.h"

namespace serow::journeys {
namespace {

DeploymentId destination(catalog::Transaction& tx, const catalog::Scope& scope, const Upload& card,
                         const CardMove& move) {
    if (move.deployment_id)
        return found(catalog::deployment_by_id(tx, scope, *move.deployment_id), "deployment").deployment_id;
    const auto point = found(catalog::location_by_id(tx, scope, *move.location_id), "sample point");
    catalog::Deployment row;
    row.deployment_id = DeploymentId::make();
    row.location_id = point.location_id;
    row.name = card.name;
    row.bounds_from_media = true;
    row.time_zone = found(catalog::project_by_id(tx, scope.viewer, scope.project_id), "project").time_zone;
    catalog::create_deployment(tx, scope, row);
    return row.deployment_id;
}

// Where the card, or that folder of it, belongs.
std::optional<DeploymentId> destination_now(catalog::Transaction& tx, const catalog::Scope& scope, UploadId id,
                                            const std::optional<std::string>& folder) {
    if (!folder) return found(catalog::upload_by_id(tx, scope, id), "upload").deployment_id;
    for (const auto& each : catalog::upload_folders(tx, scope, id))
        if (each.folder == *folder) return each.deployment_id;
    return {};
}

// In one order for all, and before the times are: grouping takes the same locks.
void lock(catalog::Transaction& tx, const catalog::Scope& scope, std::vector<DeploymentId>& deployments) {
    std::ranges::sort(deployments);
    for (const auto deployment : deployments) catalog::lock_deployment(tx, scope, deployment);
}

void derive_anew(catalog::Transaction& tx, ProjectId project, std::span<const DeploymentId> deployments) {
    std::vector<catalog::NewJob> jobs;
    for (const auto deployment : deployments) {
        jobs.push_back({project, job::derive_times, deployment.text(), 1, {}});
        jobs.push_back({project, job::settle_deployment, deployment.text(), 1, {}});  // other masks hold there
    }
    catalog::enqueue(tx, jobs);
    catalog::touch_project(tx, project);
    catalog::notify(tx, project);
}

}  // namespace

CardMoved move_card(const House& house, const Viewer& viewer, ProjectId project, UploadId id, const CardMove& move) {
    if (move.deployment_id.has_value() == move.location_id.has_value())
        throw Failure(Code::invalid, "say where the card belongs: give either deploymentID or locationID");
    std::vector<DeploymentId> touched;
    auto moved = in_project(
        house, viewer, project, people::Act::manage_places, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            const auto card = found(catalog::upload_by_id(tx, scope, id), "upload");
            CardMoved now;
            now.deployment_id = destination(tx, scope, card, move);
            touched = catalog::deployments_of_card(tx, scope, id, move.folder);
            if (std::ranges::find(touched, now.deployment_id) == touched.end()) touched.push_back(now.deployment_id);
            lock(tx, scope, touched);
            // A worker that reads a file now would write its time by the old deployment's clock.
            if (const auto unread = catalog::unread_of_card(tx, scope, id, move.folder); unread > 0)
                throw Failure(
                    Code::conflict,
                    std::format("{} files of the card are still being read; move it when that is done", unread));
            now.media = catalog::move_card(tx, scope, id, move.folder, now.deployment_id);
            derive_anew(tx, project, touched);
            now.card = found(catalog::upload_by_id(tx, scope, id), "upload");
            return now;
        });
    // A file that was being stored meanwhile had looked up its deployment, and waited for our lock; or was about to.
    house.catalog.transaction([](catalog::Transaction& tx) { catalog::await_media_writers(tx); });
    moved.media += in_project(house, viewer, project, people::Act::manage_places,
                              [&](catalog::Transaction& tx, const catalog::Scope& scope) -> std::int64_t {
                                  lock(tx, scope, touched);
                                  // Somebody else may have moved it on.
                                  if (destination_now(tx, scope, id, move.folder) != moved.deployment_id) return 0;
                                  const auto late =
                                      catalog::move_card_media(tx, scope, id, move.folder, moved.deployment_id);
                                  if (late > 0) derive_anew(tx, project, touched);
                                  return late;
                              });
    return moved;
}

}  // namespace serow::journeys
