// A folder of photos and videos to MegaDetector batch JSON, without a server or a database.
#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>

#include "base/time.h"
#include "journeys/eyes.h"

namespace serow::journeys {

struct AnalyzeOptions {
    std::filesystem::path folder;
    std::filesystem::path output;
    double least_confidence = 0.05;  // boxes below are not written, (0, 1)
    int threads = 0;                 // 0: one a core
    double frames_per_second = 1.0;  // sampled from videos
    bool smooth_events = true;       // coarse and weak names of animals take their event's (smooth_folder.h)
    bool second_opinion = false;     // what moved has its say in a model's boxes (motion_beside.h)
    bool resume = true;              // false: a checkpoint of an earlier run is thrown away
};

struct AnalyzeProgress {
    std::size_t files = 0;     // media to look at
    std::size_t finished = 0;  // of these, earlier runs' included
    std::size_t resumed = 0;   // taken from the checkpoint
    std::size_t failures = 0;
    std::size_t left_out = 0;  // files that are no media
    double seconds = 0;        // since the start
    std::string current;       // the file finished last
};

// Calls `tell` about once a second and at the end, from one thread. Where `stop` becomes true, ends
// after the files in work and keeps the checkpoint: Failure(interrupted). The output appears whole, by
// renaming, and only then the checkpoint goes. A file that cannot be read becomes a `failure` entry.
// Throws Failure for a folder that cannot be walked, an output that cannot be written, and as
// card::Checkpoint does.
AnalyzeProgress analyze_folder(const AnalyzeOptions& options, const Eyes& eyes, const Clock& clock,
                               const std::atomic<bool>& stop, const std::function<void(const AnalyzeProgress&)>& tell);

}  // namespace serow::journeys
