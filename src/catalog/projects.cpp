#include "catalog/projects.h"

#include "catalog/read_member.h"

namespace serow::catalog {
namespace {

Project read_project(const Row& row) {
    Project p;
    row.read("project_id", p.project_id)
        .read("organisation_id", p.organisation_id)
        .read("title", p.title)
        .read("acronym", p.acronym)
        .read("description", p.description)
        .read("sampling_design", p.sampling_design)
        .read("time_zone", p.time_zone)
        .read("data_licence", p.data_licence)
        .read("media_licence", p.media_licence)
        .read("sequence_gap_s", p.sequence_gap_s)
        .read("independence_interval_s", p.independence_interval_s)
        .read("people_visible_to", p.people_visible_to)
        .read("vehicles_visible_to", p.vehicles_visible_to)
        .read("created_at", p.created_at)
        .read("changed_at", p.changed_at)
        .read("organisation_name", p.organisation_name)
        .read("role", p.role)
        .read("areas", p.counts.areas)
        .read("locations", p.counts.locations)
        .read("deployments", p.counts.deployments)
        .read("media", p.counts.media)
        .read("bytes", p.counts.bytes)
        .read("reviewed_media", p.counts.reviewed_media)
        .read("events", p.counts.events);
    return p;
}

constexpr std::string_view no_project = "There is no such project.";

}  // namespace

void create_project(Transaction& tx, const Viewer& viewer, const Project& p) {
    const auto made = tx.query("create_project",
                               {p.project_id, viewer.account_id(), p.organisation_id, p.title, p.acronym, p.description,
                                p.sampling_design, p.time_zone, p.data_licence, p.media_licence, p.sequence_gap_s,
                                p.independence_interval_s, p.people_visible_to, p.vehicles_visible_to});
    if (made.affected() == 0) require_organisation(tx, viewer, p.organisation_id, 3);
}

std::vector<Project> list_projects(Transaction& tx, const Viewer& viewer) {
    return collect(tx.query("list_projects", {viewer.account_id()}), read_project);
}

std::optional<Project> project_by_id(Transaction& tx, const Viewer& viewer, ProjectId project_id) {
    return first(tx.query("project_by_id", {project_id, viewer.account_id()}), read_project);
}

void update_project(Transaction& tx, const Scope& scope, const Project& p) {
    const auto changed = tx.query(
        "update_project", scoped(scope, {p.title, p.acronym, p.description, p.sampling_design, p.time_zone,
                                         p.data_licence, p.media_licence, p.sequence_gap_s, p.independence_interval_s,
                                         p.people_visible_to, p.vehicles_visible_to}));
    must_have_changed(tx, scope, changed.affected(), no_project);
}

void delete_project(Transaction& tx, const Scope& scope) {
    require(tx, scope);
    if (tx.query("project_holds_media", {scope.project_id})[0].as<bool>("found"))
        throw Failure(Code::conflict, "The project holds media. Only an empty project can be deleted.");
    must_have_changed(tx, scope, tx.query("delete_project", scoped(scope)).affected(), no_project);
}

void touch_project(Transaction& tx, ProjectId project_id) {
    tx.query("touch_project", {project_id});
}

std::vector<Member> list_project_members(Transaction& tx, const Scope& scope) {
    return collect(tx.query("list_project_members", scoped(scope)), read_member);
}

Member set_project_member(Transaction& tx, const Scope& scope, std::string_view email, int role,
                          std::optional<bool> expert) {
    require(tx, scope);
    const auto account = must_be_registered(tx, email);
    const auto rows = tx.query("set_project_member", scoped(scope, {email, role, expert}));
    return {account.account_id, account.email, account.name, role, rows[0].as<bool>("expert")};
}

void remove_project_member(Transaction& tx, const Scope& scope, AccountId account_id) {
    must_have_changed(tx, scope, tx.query("remove_project_member", scoped(scope, {account_id})).affected(),
                      "This account has no role in the project itself.");
}

}  // namespace serow::catalog
