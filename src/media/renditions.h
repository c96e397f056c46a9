// The two small pictures that the page shows of each file.
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "base/image.h"
#include "base/problem.h"
#include "camtrap/vocabulary.h"
#include "media/kind.h"
#include "media/view.h"

namespace serow::media {

inline constexpr int preview_side = 1600;   // longest side, pixels; JPEG quality 80, or a small JPEG's own picture
inline constexpr int thumbnail_side = 320;  // JPEG quality 78

struct Renditions {
    std::vector<std::byte> preview;    // JPEG, longest side 1600, never enlarged; no EXIF
    std::vector<std::byte> thumbnail;  // JPEG, longest side 320, never enlarged
    int width = 0;                     // of the preview
    int height = 0;
    int full_width = 0;  // of the original, upright
    int full_height = 0;
    std::optional<camtrap::Light> light;  // light.h
    std::optional<View> view;             // view.h
    std::vector<std::string> warnings;
};

// Decodes once and makes both. A plain JPEG that is no larger than a preview is its own (docs/decisions/0015). Of a
// video: the first frame of its first 5 seconds that is not black, else the brightest. Problems as decode_image and
// sample_frames give them.
Result<Renditions> make_renditions(const std::filesystem::path& path, const FileType& type);
// The same from a still's bytes.
Result<Renditions> make_renditions(std::span<const std::byte> still);

}  // namespace serow::media
