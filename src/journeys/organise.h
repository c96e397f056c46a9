// Organisations, projects, and who belongs to them.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "catalog/organisations.h"
#include "catalog/projects.h"
#include "journeys/house.h"
#include "people/roles.h"

namespace serow::journeys {

using catalog::Member;
using catalog::Organisation;
using catalog::Project;

// Every function throws Failure(not_found) for what the viewer may not see, Failure(forbidden) for what it may
// see but not do, Failure(invalid) for values against a rule, Failure(conflict) as the catalogue says.

Organisation create_organisation(const House& house, AccountId owner, const std::string& name);
std::vector<Organisation> list_organisations(const House& house, const Viewer& viewer);
Organisation organisation(const House& house, const Viewer& viewer, OrganisationId id);
Organisation rename_organisation(const House& house, const Viewer& viewer, OrganisationId id, const std::string& name);

std::vector<Member> list_members(const House& house, const Viewer& viewer, OrganisationId id);
std::vector<Member> list_members(const House& house, const Viewer& viewer, ProjectId id);
Member set_member(const House& house, const Viewer& viewer, OrganisationId id, const std::string& email,
                  people::Role role);
// `expert`: may approve and adjudicate without being a manager; none: as it is.
Member set_member(const House& house, const Viewer& viewer, ProjectId id, const std::string& email, people::Role role,
                  std::optional<bool> expert = {});
void remove_member(const House& house, const Viewer& viewer, OrganisationId id, AccountId account);
void remove_member(const House& house, const Viewer& viewer, ProjectId id, AccountId account);

// What a project says of itself; fields that are not given stay as they are.
struct ProjectChange {
    std::optional<std::string> title, acronym, description, sampling_design, time_zone, data_licence, media_licence;
    std::optional<int> sequence_gap_s, independence_interval_s;
    // Words of roles up to manager: from which on media with people or vehicles may be looked at.
    std::optional<std::string> people_visible_to, vehicles_visible_to;
};

Project create_project(const House& house, const Viewer& viewer, OrganisationId organisation,
                       const ProjectChange& fields);
std::vector<Project> list_projects(const House& house, const Viewer& viewer);
Project project(const House& house, const Viewer& viewer, ProjectId id);
// A new sequence gap groups the events of all deployments anew.
Project update_project(const House& house, const Viewer& viewer, ProjectId id, const ProjectChange& change);
void delete_project(const House& house, const Viewer& viewer, ProjectId id);

}  // namespace serow::journeys
