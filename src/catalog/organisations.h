// Organisations and who belongs to them.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/access.h"

namespace serow::catalog {

struct Organisation {
    OrganisationId organisation_id;
    std::string name;
    int role = 0;  // the viewer's; the system's is 4
    Instant created_at;
    // Originals, each once in however many projects it is. No quota: no limit.
    std::int64_t stored_bytes = 0, stored_files = 0;
    std::optional<std::int64_t> quota_bytes;
};

struct Member {
    AccountId account_id;
    std::string email;
    std::string name;
    int role = 0;
    bool expert = false;  // of a project: approves and adjudicates, though no manager
};

// The account becomes its owner.
Organisation create_organisation(Transaction& tx, AccountId owner, std::string_view name,
                                 std::optional<std::int64_t> quota_bytes = {});
// Those the viewer belongs to (the system: all), by name.
std::vector<Organisation> list_organisations(Transaction& tx, const Viewer& viewer);
std::optional<Organisation> organisation_by_id(Transaction& tx, const Viewer& viewer, OrganisationId organisation_id);
// Owner. Failure(not_found), Failure(forbidden).
void rename_organisation(Transaction& tx, const Viewer& viewer, OrganisationId organisation_id, std::string_view name);

// For the operator of the service alone. Failure(not_found).
void set_organisation_quota(Transaction& tx, OrganisationId organisation_id, std::optional<std::int64_t> quota_bytes);

// What the organisation of a project stores, and may store.
struct Room {
    OrganisationId organisation_id;
    std::int64_t stored_bytes = 0, stored_files = 0;
    std::optional<std::int64_t> quota_bytes;
};
// Failure(not_found, forbidden).
Room room_of_project(Transaction& tx, const Scope& scope);
// Whether its organisation stores these bytes already, in whichever project.
bool organisation_stores(Transaction& tx, const Scope& scope, std::string_view sha256);

// Any member may see the others: Failure(not_found) for those who are none. Greatest role first, then by name.
std::vector<Member> list_organisation_members(Transaction& tx, const Viewer& viewer, OrganisationId organisation_id);
// Owner. Failure(not_found) where nobody registered with that e-mail; Failure(conflict) where the last
// owner would lose that role.
Member set_organisation_member(Transaction& tx, const Viewer& viewer, OrganisationId organisation_id,
                               std::string_view email, int role);
// Owner. Failure(conflict) for the last owner, Failure(not_found) for one who is no member.
void remove_organisation_member(Transaction& tx, const Viewer& viewer, OrganisationId organisation_id,
                                AccountId account_id);

}  // namespace serow::catalog
