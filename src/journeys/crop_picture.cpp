#include "journeys/crop_picture.h"

#include <algorithm>
#include <format>
#include <memory>
#include <utility>
#include <vector>

#include "media/crop_region.h"
#include "media/decode.h"
#include "media/resize.h"

namespace serow::journeys {
namespace {

constexpr int crop_quality = 82;

void check_box(const Box& box) {
    if (!is_inside_picture(box))
        throw Failure(Code::invalid,
                      "a box does not lie inside the picture; it is x,y,width,height in fractions of it");
}

// As much of the picture as the crop needs is decoded, and no finer.
media::LeastSide enough_for(const Box& box) {
    return [box](int width, int height) {
        const auto region = media::crop_region(box, width, height);
        const double longest = std::max(region.width * width, region.height * height);
        const double enough = longest <= media::crop_side ? 1 : media::crop_side / longest;
        return static_cast<int>(std::max(width, height) * enough);
    };
}

media::Decoded decoded_preview(const MediaFile& preview, const Box& box) {
    if (!preview.read) return value_or_throw(media::decode_image(preview.path, enough_for(box)));
    std::vector<std::byte> bytes;
    bytes.reserve(preview.bytes);
    preview.read(0, preview.bytes,
                 [&](std::span<const std::byte> piece) { bytes.insert(bytes.end(), piece.begin(), piece.end()); });
    return value_or_throw(media::decode_image(bytes, enough_for(box)));
}

}  // namespace

MediaFile crop_picture(const House& house, const Viewer& viewer, ProjectId project, MediaId id, const Box& box) {
    check_box(box);
    auto file = media_file(house, viewer, project, id, MediaForm::preview);
    const auto decoded = decoded_preview(file, box);
    const auto region = media::crop_region(box, decoded.full_width, decoded.full_height);
    auto small = media::shrink_to(media::crop(decoded.image, region), media::crop_side);
    const auto bytes =
        std::make_shared<const std::vector<std::byte>>(value_or_throw(media::encode_jpeg(small, crop_quality)));
    file.bytes = bytes->size();
    file.path.clear();
    file.hold.reset();
    file.read = [bytes](std::uint64_t offset, std::uint64_t length, const auto& sink) {
        sink(std::span(*bytes).subspan(offset, length));
    };
    return file;
}

}  // namespace serow::journeys
