#include "catalog/access.h"

namespace serow::catalog {
namespace {

constexpr int system_role = 4;

int role(Transaction& tx, std::string_view query, const Viewer& viewer, const Uuid& of) {
    return first(tx.query(query, {of, viewer.account_id(), system_role}),
                 [](const Row& row) { return row.as<int>("role"); })
        .value_or(0);
}

}  // namespace

int project_role(Transaction& tx, const Viewer& viewer, ProjectId project_id) {
    return role(tx, "role_in_project", viewer, project_id.uuid);
}

int organisation_role(Transaction& tx, const Viewer& viewer, OrganisationId organisation_id) {
    return role(tx, "role_in_organisation", viewer, organisation_id.uuid);
}

void require(Transaction& tx, const Scope& scope) {
    const int role = project_role(tx, scope.viewer, scope.project_id);
    if (role == 0) throw Failure(Code::not_found, "There is no such project, or you have no role in it.");
    if (role < scope.least_role) throw Failure(Code::forbidden, "Your role in this project does not allow it.");
}

void require_organisation(Transaction& tx, const Viewer& viewer, OrganisationId organisation_id, int least_role) {
    const int role = organisation_role(tx, viewer, organisation_id);
    if (role == 0) throw Failure(Code::not_found, "There is no such organisation, or you do not belong to it.");
    if (role < least_role) throw Failure(Code::forbidden, "Your role in this organisation does not allow it.");
}

void must_have_changed(Transaction& tx, const Scope& scope, std::int64_t changed, std::string_view sentence) {
    if (changed > 0) return;
    require(tx, scope);
    throw Failure(Code::not_found, std::string(sentence));
}

Params scoped(const Scope& scope, Params more) {
    Params out{scope.project_id, scope.viewer.account_id(), scope.least_role};
    out.insert(out.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    return out;
}

}  // namespace serow::catalog
