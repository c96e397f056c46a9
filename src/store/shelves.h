// The keys of what a store keeps: names in a bucket; a disk leaves their second level of folders out.
#pragma once

#include <array>
#include <format>
#include <optional>
#include <string>
#include <string_view>

#include "store/store.h"

namespace serow::store {

inline std::string rendition_name(const Sha256& sha256, Rendition which) {
    constexpr std::array<std::string_view, 3> endings{".preview.jpg", ".thumbnail.jpg", ".proxy.mp4"};
    return sha256.hex + std::string(endings[static_cast<std::size_t>(which)]);
}

// "originals/ab/cd/<sha256>"
inline std::string original_key(const Sha256& sha256) {
    return std::format("originals/{}/{}/{}", sha256.hex.substr(0, 2), sha256.hex.substr(2, 2), sha256.hex);
}

inline std::string rendition_key(const Sha256& sha256, Rendition which) {
    return std::format("renditions/{}/{}/{}", sha256.hex.substr(0, 2), sha256.hex.substr(2, 2),
                       rendition_name(sha256, which));
}

// What is kept under a name that one of these gave; nullopt for other names.
inline std::optional<StoredFile> file_of_name(std::string_view name) {
    name.remove_prefix(name.rfind('/') + 1);  // npos + 1 is 0
    const auto sha256 = Sha256::parse(name.substr(0, 64));
    if (!sha256) return {};
    if (name.size() == 64) return StoredFile{*sha256, {}, 0, {}};
    for (const auto which : every_rendition)
        if (name == rendition_name(*sha256, which)) return StoredFile{*sha256, which, 0, {}};
    return {};
}

}  // namespace serow::store
