// How a store arranges what it keeps, the same on a disk and in a bucket.
#pragma once

#include <format>
#include <string>

#include "store/store.h"

namespace serow::store {

inline std::string rendition_name(const Sha256& sha256, Rendition which) {
    return sha256.hex + (which == Rendition::preview ? ".preview.jpg" : ".thumbnail.jpg");
}

// "originals/ab/cd/<sha256>"
inline std::string original_key(const Sha256& sha256) {
    return std::format("originals/{}/{}/{}", sha256.hex.substr(0, 2), sha256.hex.substr(2, 2), sha256.hex);
}

inline std::string rendition_key(const Sha256& sha256, Rendition which) {
    return std::format("renditions/{}/{}/{}", sha256.hex.substr(0, 2), sha256.hex.substr(2, 2),
                       rendition_name(sha256, which));
}

}  // namespace serow::store
