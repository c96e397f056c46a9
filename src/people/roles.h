// Who may do what.
#pragma once

#include <optional>
#include <string_view>

namespace serow::people {

// In rising order: each may all that the one before may. The numbers stand in the database.
enum class Role { viewer = 1, annotator = 2, manager = 3, owner = 4 };

enum class Act {
    see,             // media, observations, maps and tables of a project
    download,        // previews and original files
    answer,          // say what a medium shows; take back one's own answer
    upload,          // bring in media
    analyse,         // start or repeat classification of media
    export_data,     // a package or table to take away
    manage_places,   // sample areas, sample points, deployments, clock corrections
    retract_others,  // take back another person's answer
    delete_media,    // take media away
    manage_project,  // the project's name, description, licences
    manage_members,  // invite, change roles below one's own or equal to it, remove
    delete_project,
    manage_organisation,  // its name, its projects
};

// Least roles: viewer: see, download. annotator: answer, upload, export_data. manager: analyse,
// manage_places, retract_others, delete_media, manage_project, manage_members. owner: delete_project,
// manage_organisation.
bool may(Role role, Act act);
// False without a role: what is not one's own does not exist.
bool may(std::optional<Role> role, Act act);

// The larger of the role in the organisation and the role in the project; none where there is neither.
std::optional<Role> effective_role(std::optional<Role> in_organisation, std::optional<Role> in_project);

// A member with `own` role may give, change or take away `role`: with manage_members, and none above one's own.
bool may_give(Role own, Role role);

std::string_view word(Role role);  // "viewer" …
std::optional<Role> parse_role(std::string_view word);

}  // namespace serow::people
