#include "journeys/name_by_event.h"

#include <algorithm>
#include <ranges>
#include <string>
#include <vector>

#include "catalog/event_names.h"
#include "catalog/projects.h"
#include "journeys/run_jobs.h"
#include "vision/event_smoothing.h"
#include "vision/taxonomy.h"

namespace serow::journeys {
namespace {

// By its own name: the node above would let it be called a sister species.
int node_of(const std::string& name, const vision::Taxonomy& taxonomy) {
    if (name.empty()) return vision::only_animal;
    const int node = taxonomy.find(name);
    return node >= 0 && taxonomy.nodes()[static_cast<std::size_t>(node)].scientificName == name ? node
                                                                                                : vision::not_listed;
}

// Those of one event that are to be called otherwise than now, with their new names.
std::vector<catalog::AnimalOfEvent> renamed(std::span<const catalog::AnimalOfEvent> animals,
                                            const vision::Taxonomy& taxonomy, bool smoothing) {
    std::vector<vision::ToldAnimal> told;
    told.reserve(animals.size());
    std::size_t medium = 0;
    for (std::size_t i = 0; i < animals.size(); ++i) {
        if (i > 0 && animals[i].media_id != animals[i - 1].media_id) ++medium;
        // An answer without a probability may be certain: it is never another species.
        told.push_back({medium, node_of(animals[i].told_as, taxonomy), animals[i].taxon_probability.value_or(1),
                        animals[i].method == camtrap::ClassificationMethod::human});
    }
    const auto names = vision::smooth_event(taxonomy, told);
    std::vector<catalog::AnimalOfEvent> changed;
    for (std::size_t i = 0; i < animals.size(); ++i) {
        const auto& name = smoothing && names[i] != told[i].node
                               ? taxonomy.nodes()[static_cast<std::size_t>(names[i])].scientificName
                               : animals[i].told_as;
        if (name == animals[i].scientific_name) continue;
        changed.push_back(animals[i]);
        changed.back().scientific_name = name;
    }
    return changed;
}

}  // namespace

std::size_t name_by_event(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                          std::span<const EventId> events) {
    const auto animals = catalog::animals_of_events(tx, scope, events, most_media_of_a_visit);
    if (animals.empty()) return 0;
    std::vector<catalog::AnimalOfEvent> changed;
    for (auto event :
         animals | std::views::chunk_by([](const auto& a, const auto& b) { return a.event_id == b.event_id; }))
        std::ranges::move(renamed(event, house.taxa.tree(), house.config.event_smoothing), std::back_inserter(changed));
    catalog::name_by_event(tx, scope, changed);
    return changed.size();
}

void name_by_event(const House& house, ProjectId project, EventId event) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    house.catalog.transaction([&](catalog::Transaction& tx) {
        if (name_by_event(house, tx, scope, std::span(&event, 1)) == 0) return;
        catalog::touch_project(tx, project);
        catalog::notify(tx, project);
    });
}

void queue_names_by_event(catalog::Transaction& tx, const catalog::Scope& scope, std::span<const MediaId> media) {
    // After a moment, so that it is done once for the many answers that come together.
    catalog::enqueue_event_names(tx, scope, media, job::name_by_event, 4, std::chrono::seconds(2));
}

}  // namespace serow::journeys
