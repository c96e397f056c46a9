#include "people/roles.h"

#include <algorithm>
#include <array>
#include <utility>

namespace serow::people {
namespace {

constexpr std::array<std::pair<Role, std::string_view>, 4> words{{
    {Role::viewer, "viewer"},
    {Role::annotator, "annotator"},
    {Role::manager, "manager"},
    {Role::owner, "owner"},
}};

// Without a default: a new act does not compile until somebody decides who may do it.
Role least_role(Act act) {
    switch (act) {
        case Act::see:
        case Act::download: return Role::viewer;
        case Act::answer:
        case Act::upload:
        case Act::export_data: return Role::annotator;
        case Act::analyse:
        case Act::manage_places:
        case Act::retract_others:
        case Act::delete_media:
        case Act::manage_project:
        case Act::manage_members: return Role::manager;
        case Act::delete_project:
        case Act::manage_organisation: return Role::owner;
    }
    return Role::owner;
}

}  // namespace

bool may(Role role, Act act) {
    return role >= least_role(act);
}
bool may(std::optional<Role> role, Act act) {
    return role && may(*role, act);
}

std::optional<Role> effective_role(std::optional<Role> in_organisation, std::optional<Role> in_project) {
    return std::max(in_organisation, in_project);  // an empty optional is the smallest
}

bool may_give(Role own, Role role) {
    return may(own, Act::manage_members) && role <= own;
}

std::string_view word(Role role) {
    for (const auto& [value, text] : words)
        if (value == role) return text;
    return {};
}

std::optional<Role> parse_role(std::string_view text) {
    for (const auto& [role, spelling] : words)
        if (spelling == text) return role;
    return {};
}

}  // namespace serow::people
