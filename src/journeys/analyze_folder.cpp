#include "journeys/analyze_folder.h"

#include <algorithm>
#include <format>
#include <optional>
#include <unordered_map>
#include <utility>
#include <variant>
#include <vector>

#include "base/digest.h"
#include "base/json.h"
#include "journeys/analysis.h"
#include "journeys/look_at_frames.h"
#include "journeys/motion_answer.h"
#include "journeys/motion_beside.h"
#include "journeys/smooth_folder.h"
#include "media/decode.h"
#include "media/kind.h"
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
    const auto scan = look_at_frames(path, {options.frames_per_second, options.least_confidence, species_from}, eyes,
                                     {}, [&](double, std::int64_t frame_number, const std::vector<Seen>& seen) {
                                         frames.push_back(frame_number);
                                         add_detections(detections, seen, frame_number);
                                     });
    if (!scan) return failed(scan.error());
    // A container that does not state its rate: one sampled frame a step is all that is known.
    const double rate = scan->frame_rate > 0 ? scan->frame_rate : options.frames_per_second;
    return {{"detections", std::move(detections)}, {"frame_rate", rate}, {"frames", std::move(frames)}};
}

json::value result_of(const std::vector<Seen>& seen) {
    json::array detections;
    add_detections(detections, seen, -1);
    return {{"detections", std::move(detections)}};
}

// A file's result, or a photo that is to be looked at. The content decides what a file is; a name alone never makes it
// unreadable.
using Opened = std::variant<json::value, Image>;

Opened open_file(const fs::path& path, const AnalyzeOptions& options, const Eyes& eyes, double species_from) try {
    if (media::sniff_file(path).kind == media::Kind::video) return look_at_video(path, options, eyes, species_from);
    auto decoded = eyes.decode(path);
    if (!decoded) return failed(decoded.error());
    return std::move(decoded->image);
} catch (const EyesClosed&) {
    throw;  // no file's fault: the run ends, and goes on from here another time
} catch (const Failure& failure) {
    return failed(failure.problem());
} catch (const std::bad_alloc&) {
    return failed({Code::too_large, "not enough memory to decode " + path.filename().string()});
}

std::vector<json::value> look_at_parcel(std::span<const card::CardFile* const> parcel, const AnalyzeOptions& options,
                                        const Eyes& eyes, double species_from, MotionBeside* motion = nullptr) {
    std::vector<Opened> files;
    files.reserve(parcel.size());
    for (const auto* file : parcel)
        files.push_back(open_file(options.folder / file->path, options, eyes, species_from));
    std::vector<const Image*> photos;
    for (std::size_t i = 0; i < files.size(); ++i)
        if (const auto* photo = std::get_if<Image>(&files[i])) {
            photos.push_back(photo);
            if (motion != nullptr) motion->add(*parcel[i], *photo);
        }

    auto together = eyes.look(photos, options.least_confidence, species_from);
    if (!together && together.error().code == Code::unavailable) throw EyesClosed(std::move(together.error()));
    std::vector<json::value> results;
    std::size_t next = 0;
    for (auto& file : files) {
        if (auto* done = std::get_if<json::value>(&file)) {
            results.push_back(std::move(*done));
        } else if (together) {
            results.push_back(result_of((*together)[next++]));
        } else {  // one spoils the others: each by itself
            const auto seen = eyes.look(std::get<Image>(file), options.least_confidence, species_from);
            results.push_back(seen ? result_of(*seen) : failed(seen.error()));
        }
    }
    return results;
}

// A stretch of photos of one folder, as many at once as is best for the models, and then beside what moved in it.
std::vector<json::value> look_at_stretch(const Parcel& stretch, const AnalyzeOptions& options, const Eyes& eyes,
                                         double species_from, const std::atomic<bool>& stop) {
    MotionBeside motion(options.folder);
    std::unordered_map<const card::CardFile*, json::value> results;
    const std::span<const card::CardFile* const> files(stretch);
    const auto most = static_cast<std::size_t>(eyes.batch());
    for (std::size_t begin = 0; begin < files.size(); begin += most) {
        if (stop) return {};
        const auto some = files.subspan(begin, std::min(most, files.size() - begin));
        auto seen = look_at_parcel(some, options, eyes, species_from, &motion);
        for (std::size_t i = 0; i < some.size(); ++i) results.emplace(some[i], std::move(seen[i]));
    }
    motion.weigh(results, eyes.detector().typical_threshold);
    std::vector<json::value> list;
    list.reserve(files.size());
    for (const auto* file : files) list.push_back(std::move(results.at(file)));
    return list;
}

// What shapes a result: another value here makes an old checkpoint useless.
std::string fingerprint(const AnalyzeOptions& options, const Eyes& eyes) {
    auto text = std::format("{} {} {} {}", eyes.name(), eyes.detector().sha256.hex, options.least_confidence,
                            options.frames_per_second);
    if (options.second_opinion) text += " " + motion_model();
    for (const auto* classifier : eyes.classifiers()) text += " " + classifier->sha256.hex;
    return sha256_of(text).hex;
}

share::MegaDetectorInfo info_of(const AnalyzeOptions& options, const Eyes& eyes) {
    share::MegaDetectorInfo info;
    info.detector = eyes.detector().name;
    info.detector_version = eyes.detector_version() + (options.second_opinion ? " beside " + motion_model() : "");
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
    analyst.info = info_of(options, eyes);
    analyst.parcels = [&](std::span<const card::CardFile> files) {
        if (options.second_opinion) return stretches_of_folders(files);
        std::vector<Parcel> parcels;
        const auto most = static_cast<std::size_t>(eyes.batch());
        parcels.reserve(files.size() / most + 1);
        for (const auto& file : files) {
            if (parcels.empty() || parcels.back().size() >= most) parcels.emplace_back();
            parcels.back().push_back(&file);
        }
        return parcels;
    };
    const auto species_from = eyes.detector().typical_threshold;
    analyst.look = [&](const Parcel& parcel, const std::atomic<bool>& stopped) {
        auto results = options.second_opinion ? look_at_stretch(parcel, options, eyes, species_from, stopped)
                                              : look_at_parcel(parcel, options, eyes, species_from);
        if (smooth)
            for (std::size_t i = 0; i < results.size(); ++i) note_time(results[i], options.folder / parcel[i]->path);
        return results;
    };
    if (smooth)
        analyst.revise = [&](std::span<const Finished> files) {
            return smooth_folder(files, eyes.taxonomy(), species_from);
        };
    return run_analysis(options, analyst, clock, stop, tell);
}

}  // namespace serow::journeys
