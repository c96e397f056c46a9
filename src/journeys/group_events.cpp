#include "journeys/group_events.h"

#include <chrono>
#include <vector>

#include "catalog/clock_corrections.h"
#include "catalog/deployments.h"
#include "catalog/events.h"
#include "catalog/jobs.h"
#include "catalog/media_times.h"
#include "catalog/projects.h"
#include "catalog/review_rules.h"
#include "earth/time_zone.h"
#include "ecology/sequences.h"
#include "journeys/name_by_event.h"
#include "journeys/run_jobs.h"

namespace serow::journeys {
namespace {

void group(const House& house, catalog::Transaction& tx, const catalog::Scope& scope, DeploymentId deployment) {
    const auto project = catalog::project_by_id(tx, scope.viewer, scope.project_id);
    if (!project) return;
    std::vector<MediaId> ids;
    std::vector<ecology::Interval> spans;
    for (const auto& media : catalog::media_times(tx, scope, deployment)) {
        if (!media.captured_at) continue;
        const auto length = std::chrono::milliseconds(static_cast<std::int64_t>(media.duration_s.value_or(0) * 1000));
        ids.push_back(media.media_id);
        spans.push_back({*media.captured_at, *media.captured_at + length});
    }
    const auto sequences = ecology::group_into_events(spans, std::chrono::seconds(project->sequence_gap_s));
    std::vector<catalog::EventGroup> groups;
    groups.reserve(sequences.events.size());
    for (const auto& event : sequences.events) groups.push_back({event.start, event.end, {}});
    // media_times() are in the order of time, so each group's media are, too.
    for (std::size_t i = 0; i < ids.size(); ++i) groups[sequences.event_of[i]].media.push_back(ids[i]);
    name_by_event(house, tx, scope, catalog::replace_events(tx, scope, deployment, groups));
    catalog::follow_media_bounds(tx, scope, deployment);
    // Other events, other media that are reviewed blind.
    if (catalog::review_rule_of_project(tx, scope).blind_percent > 0)
        catalog::enqueue(tx,
                         std::vector{catalog::NewJob{scope.project_id, job::settle_reviews, deployment.text(), 1, {}}});
    catalog::touch_project(tx, scope.project_id);
    catalog::notify(tx, scope.project_id);
}

}  // namespace

void group_events(const House& house, ProjectId project, DeploymentId deployment) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    house.catalog.transaction([&](catalog::Transaction& tx) {
        if (!catalog::deployment_by_id(tx, scope, deployment)) return;  // taken away meanwhile
        catalog::lock_deployment(tx, scope, deployment);
        group(house, tx, scope, deployment);
    });
}

void derive_times(const House& house, ProjectId project, DeploymentId deployment) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    house.catalog.transaction([&](catalog::Transaction& tx) {
        const auto row = catalog::deployment_by_id(tx, scope, deployment);
        if (!row) return;
        catalog::lock_deployment(tx, scope, deployment);
        const auto zone = value_or_throw(earth::find_zone(row->time_zone));
        const auto corrections = catalog::holding(catalog::list_clock_corrections(tx, scope, deployment));
        std::vector<catalog::CapturedAt> times;
        for (const auto& media : catalog::media_times(tx, scope, deployment))
            if (media.camera_time)
                // A file's own date is no clock of the camera: only the zone is for it.
                times.push_back({media.media_id, media.camera_time_source == "file"
                                                     ? earth::to_instant(*media.camera_time, zone)
                                                     : earth::to_instant(*media.camera_time, zone, corrections)});
        catalog::set_captured_at(tx, scope, times);
        group(house, tx, scope, deployment);
    });
}

}  // namespace serow::journeys
