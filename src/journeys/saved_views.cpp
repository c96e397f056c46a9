#include "journeys/saved_views.h"

#include "journeys/found.h"

namespace serow::journeys {
namespace {

void check_name(const std::string& name) {
    if (name.empty() || name.size() > 200)
        throw Failure(Code::invalid, "a view's name is between 1 and 200 bytes long");
}

bool may(catalog::Transaction& tx, const catalog::Scope& scope, people::Act act) {
    return catalog::project_role(tx, scope.viewer, scope.project_id) >= least_role(act);
}

void check_sharing(catalog::Transaction& tx, const catalog::Scope& scope, bool shared) {
    if (shared && !may(tx, scope, people::Act::answer))
        throw Failure(Code::forbidden,
                      "Your role keeps views for yourself alone; annotators share them with the project.");
}

catalog::WhoseViews whose(catalog::Transaction& tx, const catalog::Scope& scope) {
    return may(tx, scope, people::Act::manage_project) ? catalog::WhoseViews::shared_too : catalog::WhoseViews::own;
}

}  // namespace

std::vector<SavedView> saved_views(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::saved_views(tx, scope);
    });
}

SavedView save_view(const House& house, const Caller& caller, ProjectId project, SavedView view) {
    check_name(view.name);
    view.view_id = ViewId::make();
    return in_project(house, caller.viewer(), project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        check_sharing(tx, scope, view.shared);
        catalog::save_view(tx, scope, view, most_views);
        return found(catalog::saved_view(tx, scope, view.view_id), "view");
    });
}

SavedView change_view(const House& house, const Caller& caller, ProjectId project, ViewId view,
                      const ViewChange& change) {
    if (change.name) check_name(*change.name);
    return in_project(house, caller.viewer(), project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        check_sharing(tx, scope, change.shared.value_or(false));
        const auto before = found(catalog::saved_view(tx, scope, view), "view");
        catalog::change_view(tx, scope, view, change, whose(tx, scope));
        // A manager who ends the sharing of somebody's view sees it no more.
        return catalog::saved_view(tx, scope, view).value_or(before);
    });
}

void delete_view(const House& house, const Caller& caller, ProjectId project, ViewId view) {
    in_project(house, caller.viewer(), project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        catalog::delete_view(tx, scope, view, whose(tx, scope));
        return true;
    });
}

}  // namespace serow::journeys
