// Projects, and who has a role in them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "camtrap/vocabulary.h"
#include "catalog/access.h"
#include "catalog/organisations.h"

namespace serow::catalog {

struct ProjectCounts {
    std::int64_t areas = 0, locations = 0, deployments = 0;
    std::int64_t media = 0, bytes = 0, events = 0, reviewed_media = 0;
};

struct Project {
    ProjectId project_id;
    OrganisationId organisation_id;
    std::string title;
    std::string acronym;
    std::string description;
    camtrap::SamplingDesign sampling_design = camtrap::SamplingDesign::opportunistic;
    std::string time_zone = "UTC";
    std::string data_licence, media_licence;
    int sequence_gap_s = 120;
    int independence_interval_s = 1800;
    // The least role that may look at media in which people or vehicles are seen (privacy.h): 1 to 3.
    int people_visible_to = 2, vehicles_visible_to = 2;
    // The rest is read only.
    Instant created_at;
    Instant changed_at;  // of anything below it that an export would show
    std::string organisation_name;
    int role = 0;  // the viewer's; the system's is 4
    ProjectCounts counts;
};

// Manager of the organisation: Failure(not_found), Failure(forbidden).
void create_project(Transaction& tx, const Viewer& viewer, const Project& project);
// Those the viewer may see, by title.
std::vector<Project> list_projects(Transaction& tx, const Viewer& viewer);
std::optional<Project> project_by_id(Transaction& tx, const Viewer& viewer, ProjectId project_id);
// Writes the fields above the read-only ones except organisation_id.
void update_project(Transaction& tx, const Scope& scope, const Project& project);
// Failure(conflict) while it holds media.
void delete_project(Transaction& tx, const Scope& scope);
// Something that an export would show has changed. Call it last in a transaction: it locks the project's row.
void touch_project(Transaction& tx, ProjectId project_id);

// Who has a role in the project itself.
std::vector<Member> list_project_members(Transaction& tx, const Scope& scope);
// Failure(not_found) where nobody registered with that e-mail.
Member set_project_member(Transaction& tx, const Scope& scope, std::string_view email, int role,
                          std::optional<bool> expert = {});  // none: as it is
// Failure(not_found) for one who has no role in the project itself.
void remove_project_member(Transaction& tx, const Scope& scope, AccountId account_id);

}  // namespace serow::catalog
