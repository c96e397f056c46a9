// What moved between the photos of a folder, beside the boxes that a model drew in them (vision/second_opinion.h): for
// `serow analyze`. Private to journeys.
#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <unordered_map>
#include <utility>
#include <vector>

#include "base/image.h"
#include "base/json.h"
#include "card/walk.h"
#include "vision/motion.h"

namespace serow::journeys {

class MotionBeside {
public:
    explicit MotionBeside(std::filesystem::path folder) : folder_(std::move(folder)) {}

    // A photo of the stretch as it was decoded, at least 160 pixels wide. Its time and camera are read from its file.
    void add(const card::CardFile& file, const Image& photo);

    // In the results (analysis.h) of the photos that were added: a box that what moved supports gets the typical
    // threshold as its confidence where it had less; one that is doubted two thirds of its own, which is below it.
    // Whoever reads them by the threshold sees what both together show.
    void weigh(std::unordered_map<const card::CardFile*, json::value>& results, double typical_threshold);

private:
    using Shot = std::pair<const card::CardFile*, vision::Still>;
    std::filesystem::path folder_;
    std::map<std::string, std::vector<Shot>> cameras_;
};

}  // namespace serow::journeys
