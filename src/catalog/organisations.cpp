#include "catalog/organisations.h"

#include <algorithm>

#include "catalog/read_member.h"

namespace serow::catalog {
namespace {

Organisation read_organisation(const Row& row) {
    Organisation o;
    row.read("organisation_id", o.organisation_id)
        .read("name", o.name)
        .read("created_at", o.created_at)
        .read("stored_bytes", o.stored_bytes)
        .read("stored_files", o.stored_files)
        .read("quota_bytes", o.quota_bytes)
        .read("role", o.role);
    return o;
}

// Until the end of the transaction nobody else changes members, so what is counted stays true.
void keep_an_owner(Transaction& tx, OrganisationId organisation_id, AccountId leaving) {
    const auto others = tx.query("count_other_owners", {organisation_id, leaving})[0].as<std::int64_t>("others");
    if (others == 0) throw Failure(Code::conflict, "An organisation needs an owner. Make another member owner first.");
}

}  // namespace

Organisation create_organisation(Transaction& tx, AccountId owner, std::string_view name,
                                 std::optional<std::int64_t> quota_bytes) {
    return read_organisation(tx.query("create_organisation", {OrganisationId::make(), owner, name, quota_bytes})[0]);
}

std::vector<Organisation> list_organisations(Transaction& tx, const Viewer& viewer) {
    return collect(tx.query("list_organisations", {viewer.account_id()}), read_organisation);
}

std::optional<Organisation> organisation_by_id(Transaction& tx, const Viewer& viewer, OrganisationId organisation_id) {
    return first(tx.query("organisation_by_id", {organisation_id, viewer.account_id()}), read_organisation);
}

void rename_organisation(Transaction& tx, const Viewer& viewer, OrganisationId organisation_id, std::string_view name) {
    if (tx.query("rename_organisation", {organisation_id, viewer.account_id(), name}).affected() == 0)
        require_organisation(tx, viewer, organisation_id, 4);
}

void set_organisation_quota(Transaction& tx, OrganisationId organisation_id, std::optional<std::int64_t> quota_bytes) {
    if (tx.query("set_organisation_quota", {organisation_id, quota_bytes}).affected() == 0)
        throw Failure(Code::not_found, "There is no such organisation.");
}

Room room_of_project(Transaction& tx, const Scope& scope) {
    const auto rows = tx.query("room_of_project", scoped(scope));
    must_have_changed(tx, scope, static_cast<std::int64_t>(rows.size()), "There is no such project.");
    Room room;
    rows[0]
        .read("organisation_id", room.organisation_id)
        .read("stored_bytes", room.stored_bytes)
        .read("stored_files", room.stored_files)
        .read("quota_bytes", room.quota_bytes);
    return room;
}

bool organisation_stores(Transaction& tx, const Scope& scope, std::string_view sha256) {
    return tx.query("organisation_stores", scoped(scope, {sha256})).size() > 0;
}

std::vector<Member> list_organisation_members(Transaction& tx, const Viewer& viewer, OrganisationId organisation_id) {
    require_organisation(tx, viewer, organisation_id, 1);
    return collect(tx.query("list_organisation_members", {organisation_id, viewer.account_id()}), read_member);
}

Member set_organisation_member(Transaction& tx, const Viewer& viewer, OrganisationId organisation_id,
                               std::string_view email, int role) {
    require_organisation(tx, viewer, organisation_id, 4);
    tx.query("lock_organisation", {organisation_id});
    const auto account = must_be_registered(tx, email);
    if (role != 4) {
        const auto members = list_organisation_members(tx, viewer, organisation_id);
        if (std::ranges::any_of(members,
                                [&](const Member& m) { return m.account_id == account.account_id && m.role == 4; }))
            keep_an_owner(tx, organisation_id, account.account_id);
    }
    tx.query("set_organisation_member", {organisation_id, viewer.account_id(), email, role});
    return {account.account_id, account.email, account.name, role, false};
}

void remove_organisation_member(Transaction& tx, const Viewer& viewer, OrganisationId organisation_id,
                                AccountId account_id) {
    require_organisation(tx, viewer, organisation_id, 4);
    tx.query("lock_organisation", {organisation_id});
    const auto members = list_organisation_members(tx, viewer, organisation_id);
    const auto found = std::ranges::find(members, account_id, &Member::account_id);
    if (found == members.end()) throw Failure(Code::not_found, "This account does not belong to the organisation.");
    if (found->role == 4) keep_an_owner(tx, organisation_id, account_id);
    tx.query("remove_organisation_member", {organisation_id, viewer.account_id(), account_id});
}

}  // namespace serow::catalog
