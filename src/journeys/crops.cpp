#include "journeys/crops.h"

#include <algorithm>
#include <format>
#include <unordered_map>
#include <utility>

#include "catalog/crop_features.h"
#include "journeys/describe_crops.h"
#include "vision/overlap.h"

namespace serow::journeys {
namespace {

using catalog::DetectionCursor;

std::optional<DetectionCursor> detection_cursor(const std::optional<std::string>& text) {
    if (!text) return {};
    auto cursor = catalog::parse_detection_cursor(*text);
    if (!cursor) throw Failure(Code::bad_request, "the cursor is none that a list gave; begin again without it");
    return cursor;
}

std::optional<std::string> text_of(const std::optional<DetectionCursor>& cursor) {
    if (!cursor) return {};
    return catalog::to_text(*cursor);
}

// Features are kept with the boxes of the detector that looked; what holds may be another's, or moved a little. Half of
// both together is the usual measure of one and the same thing.
constexpr double same_animal = 0.5;

// Where nothing is known of how a crop looks, its event and how sure the machine is must do: an animal before the
// camera is one animal for some pictures.
std::string beside(const Detection& crop) {
    const double sure = crop.probability.value_or(0);
    const int band = sure >= 0.8 ? 2 : sure >= 0.5 ? 1 : 0;
    return crop.event_id ? std::format("{} {}", crop.event_id->text(), band) : "";
}

std::vector<training::Cohort> cohorts_of(const std::vector<Detection>& crops,
                                         const std::vector<catalog::CropFeature>& features, std::size_t& described) {
    std::unordered_map<MediaId, std::vector<const catalog::CropFeature*>> by_media;
    std::size_t width = 0;  // a network that was exchanged under its name has left others
    for (const auto& one : features) {
        by_media[one.media_id].push_back(&one);
        width = std::max(width, one.features.size());
    }
    std::vector<training::CohortCrop> all;
    all.reserve(crops.size());
    for (const auto& crop : crops) {
        auto& one = all.emplace_back();
        one.id = std::format("{} {:06}", crop.media_id.text(), crop.ordinal);
        one.score = crop.probability.value_or(0);
        one.beside = beside(crop);
        const auto known = by_media.find(crop.media_id);
        if (known == by_media.end()) continue;
        double most = 0;
        for (const auto* feature : known->second)
            if (const double same = vision::intersection_over_union(feature->bbox, crop.bbox);
                feature->features.size() == width && same >= same_animal && same > most) {
                most = same;
                one.features = feature->features;
            }
        if (!one.features.empty()) ++described;
    }
    return training::cohorts(all);
}

}  // namespace

DetectionPage list_detections(const House& house, const Viewer& viewer, ProjectId project, const MediaFilter& filter,
                              catalog::Which which, const std::optional<std::string>& cursor, int limit) {
    const auto after = detection_cursor(cursor);
    return in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        refuse_to_list_withheld(tx, scope, filter);
        auto page = catalog::list_detections(tx, scope, filter, which, after, limit);
        return DetectionPage{std::move(page.items), text_of(page.next)};
    });
}

CohortBatch cohort_batch(const House& house, const Viewer& viewer, ProjectId project, const MediaFilter& filter,
                         const std::optional<std::string>& cursor, int limit, const vision::Registry& registry) {
    const auto after = detection_cursor(cursor);
    CohortBatch batch;
    std::vector<catalog::CropFeature> features;
    in_project(house, viewer, project, [&](catalog::Transaction& tx, const catalog::Scope& scope) {
        refuse_to_list_withheld(tx, scope, filter);
        batch = {};
        const auto waiting = [&](const MediaFilter& of, const std::optional<DetectionCursor>& from, int most) {
            return catalog::list_detections(tx, scope, of, catalog::Which::waiting, from, most);
        };
        batch.network = network_of_project(house, tx, scope, registry);
        const auto first = waiting(filter, after, 1);
        if (first.items.empty()) return;
        batch.scientific_name = first.items.front().scientific_name;
        auto of_name = filter;
        of_name.names = {batch.scientific_name};
        auto page = waiting(of_name, after, std::clamp(limit, 1, most_in_batch));
        batch.crops = std::move(page.items);
        const auto last = catalog::cursor_at(batch.crops.back());
        if (page.next || !waiting(filter, last, 1).items.empty()) batch.next = catalog::to_text(last);
        if (batch.network.empty()) return;
        std::vector<MediaId> media;
        for (const auto& crop : batch.crops) media.push_back(crop.media_id);
        std::ranges::sort(media);
        media.erase(std::ranges::unique(media).begin(), media.end());
        features = catalog::crop_features_of(tx, scope, batch.network, media);
    });
    batch.cohorts = cohorts_of(batch.crops, features, batch.described);
    return batch;
}

}  // namespace serow::journeys
