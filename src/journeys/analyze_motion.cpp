#include "journeys/analyze_motion.h"

#include <algorithm>
#include <format>
#include <map>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "journeys/analysis.h"
#include "media/decode.h"
#include "media/facts.h"
#include "media/kind.h"
#include "media/light.h"
#include "vision/motion.h"

namespace serow::journeys {
namespace {

struct Photo {
    vision::Still still;
    std::string camera;
};

// The file is read once for both its facts and its pixels.
Result<Photo> read_photo(const std::filesystem::path& path) try {
    if (media::sniff_file(path).kind == media::Kind::video)
        return problem(Code::unsupported,
                       "what moves in a video is told only by a model; get one by `serow models pull`");
    const auto bytes = media::read_whole_file(path);
    if (!bytes) return std::unexpected(bytes.error());
    const auto decoded = media::decode_image(*bytes, 2 * vision::texture_width);
    if (!decoded) return std::unexpected(decoded.error());
    Photo photo{{vision::texture_of(decoded->image), {}, media::light_of(decoded->image)}, {}};
    if (const auto facts = media::read_facts(*bytes)) {
        photo.still.time = facts->camera_time;
        photo.camera = facts->make + "\n" + facts->model + "\n" + facts->serial;
    }
    return photo;
} catch (const Failure& failure) {
    return std::unexpected(failure.problem());
} catch (const std::bad_alloc&) {
    return problem(Code::too_large, "not enough memory to decode " + path.filename().string());
}

json::value told(const vision::Motion& motion, const vision::Still& still, double least_confidence) {
    if (motion.verdict == vision::MotionVerdict::unknown) {
        const auto* const why = !still.time    ? "it does not say when it was taken"
                                : !still.light ? "it is too dark or too bright"
                                               : "";
        const auto few = std::format("{} pictures of the same view and light from other visits are here, {} are needed",
                                     motion.backgrounds, vision::MotionRules{}.fewest_backgrounds);
        return {{"failure", std::format("what moved is not known: {}; it may show an animal", *why != 0 ? why : few)}};
    }
    json::array detections;
    const auto key = category_key(vision::Category::animal);
    for (const auto& region : motion.regions)
        if (const auto confidence = vision::motion_confidence(region.strength); confidence >= least_confidence)
            detections.push_back(json::array{key, confidence, region.box.x, region.box.y, region.box.width,
                                             region.box.height, -1, json::array{}});
    return {{"detections", std::move(detections)}};
}

std::vector<json::value> look_at(const std::filesystem::path& folder, const Parcel& stretch, double least_confidence,
                                 const std::atomic<bool>& stop) {
    std::vector<json::value> results(stretch.size());
    std::map<std::string, std::vector<std::pair<std::size_t, vision::Still>>> cameras;
    for (std::size_t i = 0; i < stretch.size(); ++i) {
        if (stop) return {};
        auto photo = read_photo(folder / stretch[i]->path);
        if (photo)
            cameras[photo->camera].emplace_back(i, std::move(photo->still));
        else
            results[i] = failed(photo.error());
    }
    for (auto& [camera, photos] : cameras) {
        if (stop) return {};
        std::ranges::stable_sort(photos, {}, [](const auto& photo) { return photo.second.time; });
        std::vector<vision::Still> stills;
        stills.reserve(photos.size());
        for (auto& [at, still] : photos) stills.push_back(std::move(still));
        const auto found = vision::find_motion(stills);
        for (std::size_t i = 0; i < found.size(); ++i)
            results[photos[i].first] = told(found[i], stills[i], least_confidence);
    }
    return results;
}

}  // namespace

AnalyzeProgress analyze_motion(const AnalyzeOptions& options, const Clock& clock, const std::atomic<bool>& stop,
                               const std::function<void(const AnalyzeProgress&)>& tell) {
    Analyst analyst;
    analyst.fingerprint = sha256_of(std::format("{} {}", motion_model(), options.least_confidence)).hex;
    analyst.info.detector = motion_detector;
    analyst.info.detector_version = motion_version;
    const auto threshold = motion_threshold();
    analyst.info.typical_detection_threshold = threshold;
    analyst.info.conservative_detection_threshold = threshold;
    analyst.info.image_size = vision::texture_width;
    analyst.parcels = stretches_of_folders;
    analyst.look = [&](const Parcel& stretch, const std::atomic<bool>& stopped) {
        return look_at(options.folder, stretch, options.least_confidence, stopped);
    };
    return run_analysis(options, analyst, clock, stop, tell);
}

}  // namespace serow::journeys
