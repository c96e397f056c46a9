#include "journeys/similar_images.h"

#include <algorithm>
#include <atomic>
#include <shared_mutex>
#include <unordered_map>
#include <unordered_set>
#include <utility>

#include "catalog/crop_features.h"
#include "catalog/privacy.h"
#include "journeys/describe_crops.h"
#include "journeys/eyes.h"
#include "journeys/found.h"
#include "training/neighbours.h"

namespace serow::journeys {

// The crops of one project and network.
struct SimilarImages::Index {
    explicit Index(std::size_t width_of_each) : width(width_of_each), neighbours(width_of_each) {}

    const std::size_t width;
    std::shared_mutex mutex;
    training::Neighbours neighbours;
    struct Crop {
        MediaId media_id;
        Box bbox;
        std::optional<double> second;
    };
    std::vector<Crop> crops;  // by number
    std::unordered_set<std::int64_t> added;
    std::int64_t latest = 0;
    std::atomic<std::size_t> bytes{0};

    // What came since. Rows are numbered before they are committed: those of a transaction that takes long come after
    // later ones, so that the last few are asked for once more.
    void catch_up(const House& house, const catalog::Scope& scope, const std::string& network) {
        constexpr std::int64_t overlap = 200;
        constexpr int at_a_time = 5000;
        const std::scoped_lock lock(mutex);
        auto from = std::max<std::int64_t>(0, latest - overlap);
        while (crops.size() < most_crops) {
            const auto more = house.catalog.transaction([&](catalog::Transaction& tx) {
                return catalog::crop_features_since(tx, scope, network, from, at_a_time);
            });
            for (const auto& crop : more) {
                from = crop.added;
                if (crop.features.size() != width || !added.insert(crop.added).second) continue;
                neighbours.add(crop.features);
                crops.push_back({crop.media_id, crop.bbox, crop.second});
                latest = std::max(latest, crop.added);
                if (crops.size() == most_crops) break;
            }
            if (more.size() < at_a_time) break;
        }
        bytes = neighbours.bytes() + crops.size() * (sizeof crops.front() + 40);
    }
};

namespace {

struct Alike {
    MediaId media_id;
    Box bbox;
    std::optional<double> second;
    double similarity = 0;
};

// Those that the viewer may see, of other events, the most similar first.
std::vector<SimilarMedium> seen_by(catalog::Transaction& tx, const catalog::Scope& scope, const catalog::Media& like,
                                   const std::vector<Alike>& alike, std::size_t most) {
    std::vector<MediaId> ids;
    for (const auto& one : alike) ids.push_back(one.media_id);
    std::unordered_map<MediaId, MediaWithObservations> media;
    if (!ids.empty()) {
        for (auto& one : catalog::media_by_ids(tx, scope, ids))
            if (one.privacy != catalog::privacy::withheld && (!like.event_id || one.event_id != like.event_id))
                media[one.media_id].media = std::move(one);
        for (auto& observation : catalog::observations_of_media(tx, scope, ids))
            if (const auto found = media.find(observation.media_id); found != media.end())
                found->second.observations.push_back(std::move(observation));
    }
    std::vector<SimilarMedium> items;
    for (const auto& one : alike)
        if (const auto found = media.find(one.media_id); found != media.end() && items.size() < most)
            items.push_back({std::move(found->second), one.bbox, one.second, one.similarity});
    return items;
}

}  // namespace

SimilarImages::SimilarImages(std::size_t most_bytes) : most_bytes_(most_bytes) {}
SimilarImages::~SimilarImages() = default;

std::size_t SimilarImages::bytes() const {
    const std::scoped_lock lock(mutex_);
    std::size_t sum = 0;
    for (const auto& [key, index] : kept_) sum += index->bytes;
    return sum;
}

std::shared_ptr<const vision::Registry> SimilarImages::registry(const House& house) {
    const std::scoped_lock lock(mutex_);
    const auto now = std::chrono::steady_clock::now();
    if (!registry_ || now > registry_until_) {
        registry_ = std::make_shared<const vision::Registry>(open_registry(house.config));
        registry_until_ = now + std::chrono::minutes(1);
    }
    return registry_;
}

std::shared_ptr<SimilarImages::Index> SimilarImages::index_of(const Key& key, std::size_t width) {
    const std::scoped_lock lock(mutex_);
    const auto known = std::ranges::find(kept_, key, [](const auto& one) { return one.first; });
    if (known != kept_.end() && known->second->width == width) {
        kept_.splice(kept_.begin(), kept_, known);
    } else {
        if (known != kept_.end()) kept_.erase(known);
        kept_.emplace_front(key, std::make_shared<Index>(width));
    }
    return kept_.front().second;
}

void SimilarImages::forget_the_oldest(const Key& but) {
    const std::scoped_lock lock(mutex_);
    std::size_t sum = 0;
    for (const auto& [key, index] : kept_) sum += index->bytes;
    while (sum > most_bytes_ && kept_.size() > 1 && kept_.back().first != but) {
        sum -= kept_.back().second->bytes;
        kept_.pop_back();
    }
}

SimilarMedia SimilarImages::of(const House& house, const Viewer& viewer, ProjectId project, MediaId id,
                               std::size_t most) {
    SimilarMedia answer;
    const auto models = registry(house);
    const auto [like, own] =
        in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
            auto medium = found(catalog::shown_media_by_id(tx, scope, id), "photo or video");
            answer.network = network_of_project(house, tx, scope, *models);
            auto crops = answer.network.empty() ? std::vector<catalog::CropFeature>()
                                                : catalog::crop_features_of_media(tx, scope, answer.network, id);
            return std::pair(std::move(medium), std::move(crops));
        });
    if (own.empty()) return answer;
    answer.described = true;
    const Key key{project, answer.network};
    const auto index = index_of(key, own.front().features.size());
    index->catch_up(house, {Viewer::system(), project, 1}, answer.network);
    forget_the_oldest(key);

    // Neighbours of the same event are many and left out later: more are asked for than are wanted.
    std::unordered_map<MediaId, Alike> best;
    {
        const std::shared_lock lock(index->mutex);
        answer.crops = index->crops.size();
        for (const auto& crop : own) {
            if (crop.features.size() != index->width) continue;  // of a network that was exchanged under its name
            for (const auto& near : index->neighbours.nearest(crop.features, 8 * most + 100)) {
                const auto& [media_id, bbox, second] = index->crops[near.number];
                auto& one = best.try_emplace(media_id, Alike{media_id, bbox, second, -2}).first->second;
                if (media_id != id && near.similarity > one.similarity) one = {media_id, bbox, second, near.similarity};
            }
        }
    }
    best.erase(id);
    std::vector<Alike> alike;
    for (const auto& [media_id, one] : best) alike.push_back(one);
    std::ranges::sort(alike, [](const Alike& a, const Alike& b) {
        return a.similarity != b.similarity ? a.similarity > b.similarity : a.media_id < b.media_id;
    });
    if (alike.size() > 8 * most) alike.resize(8 * most);
    answer.items = in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        return seen_by(tx, scope, like, alike, most);
    });
    return answer;
}

}  // namespace serow::journeys
