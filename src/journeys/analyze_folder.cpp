#include "journeys/analyze_folder.h"

#include <format>
#include <optional>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "base/json.h"
#include "journeys/analysis.h"
#include "journeys/smooth_folder.h"
#include "media/decode.h"
#include "media/kind.h"
#include "media/video.h"
#include "vision/taxonomy.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;

void add_detections(json::array& list, const std::vector<Seen>& seen, std::int64_t frame) {
    for (const auto& one : seen) {
        const auto& box = one.detection.box;
        json::array taxa;
        if (one.suggestion)
            taxa.push_back(json::array{one.suggestion->taxon.scientificName, one.suggestion->taxon.probability});
        list.push_back(json::array{category_key(one.detection.category), one.detection.confidence, box.x, box.y,
                                   box.width, box.height, frame, std::move(taxa)});
    }
}

json::value look_at_video(const fs::path& path, const AnalyzeOptions& options, const Eyes& eyes, double species_from) {
    json::array detections;
    json::array frames;
    std::optional<Problem> trouble;
    media::SampleOptions sampling;
    sampling.frames_per_second = options.frames_per_second;
    sampling.longest_side = eyes.wanted_side();
    const auto scan = media::sample_frames(path, sampling, [&](media::SampledFrame&& frame) {
        const auto seen = eyes.look(frame.image, options.least_confidence, species_from);
        if (!seen) {
            trouble = seen.error();
            return false;
        }
        frames.push_back(frame.frame_number);
        add_detections(detections, *seen, frame.frame_number);
        return true;
    });
    if (trouble) return failed(*trouble);
    if (!scan) return failed(scan.error());
    // A container that does not state its rate: one sampled frame a step is all that is known.
    const double rate = scan->frame_rate > 0 ? scan->frame_rate : options.frames_per_second;
    return {{"detections", std::move(detections)}, {"frame_rate", rate}, {"frames", std::move(frames)}};
}

json::value look_at_image(const fs::path& path, const AnalyzeOptions& options, const Eyes& eyes, double species_from) {
    const auto decoded = media::decode_image(path, eyes.wanted_side());
    if (!decoded) return failed(decoded.error());
    const auto seen = eyes.look(decoded->image, options.least_confidence, species_from);
    if (!seen) return failed(seen.error());
    json::array detections;
    add_detections(detections, *seen, -1);
    return {{"detections", std::move(detections)}};
}

// The content decides what a file is; a name alone never makes it unreadable.
json::value look_at(const fs::path& path, const AnalyzeOptions& options, const Eyes& eyes, double species_from) try {
    const auto type = media::sniff_file(path);
    if (type.kind == media::Kind::video) return look_at_video(path, options, eyes, species_from);
    return look_at_image(path, options, eyes, species_from);
} catch (const Failure& failure) {
    return failed(failure.problem());
} catch (const std::bad_alloc&) {
    return failed({Code::too_large, "not enough memory to decode " + path.filename().string()});
}

// What shapes a result: another value here makes an old checkpoint useless.
std::string fingerprint(const AnalyzeOptions& options, const Eyes& eyes) {
    auto text = std::format("{} {} {} {}", eyes.name(), eyes.detector().sha256.hex, options.least_confidence,
                            options.frames_per_second);
    for (const auto* classifier : eyes.classifiers()) text += " " + classifier->sha256.hex;
    return sha256_of(text).hex;
}

share::MegaDetectorInfo info_of(const Eyes& eyes) {
    share::MegaDetectorInfo info;
    info.detector = eyes.detector().name;
    info.detector_version = eyes.detector().version;
    info.typical_detection_threshold = eyes.detector().typical_threshold;
    info.conservative_detection_threshold = eyes.detector().conservative_threshold;
    info.image_size = eyes.detector().input.width;
    for (const auto* classifier : eyes.classifiers())
        info.classifier += (info.classifier.empty() ? "" : " + ") + classifier->name + " " + classifier->version;
    return info;
}

}  // namespace

AnalyzeProgress analyze_folder(const AnalyzeOptions& options, const Eyes& eyes, const Clock& clock,
                               const std::atomic<bool>& stop, const std::function<void(const AnalyzeProgress&)>& tell) {
    const bool smooth = options.smooth_events && !eyes.classifiers().empty();
    Analyst analyst;
    analyst.fingerprint = fingerprint(options, eyes);
    analyst.info = info_of(eyes);
    analyst.parcels = [](std::span<const card::CardFile> files) {
        std::vector<Parcel> parcels;
        parcels.reserve(files.size());
        for (const auto& file : files) parcels.push_back({&file});
        return parcels;
    };
    const auto species_from = eyes.detector().typical_threshold;
    analyst.look = [&](const Parcel& parcel, const std::atomic<bool>&) {
        std::vector<json::value> results;
        const auto path = options.folder / parcel.front()->path;
        results.push_back(look_at(path, options, eyes, species_from));
        if (smooth) note_time(results.back(), path);
        return results;
    };
    if (smooth)
        analyst.revise = [&](std::span<const Finished> files) {
            return smooth_folder(files, eyes.taxonomy(), species_from);
        };
    return run_analysis(options, analyst, clock, stop, tell);
}

}  // namespace serow::journeys
