#include "media/renditions.h"

#include <algorithm>
#include <cstdint>
#include <optional>

#include "media/bare_jpeg.h"
#include "media/cells.h"
#include "media/decode.h"
#include "media/jpeg.h"
#include "media/light.h"
#include "media/resize.h"
#include "media/video.h"

namespace serow::media {
namespace {

constexpr int preview_quality = 80;
constexpr int thumbnail_quality = 78;
constexpr double most_bytes_per_pixel = 0.4;  // above, a preview of the quality above is clearly smaller
constexpr double black = 16;  // mean brightness, 0…255: a lens cap, or the frames before the LEDs are on

double brightness(const Image& image) {
    std::uint64_t sum = 0;
    for (const auto value : image.rgb) sum += value;
    return image.empty() ? 0 : static_cast<double>(sum) / static_cast<double>(image.rgb.size());
}

// The thumbnail, and what is told of it, from pixels that are at least as large.
Result<Renditions> with_thumbnail(Renditions result, const Image& pixels) {
    const auto small = shrink_to(pixels, thumbnail_side);
    if (std::min(small.width, small.height) >= smallest_told) {
        const auto cells = cells_of(small);
        result.light = light_of(cells);
        result.view = view_of(cells);
    }
    auto thumbnail = encode_jpeg(small, thumbnail_quality);
    if (!thumbnail) return std::unexpected(thumbnail.error());
    result.thumbnail = std::move(*thumbnail);
    return result;
}

Result<Renditions> render(Decoded decoded) {
    Renditions result;
    result.full_width = decoded.full_width;
    result.full_height = decoded.full_height;
    result.warnings = std::move(decoded.warnings);
    const auto pixels = shrink_to(std::move(decoded.image), preview_side);
    result.width = pixels.width;
    result.height = pixels.height;
    auto preview = encode_jpeg(pixels, preview_quality);
    if (!preview) return std::unexpected(preview.error());
    result.preview = std::move(*preview);
    return with_thumbnail(std::move(result), pixels);
}

// A photo that is no larger than a preview, in pixels and for the line, is its own: encoded again it would only lose.
// nullopt where it is larger, or not whole and plain.
std::optional<Result<Renditions>> render_as_it_is(std::span<const std::byte> still) {
    const auto outline = outline_of_jpeg(still);
    if (outline.width == 0 || std::max(outline.width, outline.height) > preview_side) return {};
    auto preview = bare_jpeg(still);
    const auto pixels = static_cast<double>(outline.width) * outline.height;
    if (!preview || static_cast<double>(preview->size()) > most_bytes_per_pixel * pixels) return {};
    const auto decoded = decode_jpeg(still, [](int, int) { return thumbnail_side; });
    if (!decoded || !decoded->warnings.empty()) return {};
    Renditions result;
    result.preview = std::move(*preview);
    result.width = result.full_width = decoded->full_width;
    result.height = result.full_height = decoded->full_height;
    return with_thumbnail(std::move(result), decoded->image);
}

Result<Renditions> render_poster(const std::filesystem::path& path) {
    Decoded best;
    double best_brightness = -1;
    const SampleOptions options{
        .frames_per_second = 2, .longest_side = preview_side, .max_frames = 10, .until_s = 5, .time_limit_s = 30};
    const auto scan = sample_frames(path, options, [&](SampledFrame&& frame) {
        const double bright = brightness(frame.image);
        if (bright > best_brightness) {
            best_brightness = bright;
            best.image = std::move(frame.image);
        }
        return bright <= black;
    });
    if (!scan) return std::unexpected(scan.error());
    best.full_width = scan->width;
    best.full_height = scan->height;
    return render(std::move(best));
}

}  // namespace

Result<Renditions> make_renditions(std::span<const std::byte> still) {
    if (auto made = render_as_it_is(still)) return std::move(*made);
    auto decoded = decode_image(still, preview_side);
    if (!decoded) return std::unexpected(decoded.error());
    return render(std::move(*decoded));
}

Result<Renditions> make_renditions(const std::filesystem::path& path, const FileType& type) {
    if (type.kind == Kind::video) return render_poster(path);
    const auto bytes = read_whole_file(path);
    if (!bytes) return std::unexpected(bytes.error());
    return make_renditions(std::span<const std::byte>(*bytes));
}

}  // namespace serow::media
