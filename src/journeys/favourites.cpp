#include "journeys/favourites.h"

#include "catalog/media.h"
#include "catalog/privacy.h"
#include "catalog/projects.h"

namespace serow::journeys {

void set_favourite(const House& house, const Viewer& viewer, ProjectId project, std::span<const MediaId> media,
                   bool favourite) {
    if (media.empty() || media.size() > 1000) throw Failure(Code::invalid, "give 1 to 1000 mediaIDs");
    in_project(house, viewer, project, people::Act::answer, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        catalog::must_be_shown(tx, scope, media);
        catalog::set_favorite(tx, scope, media, favourite);
        catalog::touch_project(tx, project);
    });
}

}  // namespace serow::journeys
