#include "catalog/crop_features.h"

#include <algorithm>

#include "base/json.h"
#include "catalog/bytea.h"

namespace serow::catalog {
namespace {

CropFeature read_crop_feature(const Row& row) {
    CropFeature crop;
    row.read("media_id", crop.media_id)
        .read("bbox_x", crop.bbox.x)
        .read("bbox_y", crop.bbox.y)
        .read("bbox_width", crop.bbox.width)
        .read("bbox_height", crop.bbox.height)
        .read("second", crop.second)
        .read("added", crop.added);
    const auto bytes = parse_bytea_text(row.text("features").value_or(""));
    crop.features.reserve(bytes.size());
    for (const auto byte : bytes) crop.features.push_back(static_cast<std::int8_t>(byte));
    return crop;
}

}  // namespace

void put_crop_features(Transaction& tx, const Scope& scope, std::string_view network, std::span<const MediaId> media,
                       std::span<const CropFeature> crops) {
    tx.query("forget_crop_features", scoped(scope, {network, media}));
    if (crops.empty()) return;
    std::vector<MediaId> ids;
    std::vector<int> ordinals;
    std::vector<double> x, y, width, height;
    std::vector<std::optional<double>> seconds;
    std::vector<std::optional<std::string>> features;
    for (const auto& crop : crops) {
        ordinals.push_back(static_cast<int>(std::ranges::count(ids, crop.media_id)));
        ids.push_back(crop.media_id);
        x.push_back(crop.bbox.x);
        y.push_back(crop.bbox.y);
        width.push_back(crop.bbox.width);
        height.push_back(crop.bbox.height);
        seconds.push_back(crop.second);
        features.push_back(
            bytea_text(std::span(reinterpret_cast<const std::uint8_t*>(crop.features.data()), crop.features.size())));
    }
    tx.query("put_crop_features", scoped(scope, {network, ids, ordinals, x, y, width, height, features, seconds}));
}

std::vector<CropFeature> crop_features_of_media(Transaction& tx, const Scope& scope, std::string_view network,
                                                MediaId media_id) {
    return collect(tx.query("crop_features_of_media", scoped(scope, {network, media_id})), read_crop_feature);
}

std::vector<CropFeature> crop_features_of(Transaction& tx, const Scope& scope, std::string_view network,
                                          std::span<const MediaId> media_ids) {
    return collect(tx.query("crop_features_of", scoped(scope, {network, media_ids})), read_crop_feature);
}

std::vector<CropFeature> crop_features_since(Transaction& tx, const Scope& scope, std::string_view network,
                                             std::int64_t added, int limit) {
    return collect(tx.query("crop_features_since", scoped(scope, {network, added, limit})), read_crop_feature);
}

std::vector<Undescribed> crops_without_features(Transaction& tx, const Scope& scope, std::string_view network,
                                                const std::optional<MediaId>& after, int limit) {
    const auto rows = tx.query("crops_without_features", scoped(scope, {network, after.value_or(MediaId{}), limit}));
    return collect(rows, [](const Row& row) {
        Undescribed one;
        json::value animals;
        row.read("media_id", one.media_id).read("sha256", one.sha256).read("animals", animals);
        for (const auto& animal : animals.as_array()) {
            const auto number = [&](std::size_t n) { return animal.at(n).to_number<double>(); };
            one.animals.push_back({{number(0), number(1), number(2), number(3)},
                                   animal.at(4).is_null() ? std::nullopt : std::optional(number(4))});
        }
        return one;
    });
}

}  // namespace serow::catalog
