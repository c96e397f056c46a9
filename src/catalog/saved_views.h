// Filters that somebody keeps under a name.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/json.h"
#include "catalog/access.h"

namespace serow::catalog {

struct SavedView {
    ViewId view_id;
    std::string name;     // 1 to 200 characters; each of an owner's once
    bool shared = false;  // all of the project see it
    json::value filter;
    std::string sort = "oldest";  // newest worth
    // Read only:
    AccountId account_id;
    std::string account_name;
    Instant created_at, changed_at;
};

// The viewer's own and those that are shared, by name.
std::vector<SavedView> saved_views(Transaction& tx, const Scope& scope);
std::optional<SavedView> saved_view(Transaction& tx, const Scope& scope, ViewId view);

// For the viewer. Failure(conflict) for a name that they have already, and where they have `most` views.
void save_view(Transaction& tx, const Scope& scope, const SavedView& view, int most);

// What is given becomes so. Failure(not_found) for one that is not the viewer's, nor (`others_too`) a shared one;
// Failure(conflict) for a name that its owner has already.
struct ViewChange {
    std::optional<std::string> name = {};
    std::optional<bool> shared = {};
    std::optional<json::value> filter = {};
    std::optional<std::string> sort = {};
};
enum class WhoseViews { own, shared_too };
void change_view(Transaction& tx, const Scope& scope, ViewId view, const ViewChange& change, WhoseViews whose);
void delete_view(Transaction& tx, const Scope& scope, ViewId view, WhoseViews whose);

}  // namespace serow::catalog
