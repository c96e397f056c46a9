// Which models look at a project's media, and how.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "catalog/access.h"

namespace serow::catalog {

struct ModelNames {
    std::optional<std::string> detector;                  // none: as the service is configured
    std::optional<std::vector<std::string>> classifiers;  // likewise; empty: no species are suggested
    std::optional<int> tiles{};                           // likewise; along each side of a photo, 1 to 4
    bool second_opinion{};                                // what moved is asked beside the detector
    // Read only: the project, where some of the classifiers are its own ("NAME-vVERSION", trained_models.h), so that
    // equal names of two projects are not taken for the same models.
    std::optional<ProjectId> own_of{};
    auto operator<=>(const ModelNames&) const = default;
};
struct ModelChoice {
    ModelNames names;
    // The rest is read only.
    std::string account_name;  // empty: nobody chose yet, or a former account
    std::optional<Instant> recorded_at;
};

// Whether that is a name of a project's own model; those of others hold no "-".
inline bool is_own_model(std::string_view name) {
    return name.find("-v") != std::string_view::npos;
}

// The latest; of a project in which nobody chose, one without names.
ModelChoice models_of_project(Transaction& tx, const Scope& scope);
// By the scope's viewer, at the database's time. Failure(not_found) where the viewer sees no such project.
void choose_models(Transaction& tx, const Scope& scope, const ModelNames& names);

}  // namespace serow::catalog
