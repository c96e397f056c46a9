// What every way of analysing a folder shares: the walk, the resume point, the threads, the output. Private to
// journeys.
#pragma once

#include <atomic>
#include <functional>
#include <span>
#include <string>
#include <unordered_map>
#include <vector>

#include "base/json.h"
#include "base/problem.h"
#include "base/time.h"
#include "card/walk.h"
#include "journeys/analyze_folder.h"
#include "share/megadetector_json.h"
#include "vision/labels.h"

namespace serow::journeys {

// Files that are looked at together by one thread. One of them unfinished, all are looked at again.
using Parcel = std::vector<const card::CardFile*>;

// Runs of files in one folder, cut into stretches of about the same length, at most longest_stretch (motion_answer.h):
// photos that are compared with each other.
std::vector<Parcel> stretches_of_folders(std::span<const card::CardFile> files);

// A file and what was found in it.
struct Finished {
    const card::CardFile* file = nullptr;
    const json::value* result = nullptr;
};

struct Analyst {
    std::string fingerprint;       // of all that shapes a result: another one makes an old checkpoint useless
    share::MegaDetectorInfo info;  // of the output; times and categories are filled in when it is written
    // The files in parcels, each in exactly one. The files are in natural order of their paths.
    std::function<std::vector<Parcel>(std::span<const card::CardFile>)> parcels;
    // One result a file, in the parcel's order; none at all where `stop` became true before the end. A result as it
    // stands in the checkpoint:
    //   {"failure": "…"} or {"detections": [[key, conf, x, y, w, h, frame or -1, [[taxon, conf]…]]…],
    //    "frame_rate": 25, "frames": [0, 25], "taken": ms, "lasts": ms, "pre_smoothing_description": "…"}; rate and
    //    frames for videos, what follows for event smoothing (smooth_folder.h).
    // Safe from several threads; what it throws ends the run.
    std::function<std::vector<json::value>(const Parcel&, const std::atomic<bool>& stop)> look;
    // What is to be written in place of some of a folder's results, by path, once all are there; may be empty.
    std::function<std::unordered_map<std::string, json::value>(std::span<const Finished>)> revise{};
};

// MegaDetector's keys: "1" animal, "2" person, "3" vehicle.
std::string category_key(vision::Category category);

// A file's result where it cannot be looked at.
json::value failed(const Problem& problem);

// As analyze_folder() says, whoever looks.
AnalyzeProgress run_analysis(const AnalyzeOptions& options, const Analyst& analyst, const Clock& clock,
                             const std::atomic<bool>& stop, const std::function<void(const AnalyzeProgress&)>& tell);

}  // namespace serow::journeys
