// Labelled crops to what a network says of them.
#pragma once

#include <atomic>
#include <cstddef>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "journeys/crop_labels.h"
#include "store/store.h"
#include "training/examples.h"
#include "vision/classifier.h"
#include "vision/detector.h"

namespace serow::journeys {

struct CropLeftOut {
    LabelledCrop crop;
    std::string reason;  // a sentence for people
};

struct CropFeatures {
    std::vector<LabelledCrop> crops;  // those that have features, in the order of the list, each with its box
    training::Examples examples;      // the same, as numbers
    std::vector<CropLeftOut> left_out;
    std::size_t boxes_by_detector = 0;
    double seconds = 0;
};

struct CropProgress {
    std::size_t files = 0, finished = 0;  // photos and videos
    std::size_t left_out = 0;             // crops
    double seconds = 0;                   // since the start
};

// The file that a crop's filePath names; Failure where it cannot be had.
using CropFile = std::function<store::HeldFile(const std::string& filePath)>;
CropFile photos_below(std::filesystem::path folder);

struct CropWork {
    CropFile file;
    const vision::Classifier& backbone;  // one whose manifest names `features`
    const vision::Detector* detector;    // finds the boxes that are not given; nullptr: those crops are left out
    int threads = 0;                     // 0: one a core
};

// Each photo, and each frame that a crop names, is decoded once, at the size that `serow analyze` has. What is kept of
// a crop are its features, 4 bytes each (5 KB for MobileNetV2), so that memory holds the features and one picture a
// thread. A crop without a box is the most confident animal of at least the detector's typical threshold. A file that
// is missing or unreadable, a frame that is gone, a video of which no frame is named, and a photo without any animal
// leave the crop out with the reason. Calls `tell` about once a second and at the end,
// from one thread. Failure(interrupted) where `stop` becomes true.
CropFeatures collect_features(const std::vector<LabelledCrop>& crops, const CropWork& work,
                              const std::atomic<bool>& stop, const std::function<void(const CropProgress&)>& tell);

}  // namespace serow::journeys
