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

constexpr auto version = "1";                 // another one whenever results change
constexpr std::size_t longest_stretch = 240;  // files; eighty visits of three pictures, 18 MB

std::string_view folder_of(std::string_view path) {
    return path.substr(0, path.rfind('/') + 1);
}

// Runs of files in one folder, cut into stretches of about the same length.
std::vector<Parcel> stretches_of(std::span<const card::CardFile> files) {
    std::vector<Parcel> stretches;
    for (auto first = files.begin(); first != files.end();) {
        const auto last = std::find_if(
            first, files.end(), [&](const auto& file) { return folder_of(file.path) != folder_of(first->path); });
        const auto count = static_cast<std::size_t>(last - first);
        const auto parts = (count + longest_stretch - 1) / longest_stretch;
        for (std::size_t part = 0; part < parts; ++part) {
            auto& stretch = stretches.emplace_back();
            for (auto i = count * part / parts; i < count * (part + 1) / parts; ++i)
                stretch.push_back(&*(first + static_cast<std::ptrdiff_t>(i)));
        }
        first = last;
    }
    return stretches;
}

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
    analyst.fingerprint = sha256_of(std::format("{} {} {}", motion_detector, version, options.least_confidence)).hex;
    analyst.info.detector = motion_detector;
    analyst.info.detector_version = version;
    const auto threshold = vision::motion_confidence(vision::MotionRules{}.blank_below);
    analyst.info.typical_detection_threshold = threshold;
    analyst.info.conservative_detection_threshold = threshold;
    analyst.info.image_size = vision::texture_width;
    analyst.parcels = stretches_of;
    analyst.look = [&](const Parcel& stretch, const std::atomic<bool>& stopped) {
        return look_at(options.folder, stretch, options.least_confidence, stopped);
    };
    return run_analysis(options, analyst, clock, stop, tell);
}

}  // namespace serow::journeys
