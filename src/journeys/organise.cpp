#include "journeys/organise.h"

#include <format>
#include <utility>

#include "camtrap/vocabulary.h"
#include "catalog/deployments.h"
#include "catalog/jobs.h"
#include "earth/time_zone.h"
#include "journeys/found.h"
#include "journeys/run_jobs.h"
#include "people/email.h"
#include "people/tokens.h"

namespace serow::journeys {
namespace {

void set_limited(std::string& field, const std::optional<std::string>& value, std::size_t most, std::string_view what) {
    if (!value) return;
    if (value->size() > most) throw Failure(Code::invalid, std::format("{} is longer than {} bytes", what, most));
    field = *value;
}

// Managers set it, so that more than a manager would keep nothing from anybody.
void set_least_role(int& field, const std::optional<std::string>& word, std::string_view what) {
    if (!word) return;
    const auto role = people::parse_role(*word);
    if (!role || *role == people::Role::owner)
        throw Failure(Code::invalid,
                      std::format("{} are visible to viewer, annotator or manager, and all above", what));
    field = static_cast<int>(*role);
}

void apply(const ProjectChange& change, Project& project) {
    if (change.title) {
        if (change.title->size() > 600)
            throw Failure(Code::invalid, "the project's title is longer than 300 characters");
        project.title = value_or_throw(people::check_name(*change.title, "The project's title"));
    }
    set_limited(project.acronym, change.acronym, 200, "the acronym");
    set_limited(project.description, change.description, 80'000, "the description");
    set_limited(project.data_licence, change.data_licence, 100, "the licence of the data");
    set_limited(project.media_licence, change.media_licence, 100, "the licence of the media");
    if (change.sampling_design) {
        const auto design = camtrap::parse_word<camtrap::SamplingDesign>(*change.sampling_design);
        if (!design)
            throw Failure(Code::invalid,
                          std::format("\"{}\" is no sampling design; Camtrap DP knows simpleRandom, systematicRandom, "
                                      "clusteredRandom, experimental, targeted and opportunistic",
                                      *change.sampling_design));
        project.sampling_design = *design;
    }
    if (change.time_zone) project.time_zone = value_or_throw(earth::find_zone(*change.time_zone)).name();
    if (change.sequence_gap_s) {
        if (*change.sequence_gap_s < 0 || *change.sequence_gap_s > 86'400)
            throw Failure(Code::invalid, "the sequence gap is between 0 and 86400 seconds");
        project.sequence_gap_s = *change.sequence_gap_s;
    }
    if (change.independence_interval_s) {
        if (*change.independence_interval_s < 0 || *change.independence_interval_s > 604'800)
            throw Failure(Code::invalid, "the independence interval is between 0 and 604800 seconds");
        project.independence_interval_s = *change.independence_interval_s;
    }
    set_least_role(project.people_visible_to, change.people_visible_to, "people");
    set_least_role(project.vehicles_visible_to, change.vehicles_visible_to, "vehicles");
}

}  // namespace

Organisation create_organisation(const House& house, AccountId owner, const std::string& name) {
    const auto good = value_or_throw(people::check_name(name, "The organisation's name"));
    return house.catalog.transaction(
        [&](catalog::Transaction& tx) { return catalog::create_organisation(tx, owner, good, first_quota(house)); });
}

std::vector<Organisation> list_organisations(const House& house, const Viewer& viewer) {
    return house.catalog.transaction([&](catalog::Transaction& tx) { return catalog::list_organisations(tx, viewer); });
}

Organisation organisation(const House& house, const Viewer& viewer, OrganisationId id) {
    return house.catalog.transaction(
        [&](catalog::Transaction& tx) { return found(catalog::organisation_by_id(tx, viewer, id), "organisation"); });
}

Organisation rename_organisation(const House& house, const Viewer& viewer, OrganisationId id, const std::string& name) {
    const auto good = value_or_throw(people::check_name(name, "The organisation's name"));
    return house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::rename_organisation(tx, viewer, id, good);
        return found(catalog::organisation_by_id(tx, viewer, id), "organisation");
    });
}

std::vector<Member> list_members(const House& house, const Viewer& viewer, OrganisationId id) {
    return house.catalog.transaction(
        [&](catalog::Transaction& tx) { return catalog::list_organisation_members(tx, viewer, id); });
}

std::vector<Member> list_members(const House& house, const Viewer& viewer, ProjectId id) {
    return in_project(house, viewer, id, people::Act::see, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::list_project_members(tx, scope);
    });
}

Member set_member(const House& house, const Viewer& viewer, OrganisationId id, const std::string& email,
                  people::Role role) {
    const auto address = value_or_throw(people::normalise_email(email));
    return house.catalog.transaction([&](catalog::Transaction& tx) {
        return catalog::set_organisation_member(tx, viewer, id, address, static_cast<int>(role));
    });
}

Member set_member(const House& house, const Viewer& viewer, ProjectId id, const std::string& email, people::Role role,
                  std::optional<bool> expert) {
    const auto address = value_or_throw(people::normalise_email(email));
    // Only an owner hands out roles here, so nobody can lift himself or others above what he is.
    const catalog::Scope scope{viewer, id, static_cast<int>(people::Role::owner)};
    return house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::require(tx, scope);
        return catalog::set_project_member(tx, scope, address, static_cast<int>(role), expert);
    });
}

