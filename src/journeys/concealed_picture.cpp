#include "journeys/concealed_picture.h"

#include <algorithm>
#include <format>

#include "base/digest.h"
#include "media/conceal.h"
#include "media/decode.h"
#include "media/resize.h"

namespace serow::journeys {
namespace {

constexpr int quality = 80;  // as of previews

}  // namespace

std::string Concealed::tag() const {
    std::string text = "concealed";
    for (const auto& box : boxes) text += std::format(" {} {} {} {}", box.x, box.y, box.width, box.height);
    return sha256_of(text).hex.substr(0, 16);
}

Concealed concealed(const catalog::Media& media, std::span<const catalog::Observation> observations,
                    std::span<const std::string> private_types) {
    Concealed what;
    if (media.facts.kind != "image") return what;
    for (const auto& observation : observations) {
        if (!std::ranges::contains(private_types, camtrap::word(observation.observation_type))) continue;
        if (!observation.bbox) return {};
        what.boxes.push_back(*observation.bbox);
    }
    return what;
}

std::vector<std::byte> conceal_picture(const std::filesystem::path& picture, const Concealed& what) {
    auto decoded = value_or_throw(media::decode_image(picture));
    return value_or_throw(media::encode_jpeg(media::conceal(std::move(decoded.image), what.boxes), quality));
}

}  // namespace serow::journeys
