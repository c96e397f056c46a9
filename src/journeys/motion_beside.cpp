#include "journeys/motion_beside.h"

#include <algorithm>

#include "media/facts.h"
#include "media/light.h"
#include "vision/second_opinion.h"

namespace serow::journeys {
namespace {

// One of a result's detections: [key, confidence, x, y, width, height, …].
vision::Detection detection_of(const json::array& cell) {
    vision::Detection detection;
    detection.confidence = cell[1].to_number<double>();
    detection.box = {cell[2].to_number<double>(), cell[3].to_number<double>(), cell[4].to_number<double>(),
                     cell[5].to_number<double>()};
    return detection;
}

void weigh_photo(json::value& result, const vision::Motion& motion, double typical_threshold) {
    constexpr double of_doubted = 2.0 / 3;  // those are below one and a half times the threshold
    auto* list = result.as_object().if_contains("detections");
    if (list == nullptr) return;
    auto& cells = list->as_array();
    std::vector<vision::Detection> detections;
    for (const auto& cell : cells) detections.push_back(detection_of(cell.as_array()));
    const auto opinions = vision::second_opinions(detections, motion, typical_threshold);
    for (std::size_t i = 0; i < cells.size(); ++i) {
        auto& confidence = cells[i].as_array()[1];
        if (opinions[i] == vision::SecondOpinion::supported)
            confidence = std::max(detections[i].confidence, typical_threshold);
        else if (opinions[i] == vision::SecondOpinion::doubted)
            confidence = of_doubted * detections[i].confidence;
    }
}

}  // namespace

void MotionBeside::add(const card::CardFile& file, const Image& photo) {
    const auto facts = media::read_facts(folder_ / file.path);
    if (!facts) return;
    cameras_[facts->make + "\n" + facts->model + "\n" + facts->serial].emplace_back(
        &file, vision::Still{vision::texture_of(photo), facts->camera_time, media::light_of(photo)});
}

void MotionBeside::weigh(std::unordered_map<const card::CardFile*, json::value>& results, double typical_threshold) {
    for (auto& [camera, shots] : cameras_) {
        std::ranges::stable_sort(shots, {}, [](const Shot& shot) { return shot.second.time; });
        std::vector<vision::Still> stills;
        stills.reserve(shots.size());
        for (auto& [file, still] : shots) stills.push_back(std::move(still));
        const auto found = vision::find_motion(stills);
        for (std::size_t i = 0; i < shots.size(); ++i)
            weigh_photo(results.at(shots[i].first), found[i], typical_threshold);
    }
}

}  // namespace serow::journeys