void remove_member(const House& house, const Viewer& viewer, OrganisationId id, AccountId account) {
    house.catalog.transaction(
        [&](catalog::Transaction& tx) { catalog::remove_organisation_member(tx, viewer, id, account); });
}

void remove_member(const House& house, const Viewer& viewer, ProjectId id, AccountId account) {
    const catalog::Scope scope{viewer, id, static_cast<int>(people::Role::owner)};
    house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::require(tx, scope);
        catalog::remove_project_member(tx, scope, account);
    });
}

Project create_project(const House& house, const Viewer& viewer, OrganisationId organisation,
                       const ProjectChange& fields) {
    if (!fields.title) throw Failure(Code::invalid, "a project needs a title");
    Project project;
    project.project_id = ProjectId::make();
    project.organisation_id = organisation;
    apply(fields, project);
    return house.catalog.transaction([&](catalog::Transaction& tx) {
        catalog::create_project(tx, viewer, project);
        return found(catalog::project_by_id(tx, viewer, project.project_id), "project");
    });
}

std::vector<Project> list_projects(const House& house, const Viewer& viewer) {
    return house.catalog.transaction([&](catalog::Transaction& tx) { return catalog::list_projects(tx, viewer); });
}

Project project(const House& house, const Viewer& viewer, ProjectId id) {
    return house.catalog.transaction(
        [&](catalog::Transaction& tx) { return found(catalog::project_by_id(tx, viewer, id), "project"); });
}

Project update_project(const House& house, const Viewer& viewer, ProjectId id, const ProjectChange& change) {
    return in_project(house, viewer, id, people::Act::manage_project,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          auto project = found(catalog::project_by_id(tx, viewer, id), "project");
                          const auto old_gap = project.sequence_gap_s;
                          apply(change, project);
                          catalog::update_project(tx, scope, project);
                          if (project.sequence_gap_s != old_gap) {
                              std::vector<catalog::NewJob> jobs;
                              for (const auto& deployment : catalog::list_deployments(tx, scope))
                                  jobs.push_back({id, job::group_events, deployment.deployment_id.text(), 0, {}});
                              catalog::enqueue(tx, jobs);
                          }
                          catalog::touch_project(tx, id);
                          catalog::notify(tx, id);
                          return found(catalog::project_by_id(tx, viewer, id), "project");
                      });
}

void delete_project(const House& house, const Viewer& viewer, ProjectId id) {
    in_project(house, viewer, id, people::Act::delete_project,
               [&](catalog::Transaction& tx, const catalog::Scope& scope) { catalog::delete_project(tx, scope); });
}

}  // namespace serow::journeys
