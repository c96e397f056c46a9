// Whose eyes a query looks through. Permission is part of every WHERE: a query below a project binds
// project ($1), account ($2, NULL for the system) and least role ($3), and what may not be seen does not exist.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include "base/id.h"
#include "catalog/pool.h"

namespace serow::catalog {

class Viewer {
public:
    static Viewer account(AccountId id) { return Viewer(id); }
    // Workers and the local administrator: passes every check. Never made from a request.
    static Viewer system() { return Viewer(std::nullopt); }
    [[nodiscard]] const std::optional<AccountId>& account_id() const { return account_id_; }
    [[nodiscard]] bool is_system() const { return !account_id_; }

private:
    explicit Viewer(std::optional<AccountId> id) : account_id_(id) {}
    std::optional<AccountId> account_id_;
};

// Roles: 1 viewer, 2 annotator, 3 manager, 4 owner (people/roles.h).
struct Scope {
    Viewer viewer;
    ProjectId project_id;
    int least_role = 1;
};

// 0 without a role (also where the project does not exist); the system has 4 in what exists.
int project_role(Transaction& tx, const Viewer& viewer, ProjectId project_id);
int organisation_role(Transaction& tx, const Viewer& viewer, OrganisationId organisation_id);

// Failure(not_found) where the viewer has no role there, Failure(forbidden) where it is less than needed.
// Functions of the other headers that change something and take a Scope call it where their statement
// found nothing to do; lists are empty instead: call it first where a list is asked for.
void require(Transaction& tx, const Scope& scope);
void require_organisation(Transaction& tx, const Viewer& viewer, OrganisationId organisation_id, int least_role);

// After a statement that changed `changed` rows: nothing where that is more than 0; else what require()
// throws, else Failure(not_found) with `sentence`.
void must_have_changed(Transaction& tx, const Scope& scope, std::int64_t changed, std::string_view sentence);

// $1 … $3 from the scope, then `more` from $4 on.
Params scoped(const Scope& scope, Params more = {});

}  // namespace serow::catalog
