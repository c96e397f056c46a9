#include "journeys/individuals.h"

#include <algorithm>
#include <format>
#include <map>
#include <unordered_map>
#include <utility>

#include "catalog/crop_features.h"
#include "journeys/describe_crops.h"
#include "journeys/found.h"
#include "people/tokens.h"
#include "training/neighbours.h"
#include "vision/overlap.h"
#include "vision/taxonomy.h"

namespace serow::journeys {
namespace {

constexpr int most_in_gallery = 500;
constexpr int most_compared = 2000;
constexpr double same_box = 0.5;  // intersection over union

void apply(const IndividualChange& change, catalog::Individual& individual, const Taxa& taxa) {
    if (change.name) individual.name = value_or_throw(people::check_name(*change.name, "The individual's name"));
    if (change.comments) {
        if (change.comments->size() > 5000) throw Failure(Code::invalid, "comments are at most 5000 bytes");
        individual.comments = *change.comments;
    }
    if (change.sex) individual.sex = *change.sex;
    if (!change.scientific_name) return;
    const int node = taxa.tree().find(*change.scientific_name);
    if (node < 0 || taxa.tree().nodes()[static_cast<std::size_t>(node)].scientificName != *change.scientific_name)
        throw Failure(Code::invalid, std::format("\"{}\" is in no list of taxa here; search for the name that is used",
                                                 *change.scientific_name));
    if (individual.media > 0 && individual.scientific_name != *change.scientific_name)
        throw Failure(Code::conflict, std::format("{} was seen as {} already; correct those observations first",
                                                  individual.name, individual.scientific_name));
    individual.scientific_name = *change.scientific_name;
}

// The crop that the network described of an animal in a box; of one without a box, where there is only one crop.
const catalog::CropFeature* crop_at(const std::vector<const catalog::CropFeature*>& crops,
                                    const std::optional<Box>& bbox) {
    if (!bbox) return crops.size() == 1 ? crops.front() : nullptr;
    const catalog::CropFeature* best = nullptr;
    double most = same_box;
    for (const auto* crop : crops)
        if (const double overlap = vision::intersection_over_union(crop->bbox, *bbox); overlap >= most) {
            best = crop;
            most = overlap;
        }
    return best;
}

std::vector<const catalog::CropFeature*> pointers(const std::vector<catalog::CropFeature>& crops) {
    std::vector<const catalog::CropFeature*> list;
    for (const auto& crop : crops) list.push_back(&crop);
    return list;
}

}  // namespace

catalog::Individual create_individual(const House& house, const Viewer& viewer, ProjectId project,
                                      const IndividualChange& fields) {
    if (!fields.name || !fields.scientific_name)
        throw Failure(Code::invalid, "an individual needs a name and a scientificName");
    catalog::Individual individual;
    individual.individual_id = IndividualId::make();
    apply(fields, individual, house.taxa);
    return in_project(house, viewer, project, people::Act::answer,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          catalog::create_individual(tx, scope, individual);
                          return individual;
                      });
}

catalog::Individual update_individual(const House& house, const Viewer& viewer, ProjectId project, IndividualId id,
                                      const IndividualChange& change) {
    return in_project(house, viewer, project, people::Act::answer,
                      [&](catalog::Transaction& tx, const catalog::Scope& scope) {
                          auto individual = found(catalog::individual_by_id(tx, scope, id), "individual");
                          apply(change, individual, house.taxa);
                          catalog::update_individual(tx, scope, individual);
                          return individual;
                      });
}

void delete_individual(const House& house, const Viewer& viewer, ProjectId project, IndividualId id) {
    in_project(house, viewer, project, people::Act::answer, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        // Also what this viewer may not look at keeps it.
        const catalog::Scope all{Viewer::system(), project, 1};
        const auto individual = found(catalog::individual_by_id(tx, all, id), "individual");
        if (individual.media > 0)
            throw Failure(Code::conflict,
                          std::format("{} was seen on {} photos or videos; answer those without it first",
                                      individual.name, individual.media));
        catalog::delete_individual(tx, scope, id);
    });
}

std::vector<catalog::Individual> list_individuals(const House& house, const Viewer& viewer, ProjectId project) {
    return in_project(house, viewer, project, [](catalog::Transaction& tx, const catalog::Scope& scope) {
        return catalog::list_individuals(tx, scope);
    });
}

IndividualWithSightings individual(const House& house, const Viewer& viewer, ProjectId project, IndividualId id) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        IndividualWithSightings whole;
        whole.individual = found(catalog::individual_by_id(tx, scope, id), "individual");
        whole.places = catalog::places_of_individual(tx, scope, id);
        const auto sightings = catalog::sightings_of_individual(tx, scope, id, most_in_gallery);
        std::vector<MediaId> ids;
        for (const auto& sighting : sightings) ids.push_back(sighting.media_id);
        std::unordered_map<MediaId, MediaWithObservations> media;
        for (auto& one : catalog::media_by_ids(tx, scope, ids)) media[one.media_id].media = std::move(one);
        for (auto& observation : catalog::observations_of_media(tx, scope, ids))
            media.at(observation.media_id).observations.push_back(std::move(observation));
        for (const auto& sighting : sightings)
            if (const auto one = media.find(sighting.media_id); one != media.end())
                whole.gallery.push_back({one->second, sighting.bbox});
        return whole;
    });
}

std::vector<Resemblance> resembling_individuals(const House& house, const Viewer& viewer, ProjectId project,
                                                MediaId media, const std::optional<Box>& bbox,
                                                const std::optional<std::string>& scientific_name,
                                                const vision::Registry& registry) {
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        std::vector<Resemblance> list;
        found(catalog::shown_media_by_id(tx, scope, media), "photo or video");
        const auto network = network_of_project(house, tx, scope, registry);
        if (network.empty()) return list;
        const auto own = catalog::crop_features_of_media(tx, scope, network, media);
        const auto* crop = crop_at(pointers(own), bbox);
        if (crop == nullptr) return list;

        const auto sightings = catalog::sightings_of_individuals(tx, scope, scientific_name, most_compared);
        std::vector<MediaId> ids;
        for (const auto& sighting : sightings) ids.push_back(sighting.media_id);
        const auto described = catalog::crop_features_of(tx, scope, network, ids);
        std::unordered_map<MediaId, std::vector<const catalog::CropFeature*>> of_medium;
        for (const auto& one : described) of_medium[one.media_id].push_back(&one);
        std::map<IndividualId, Resemblance> best;
        for (const auto& sighting : sightings) {
            if (sighting.media_id == media) continue;
            const auto* other = crop_at(of_medium[sighting.media_id], sighting.bbox);
            if (other == nullptr || other->features.size() != crop->features.size()) continue;
            const double similarity = training::cosine(crop->features, other->features);
            auto& one = best.try_emplace(sighting.individual_id, Resemblance{{}, -2, {}, {}}).first->second;
            if (similarity > one.similarity) one = {{}, similarity, sighting.media_id, other->bbox};
        }
        for (auto& individual : catalog::list_individuals(tx, scope))
            if (const auto one = best.find(individual.individual_id); one != best.end()) {
                one->second.individual = std::move(individual);
                list.push_back(std::move(one->second));
            }
        std::ranges::stable_sort(list, std::ranges::greater{}, &Resemblance::similarity);
        if (list.size() > 10) list.resize(10);
        return list;
    });
}

}  // namespace serow::journeys
