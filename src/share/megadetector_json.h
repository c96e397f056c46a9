// MegaDetector batch output, format version 1.6, streamed: https://lila.science/megadetector-output-format
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/image.h"
#include "base/json.h"
#include "base/time.h"
#include "share/sink.h"

namespace serow::share {

struct MegaDetectorClass {
    std::string id;   // a key of classification_categories: "0", "1" …
    double conf = 0;  // [0, 1]
};

struct MegaDetectorDetection {
    std::string category{};  // a key of detection_categories: "1" animal, "2" person, "3" vehicle
    double conf = 0;         // [0, 1], written with three decimals
    Box bbox{};              // written with four decimals
    std::vector<MegaDetectorClass> classifications{};  // any order; written with the most certain first
    std::optional<int> frame_number{};                 // videos: which frame, from 0
};

// One image or video.
struct MegaDetectorImage {
    std::string file{};  // relative, with "/"; bytes that are not UTF-8 are written as U+FFFD
    std::vector<MegaDetectorDetection> detections{};
    std::optional<std::string> failure{};     // why nothing could be said; then there are no detections
    std::optional<double> frame_rate{};       // videos, frames a second, above 0
    std::vector<int> frames_processed{};      // videos
    std::string pre_smoothing_description{};  // what was told before names were smoothed; empty where none were
};

struct MegaDetectorCategory {
    std::string id{}, name{}, description{};  // description: "animalia;chordata;mammalia;…", may be empty
};

struct MegaDetectorInfo {
    std::string format_version = "1.6";  // as read; written is always 1.6
    // What is not known, empty, absent or 0, is not written.
    std::string detector;
    std::string detector_version;
    std::optional<Instant> detection_completion_time;  // the format knows no zone: UTC
    double typical_detection_threshold = 0;            // (0, 1]
    double conservative_detection_threshold = 0;       // (0, 1]
    std::optional<int> image_size;
    json::object more_detector_metadata;  // what else a file says of it
    std::string classifier;               // empty where none ran
    std::optional<Instant> classification_completion_time;
    json::object classifier_metadata;  // {"typical_classification_threshold": 0.75} …
    std::string summary_report;
    std::vector<MegaDetectorCategory> detection_categories{
        {"1", "animal", ""}, {"2", "person", ""}, {"3", "vehicle", ""}};
    std::vector<MegaDetectorCategory> classification_categories;
};

// Call image() for every file, in the order wanted, then finish(). Keys stand in a fixed order, `info`
// last, since it says when the work was done. Failure(invalid) for what the format forbids: a box or a
// confidence outside [0, 1], a category that is no number, failure beside detections, a video frame
// without frame_rate; finish() also for a category or class used but not listed.
class MegaDetectorWriter {
public:
    explicit MegaDetectorWriter(Sink sink);
    ~MegaDetectorWriter();
    MegaDetectorWriter(const MegaDetectorWriter&) = delete;
    MegaDetectorWriter& operator=(const MegaDetectorWriter&) = delete;

    void image(const MegaDetectorImage& image);
    void finish(const MegaDetectorInfo& info);

private:
    void put(std::string_view text);

    Sink sink_;
    bool first_ = true;
    bool finished_ = false;
    std::vector<std::string> used_categories_, used_classes_;  // sorted, each once
};

}  // namespace serow::share
