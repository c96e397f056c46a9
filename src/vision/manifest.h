// A model's manifest: everything that Serow must know to find, feed and read one ONNX file.
// The JSON form is described in docs/formats/model-manifest.md.
#pragma once

#include <array>
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "base/digest.h"
#include "base/problem.h"

namespace serow::vision {

enum class Task { detector, classifier };
enum class Colour { rgb, bgr };
// plain: stretched to width x height. letterbox: scaled with its proportions kept, the rest filled.
enum class Resize { plain, letterbox };
enum class Padding { top_left, centre };  // where the picture lies in its letterbox
enum class Decoding {
    detr_set,   // labels int64[1][N], boxes float[1][N][4] (x1 y1 x2 y2, relative), scores float[1][N]
    yolox_raw,  // float[1][cells][5 + labels]: grid offsets, log sizes, objectness, class scores
    scores      // float[1][labels]: probabilities that sum to 1 (or logits, see `softmax`)
};

struct InputPlan {
    std::string tensor;  // float[1][3][height][width]
    int width = 0;       // pixels; of a model of free size, what Serow feeds
    int height = 0;
    Colour colour = Colour::rgb;
    Resize resize = Resize::plain;
    double scale = 1;                     // a value in the tensor is (pixel * scale - mean) / std, pixel in [0, 255]
    std::array<double, 3> mean{0, 0, 0};  // in the order of `colour`
    std::array<double, 3> std{1, 1, 1};
    double pad_value = 0;  // of a letterbox, as a pixel in [0, 255]
    Padding pad_position = Padding::centre;
    double crop_margin = 0;  // of a classifier: added on each side of the box, in shares of its longer side
    // Further inputs with fixed values, each int64[1][n]: {"orig_target_sizes", {1, 1}}.
    std::vector<std::pair<std::string, std::vector<std::int64_t>>> constants;
};

struct OutputPlan {
    Decoding decoding = Decoding::scores;
    std::string labels, boxes, scores;  // tensor names of detr_set; `scores` alone for the others
    std::vector<int> strides;           // of yolox_raw
    double merge_iou = 1;               // detectors: boxes of one category that overlap so much are one object
    std::string features;               // classifiers: tensor float[1][n] for a reserve's own classifier; empty: none
    bool softmax = false;               // classifiers: the scores are logits
};

struct Manifest {
    std::string name;  // also the folder's: lower case letters, digits, _
    std::string version;
    Task task = Task::detector;
    std::string file;         // the weights' usual file name
    std::uint64_t bytes = 0;  // and their size
    Sha256 sha256;            // and their identity
    std::string url;          // https where the file can be fetched; empty where no certain place is known
    std::string source;       // who made it, in words
    std::string licence;      // SPDX
    std::string labels;       // file name beside the manifest
    std::string scope;        // classifiers: the taxon below which alone it can tell (birds: "Aves"); empty: any
    InputPlan input;
    OutputPlan output;
    double typical_threshold = 0;       // detectors: the confidence from which a box is worth showing
    double conservative_threshold = 0;  // detectors: the confidence from which few boxes are wrong
};

// `where` names the text in messages. Code::bad_request for text that is not JSON, Code::invalid for a
// key that is missing, unknown, of the wrong type or out of range; the message names the key.
Result<Manifest> parse_manifest(std::string_view text, std::string_view where);

}  // namespace serow::vision
