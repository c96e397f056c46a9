#include "journeys/describe_crops.h"

#include <cmath>
#include <filesystem>
#include <map>
#include <utility>

#include "base/log.h"
#include "catalog/jobs.h"
#include "catalog/model_choices.h"
#include "journeys/open_session.h"
#include "journeys/project_models.h"
#include "journeys/run_jobs.h"
#include "media/decode.h"
#include "media/video.h"
#include "training/neighbours.h"

namespace serow::journeys {
namespace {

constexpr int described_together = 32;

using Animals = std::vector<catalog::Undescribed::Animal>;

void describe(const Eyes& eyes, MediaId media, const Image& picture, const Animals& animals,
              std::vector<catalog::CropFeature>& crops) {
    std::vector<Box> boxes;
    for (const auto& animal : animals) boxes.push_back(animal.bbox);
    const auto features = seen_or_throw(eyes.features(picture, boxes));
    for (std::size_t i = 0; i < features.size(); ++i)
        if (auto bytes = training::in_bytes(features[i]); !bytes.empty())
            crops.push_back({media, boxes[i], std::move(bytes), animals[i].second});
}

std::optional<Problem> describe_photo(const std::filesystem::path& path, const Eyes& eyes,
                                      const catalog::Undescribed& photo, std::vector<catalog::CropFeature>& crops) {
    const auto decoded = media::decode_image(path, eyes.wanted_side());
    if (!decoded) return decoded.error();
    describe(eyes, photo.media_id, decoded->image, photo.animals, crops);
    return {};
}

std::optional<Problem> describe_video(const std::filesystem::path& path, const Eyes& eyes,
                                      const catalog::Undescribed& video, std::vector<catalog::CropFeature>& crops) {
    std::map<double, Animals> by_second;
    for (const auto& animal : video.animals) by_second[animal.second.value_or(0)].push_back(animal);
    std::vector<double> seconds;
    for (const auto& [second, animals] : by_second) seconds.push_back(second);
    const auto scan = media::frames_at(path, seconds, eyes.wanted_side(), [&](media::SampledFrame&& frame) {
        for (const auto& [second, animals] : by_second)
            if (std::abs(second - frame.second) <= media::same_frame_s)
                describe(eyes, video.media_id, frame.image, animals, crops);
        return true;
    });
    if (!scan) return scan.error();
    return {};
}

// Adds what is said of one medium; nothing where it cannot be read.
void describe(const House& house, const Eyes& eyes, const catalog::Undescribed& medium,
              std::vector<catalog::CropFeature>& crops) {
    const auto file = house.store.original(Sha256{medium.sha256});
    const bool is_video = medium.animals.front().second.has_value();
    const auto trouble =
        is_video ? describe_video(file.path(), eyes, medium, crops) : describe_photo(file.path(), eyes, medium, crops);
    if (trouble)
        log_warning("a photo or video is passed over",
                    {{"media", medium.media_id.text()}, {"reason", trouble->detail}});
}

}  // namespace

std::vector<catalog::CropFeature> described(MediaId media, std::span<const Seen> seen) {
    std::vector<catalog::CropFeature> crops;
    for (const auto& one : seen)
        if (auto bytes = training::in_bytes(one.features); !bytes.empty())
            crops.push_back({media, one.detection.box, std::move(bytes)});
    return crops;
}

std::vector<catalog::CropFeature> described(MediaId media, std::span<const Individual> individuals) {
    std::vector<catalog::CropFeature> crops;
    for (const auto& one : individuals)
        if (auto bytes = training::in_bytes(one.features); !bytes.empty())
            crops.push_back({media, one.best.box, std::move(bytes), one.best.second});
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
        const auto media = house.catalog.transaction([&](catalog::Transaction& tx) {
            return catalog::crops_without_features(tx, scope, network, after, described_together);
        });
        if (media.empty()) return;
        after = media.back().media_id;
        std::vector<MediaId> ids;
        std::vector<catalog::CropFeature> crops;
        for (const auto& one : media) {
            if (stop) throw Failure(Code::interrupted, "describing crops was stopped; what was done stays");
            ids.push_back(one.media_id);
            describe(house, eyes, one, crops);
        }
        house.catalog.transaction(
            [&](catalog::Transaction& tx) { catalog::put_crop_features(tx, scope, network, ids, crops); });
    }
}

}  // namespace serow::journeys
