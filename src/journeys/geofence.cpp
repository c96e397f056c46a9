#include "journeys/geofence.h"

#include <algorithm>
#include <format>
#include <string>
#include <utility>
#include <vector>

#include "journeys/found.h"
#include "journeys/review_rules.h"
#include "journeys/run_jobs.h"
#include "vision/taxonomy.h"

namespace serow::journeys {
namespace {

constexpr std::size_t most_names = 5000;

std::vector<std::string> each_once(std::vector<std::string> names) {
    std::ranges::sort(names);
    names.erase(std::ranges::unique(names).begin(), names.end());
    return names;
}

// By name and not by the node that would stand in for it: a species that nobody lists would block its whole genus.
void check(const GeofenceNames& names, const vision::Taxonomy& taxonomy) {
    for (const auto* list : {&names.allowed, &names.blocked}) {
        if (list->size() > most_names)
            throw Failure(Code::invalid, std::format("a list holds at most {} names; give genera, families or orders "
                                                     "in place of their species",
                                                     most_names));
        for (const auto& name : *list) {
            const int node = taxonomy.find(name);
            if (node < 0 || taxonomy.nodes()[static_cast<std::size_t>(node)].scientificName != name)
                throw Failure(Code::invalid,
                              std::format("\"{}\" is in no list of taxa here; search for the name that is used", name));
        }
    }
    for (const auto& name : names.allowed)
        if (std::ranges::binary_search(names.blocked, name))
            throw Failure(Code::invalid, std::format("\"{}\" cannot be both allowed and blocked", name));
}

}  // namespace

GeofenceNames geofence(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(
        house, viewer, project, people::Act::see,
        [](catalog::Transaction& tx, const catalog::Scope& scope) { return catalog::geofence_of_project(tx, scope); });
}

GeofenceNames set_geofence(const House& house, const Viewer& viewer, ProjectId project, GeofenceNames names) {
    names.allowed = each_once(std::move(names.allowed));
    names.blocked = each_once(std::move(names.blocked));
    check(names, house.taxa.tree());
    in_project(house, viewer, project, people::Act::manage_project,
               [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                   catalog::set_geofence(tx, scope, names);
                   queue_accepted(tx, scope);
               });
    return names;
}

std::int64_t look_again(const House& house, const Viewer& viewer, ProjectId project,
                        std::optional<DeploymentId> deployment) {
    return in_project(
        house, viewer, project, people::Act::analyse, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            const auto queued = catalog::enqueue_look_again(tx, scope, job::classify_media, 0, deployment);
            catalog::notify(tx, project);
            return queued;
        });
}

}  // namespace serow::journeys
