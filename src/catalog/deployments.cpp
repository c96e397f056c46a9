#include "catalog/deployments.h"

#include "catalog/read_deployment.h"

namespace serow::catalog {
namespace {

Params columns(const Scope& scope, const Deployment& d) {
    return scoped(scope, {d.deployment_id, d.location_id, d.name, d.camera_id, d.camera_model, d.deployment_start,
                          d.deployment_end, d.bounds_from_media, d.time_zone, d.bait_use, d.comments});
}

constexpr std::string_view no_deployment = "The project has no such deployment.";

}  // namespace

Deployment read_deployment(const Row& row) {
    Deployment d;
    row.read("deployment_id", d.deployment_id)
        .read("location_id", d.location_id)
        .read("name", d.name)
        .read("camera_id", d.camera_id)
        .read("camera_model", d.camera_model)
        .read("deployment_start", d.deployment_start)
        .read("deployment_end", d.deployment_end)
        .read("bounds_from_media", d.bounds_from_media)
        .read("time_zone", d.time_zone)
        .read("bait_use", d.bait_use)
        .read("comments", d.comments)
        .read("location_name", d.location_name)
        .read("latitude", d.place.latitude)
        .read("longitude", d.place.longitude)
        .read("coordinate_uncertainty", d.coordinate_uncertainty)
        .read("habitat", d.habitat)
        .read("media", d.media);
    return d;
}

void create_deployment(Transaction& tx, const Scope& scope, const Deployment& deployment) {
    must_have_changed(tx, scope, tx.query("create_deployment", columns(scope, deployment)).affected(),
                      "There is no such project.");
}

std::vector<Deployment> list_deployments(Transaction& tx, const Scope& scope) {
    return collect(tx.query("list_deployments", scoped(scope)), read_deployment);
}

std::optional<Deployment> deployment_by_id(Transaction& tx, const Scope& scope, DeploymentId deployment_id) {
    return first(tx.query("deployment_by_id", scoped(scope, {deployment_id})), read_deployment);
}

void update_deployment(Transaction& tx, const Scope& scope, const Deployment& deployment) {
    must_have_changed(tx, scope, tx.query("update_deployment", columns(scope, deployment)).affected(), no_deployment);
}

void delete_deployment(Transaction& tx, const Scope& scope, DeploymentId deployment_id) {
    must_have_changed(tx, scope, tx.query("delete_deployment", scoped(scope, {deployment_id})).affected(),
                      no_deployment);
}

bool follow_media_bounds(Transaction& tx, const Scope& scope, DeploymentId deployment_id) {
    return tx.query("follow_media_bounds", scoped(scope, {deployment_id})).affected() > 0;
}

}  // namespace serow::catalog
