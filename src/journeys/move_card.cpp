#include "journeys/move_card.h"

#include <algorithm>
#include <format>
#include <vector>

#include "catalog/card_facts.h"
#include "catalog/deployments.h"
#include "catalog/events.h"
#include "catalog/jobs.h"
#include "catalog/locations.h"
#include "catalog/projects.h"
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

}  // namespace

CardMoved move_card(const House& house, const Viewer& viewer, ProjectId project, UploadId id, const CardMove& move) {
    if (move.deployment_id.has_value() == move.location_id.has_value())
        throw Failure(Code::invalid, "say where the card belongs: give either deploymentID or locationID");
    return in_project(
        house, viewer, project, people::Act::manage_places, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            const auto card = found(catalog::upload_by_id(tx, scope, id), "upload");
            CardMoved moved;
            moved.deployment_id = destination(tx, scope, card, move);
            auto touched = catalog::deployments_of_card(tx, scope, id, move.folder);
            if (std::ranges::find(touched, moved.deployment_id) == touched.end())
                touched.push_back(moved.deployment_id);
            // In one order for all, and before the times are: grouping takes the same locks.
            std::ranges::sort(touched);
            for (const auto deployment : touched) catalog::lock_deployment(tx, scope, deployment);
            // A worker that reads a file now would write its time by the old deployment's clock.
            if (const auto unread = catalog::unread_of_card(tx, scope, id, move.folder); unread > 0)
                throw Failure(
                    Code::conflict,
                    std::format("{} files of the card are still being read; move it when that is done", unread));
            moved.media = catalog::move_card(tx, scope, id, move.folder, moved.deployment_id);
            std::vector<catalog::NewJob> jobs;
            for (const auto deployment : touched)
                jobs.push_back({project, job::derive_times, deployment.text(), 1, {}});
            catalog::enqueue(tx, jobs);
            catalog::touch_project(tx, project);
            catalog::notify(tx, project);
            moved.card = found(catalog::upload_by_id(tx, scope, id), "upload");
            return moved;
        });
}

}  // namespace serow::journeys
