#include "journeys/describe_crops.h"

#include <utility>

#include "base/log.h"
#include "catalog/jobs.h"
#include "catalog/model_choices.h"
#include "journeys/open_session.h"
#include "journeys/project_models.h"
#include "journeys/run_jobs.h"
#include "media/decode.h"
#include "training/neighbours.h"

namespace serow::journeys {
namespace {

constexpr int photos_at_a_time = 32;

// Of one photo; none where it cannot be read.
std::vector<catalog::CropFeature> described(const House& house, const Eyes& eyes, const catalog::Undescribed& photo) {
    const auto file = house.store.original(Sha256{photo.sha256});
    const auto decoded = media::decode_image(file.path(), eyes.wanted_side());
    if (!decoded) {
        log_warning("a photo is passed over", {{"media", photo.media_id.text()}, {"reason", decoded.error().detail}});
        return {};
    }
    const auto features = seen_or_throw(eyes.features(decoded->image, photo.boxes));
    std::vector<catalog::CropFeature> crops;
    for (std::size_t i = 0; i < features.size(); ++i)
        if (auto bytes = training::in_bytes(features[i]); !bytes.empty())
            crops.push_back({photo.media_id, photo.boxes[i], std::move(bytes)});
    return crops;
}

}  // namespace

std::vector<catalog::CropFeature> described(MediaId media, std::span<const Seen> seen) {
    std::vector<catalog::CropFeature> crops;
    for (const auto& one : seen)
        if (auto bytes = training::in_bytes(one.features); !bytes.empty())
            crops.push_back({media, one.detection.box, std::move(bytes)});
    return crops;
}

std::string network_of_project(const House& house, catalog::Transaction& tx, const catalog::Scope& scope,
                               const vision::Registry& registry) {
    const auto names = catalog::models_of_project(tx, scope).names.classifiers.value_or(house.config.classifiers);
    const auto texts = catalog::texts_of_trained_models(tx, scope, names);
    for (const auto& name : names) {
        const auto own = std::ranges::find_if(
            texts, [&](const auto& each) { return own_model_name(each.name, each.version) == name; });
        if (own != texts.end()) return vision::network_of(value_or_throw(vision::parse_manifest(own->manifest, name)));
        const auto model = registry.find(name);
        if (!model || !can_run(house.config, registry, (*model)->manifest)) continue;
        if (auto network = vision::network_of((*model)->manifest); !network.empty()) return network;
    }
    return {};
}

void queue_descriptions(catalog::Transaction& tx, ProjectId project) {
    const catalog::NewJob work{project, job::describe_crops, project.text(), 1, {}};
    catalog::enqueue(tx, std::span(&work, 1));
}

void ask_for_descriptions(const House& house, const Viewer& viewer, ProjectId project) {
    in_project(house, viewer, project, people::Act::analyse, [&](catalog::Transaction& tx, const catalog::Scope&) {
        queue_descriptions(tx, project);
        catalog::notify(tx, project);
    });
}

void describe_crops(const House& house, const Eyes& eyes, ProjectId project, const std::atomic<bool>& stop) {
    const catalog::Scope scope{Viewer::system(), project, 1};
    const auto network = eyes.network();
    if (network.empty()) return;
    std::optional<MediaId> after;
    for (;;) {
        const auto photos = house.catalog.transaction([&](catalog::Transaction& tx) {
            return catalog::crops_without_features(tx, scope, network, after, photos_at_a_time);
        });
        if (photos.empty()) return;
        after = photos.back().media_id;
        std::vector<MediaId> ids;
        std::vector<catalog::CropFeature> crops;
        for (const auto& photo : photos) {
            if (stop) throw Failure(Code::interrupted, "describing crops was stopped; what was done stays");
            ids.push_back(photo.media_id);
            for (auto& crop : described(house, eyes, photo)) crops.push_back(std::move(crop));
        }
        house.catalog.transaction(
            [&](catalog::Transaction& tx) { catalog::put_crop_features(tx, scope, network, ids, crops); });
    }
}

}  // namespace serow::journeys
