// Pictures of people for those who may look at them: blurred until they ask for more. docs/methods/privacy.md.
#pragma once

#include <cstddef>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "catalog/media.h"
#include "catalog/observations.h"
#include "journeys/house.h"

namespace serow::journeys {

// Where in a picture there is somebody whom the project keeps private. Empty: somewhere. `private_types`:
// catalog::private_types().
struct Concealed {
    std::vector<Box> boxes;
    // The same boxes give the same text, others another: for caches.
    [[nodiscard]] std::string tag() const;
};
// A video's picture is of its beginning, whatever the second of its boxes: it is concealed as a whole; so is a picture
// of which one such observation has no box.
Concealed concealed(const catalog::Media& media, std::span<const catalog::Observation> observations,
                    std::span<const std::string> private_types);

// The JPEG at `picture` with these concealed. Failure as media::decode_image.
std::vector<std::byte> conceal_picture(const std::filesystem::path& picture, const Concealed& what);

}  // namespace serow::journeys
