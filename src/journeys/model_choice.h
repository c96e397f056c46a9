// Which models look at a project's media, and how, where its managers want it otherwise than the service.
#pragma once

#include <list>
#include <memory>
#include <mutex>
#include <utility>

#include "catalog/model_choices.h"
#include "journeys/eyes.h"
#include "journeys/house.h"
#include "journeys/project_models.h"

namespace serow::journeys {

using catalog::ModelChoice;
using catalog::ModelNames;

ModelChoice model_choice(const House& house, const Viewer& viewer, ProjectId project);
// For what is looked at from now on; look_again() looks at the rest. A second opinion holds for all that is here, soon
// after. Failure(invalid) for a name that is no model, is
// one of the other kind, or cannot be run here, saying how to get it.
ModelChoice choose_models(const House& house, const Viewer& viewer, ProjectId project, const ModelNames& names);

// Each by its kind, and can be run here; Failure(invalid) as above. Gives the registry that knows all of them: with
// those that the project trained for itself.
OwnModels check_models(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                       const vision::Registry& registry, const ModelNames& names);

// The configuration with the project's models in place of the service's.
Config with_models(Config config, const ModelNames& names);

// The models of projects that chose their own, opened when they are first asked for. Safe from several threads.
class ChosenEyes {
public:
    ChosenEyes(const House& house, const vision::Registry& registry) : house_(house), registry_(registry) {}
    // nullptr where the service's own will do. Failure(unavailable, invalid) where they cannot be had.
    std::shared_ptr<const Eyes> of(const ModelNames& chosen);

private:
    static constexpr std::size_t most_kept = 2;  // beside the service's own; each takes memory

    const House& house_;
    const vision::Registry& registry_;
    std::mutex mutex_;
    std::list<std::pair<ModelNames, std::shared_ptr<const Eyes>>> open_;  // the latest first
};

}  // namespace serow::journeys
