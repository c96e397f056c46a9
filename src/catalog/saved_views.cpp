#include "catalog/saved_views.h"

#include <format>

namespace serow::catalog {
namespace {

constexpr std::string_view no_view = "You have no such view, and none is shared with you.";

SavedView read_view(const Row& row) {
    SavedView view;
    row.read("view_id", view.view_id)
        .read("account_id", view.account_id)
        .read("account_name", view.account_name)
        .read("name", view.name)
        .read("shared", view.shared)
        .read("filter", view.filter)
        .read("sort", view.sort)
        .read("created_at", view.created_at)
        .read("changed_at", view.changed_at);
    return view;
}

}  // namespace

std::vector<SavedView> saved_views(Transaction& tx, const Scope& scope) {
    return collect(tx.query("saved_views", scoped(scope, {std::nullopt})), read_view);
}

std::optional<SavedView> saved_view(Transaction& tx, const Scope& scope, ViewId view) {
    return first(tx.query("saved_views", scoped(scope, {view})), read_view);
}

void save_view(Transaction& tx, const Scope& scope, const SavedView& view, int most) {
    require(tx, scope);
    const auto saved =
        tx.query("save_view", scoped(scope, {view.view_id, view.name, view.shared, view.filter, most, view.sort}))
            .affected();
    if (saved == 0)
        throw Failure(Code::conflict,
                      std::format("You have {} views in this project, as many as are kept; delete one first.", most));
}

void change_view(Transaction& tx, const Scope& scope, ViewId view, const ViewChange& change, WhoseViews whose) {
    const auto changed = tx.query("change_view", scoped(scope, {view, change.name, change.shared, change.filter,
                                                                whose == WhoseViews::shared_too, change.sort}));
    must_have_changed(tx, scope, changed.affected(), no_view);
}

void delete_view(Transaction& tx, const Scope& scope, ViewId view, WhoseViews whose) {
    const auto deleted = tx.query("delete_view", scoped(scope, {view, whose == WhoseViews::shared_too}));
    must_have_changed(tx, scope, deleted.affected(), no_view);
}

}  // namespace serow::catalog
