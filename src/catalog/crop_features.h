// What networks say of the animals in a project's photos and videos.
#pragma once

#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/image.h"
#include "catalog/access.h"

namespace serow::catalog {

struct CropFeature {
    MediaId media_id;
    Box bbox;
    std::vector<std::int8_t> features;
    std::optional<double> second = {};  // of a video: when the box was seen
    std::int64_t added = 0;             // read only; grows
};

// Of these media the network's features become exactly those given; of media that are gone nothing is kept.
void put_crop_features(Transaction& tx, const Scope& scope, std::string_view network, std::span<const MediaId> media,
                       std::span<const CropFeature> crops);

std::vector<CropFeature> crop_features_of_media(Transaction& tx, const Scope& scope, std::string_view network,
                                                MediaId media_id);
// By medium.
std::vector<CropFeature> crop_features_of(Transaction& tx, const Scope& scope, std::string_view network,
                                          std::span<const MediaId> media_ids);
// In the order of adding, after `added`.
std::vector<CropFeature> crop_features_since(Transaction& tx, const Scope& scope, std::string_view network,
                                             std::int64_t added, int limit);

// A photo or video whose animals the network has not described.
struct Undescribed {
    struct Animal {
        Box bbox;
        std::optional<double> second;  // of a video: when the box was seen
    };
    MediaId media_id;
    std::string sha256;
    std::vector<Animal> animals;  // in boxes, as they are observed now; never empty
};
// By media id, after `after` (nullopt: from the start).
std::vector<Undescribed> crops_without_features(Transaction& tx, const Scope& scope, std::string_view network,
                                                const std::optional<MediaId>& after, int limit);

}  // namespace serow::catalog
