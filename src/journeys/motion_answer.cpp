#include "journeys/motion_answer.h"

#include <algorithm>
#include <format>

#include "base/digest.h"
#include "journeys/seen_things.h"

namespace serow::journeys {
namespace {

// RFC 9562, version 8: 122 bits of the hash.
AnswerId motion_answer_id(MediaId media) {
    auto hex = sha256_of(motion_model() + " " + media.text()).hex;
    hex[12] = '8';
    hex[16] = '8';
    const std::string_view text(hex);
    return AnswerId::parse(std::format("{}-{}-{}-{}-{}", text.substr(0, 8), text.substr(8, 4), text.substr(12, 4),
                                       text.substr(16, 4), text.substr(20, 12)))
        .value();
}

// The inverse of vision::motion_confidence(), which never reaches its limit of one half.
double strength_of(double confidence) {
    constexpr double limit = 0.5;
    const double half_way = 4 * vision::MotionRules{}.blank_below;
    return half_way * confidence / (limit - confidence);
}

}  // namespace

std::string motion_model() {
    return std::format("{} {}", motion_detector, motion_version);
}

bool is_motion(const catalog::Answer& line) {
    return line.method == camtrap::ClassificationMethod::machine &&
           line.model.starts_with(std::string(motion_detector) + " ");
}

double motion_threshold() {
    return vision::motion_confidence(vision::MotionRules{}.blank_below);
}

catalog::Answer motion_answer(MediaId media, const vision::Motion& motion, BatchId batch, Instant at) {
    std::vector<review::SeenThing> things;
    for (const auto& region : motion.regions) {
        const double confidence = vision::motion_confidence(region.strength);
        if (confidence < motion_threshold() / 2) continue;  // as of a detector's boxes (classify_media.h)
        auto& thing = things.emplace_back();
        thing.type = camtrap::ObservationType::unknown;
        thing.box = region.box;
        thing.probability = confidence;
    }
    catalog::Answer answer;
    answer.answer_id = motion_answer_id(media);
    answer.batch_id = batch;
    answer.media_id = media;
    answer.model = motion_model();
    answer.model_details =
        json::object{{"threshold", motion_threshold()},
                     {"models", json::array{json::object{{"name", motion_detector}, {"version", motion_version}}}},
                     {"verdict", motion.verdict == vision::MotionVerdict::blank ? "blank" : "moved"},
                     {"backgrounds", motion.backgrounds}};
    answer.observations = to_ledger(things);
    answer.answered_at = at;
    return answer;
}

std::optional<vision::Motion> motion_of(const catalog::Answer& line) {
    const auto* details = line.model_details.if_object();
    if (!is_motion(line) || details == nullptr || !details->contains("verdict")) return {};
    vision::Motion motion;
    motion.verdict =
        details->at("verdict").as_string() == "blank" ? vision::MotionVerdict::blank : vision::MotionVerdict::moved;
    motion.backgrounds = details->at("backgrounds").to_number<int>();
    for (const auto& thing : from_ledger(line.observations)) {
        if (!thing.box || !thing.probability) continue;
        motion.regions.push_back({*thing.box, strength_of(*thing.probability)});
        motion.strength = std::max(motion.strength, motion.regions.back().strength);
    }
    return motion;
}

}  // namespace serow::journeys
