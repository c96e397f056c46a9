// A model's manifest: everything that Serow must know to find, feed and read one ONNX file.
// The JSON form is described in docs/formats/model-manifest.md.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
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
enum class Layout { nchw, nhwc };         // planes of one colour each, or pixels of three
enum class View { crop, box, whole };  // what a classifier looks at: the square around a box, the box, or the picture
enum class LabelFormat { table, speciesnet };      // of the labels file (labels.h)
enum class Activation { none, sigmoid, softmax };  // what still is to be done to scores: nothing, or they are logits
enum class Decoding {                              // how a detector's outputs are read; forms in decode.h
    detr_set,
    detr_raw,
    detr_joined,
    yolox_raw,
    yolo_v5,
    yolo_v8,
    yolo_v10,
    ssd,
    scores  // a classifier's: float[1][labels]
};

struct InputPlan {
    std::string tensor;  // float[1][3][height][width], or float[1][height][width][3]
    Layout layout = Layout::nchw;
    int width = 0;  // pixels; of a model of free size, what Serow feeds
    int height = 0;
    // Of a letterbox in a model of free size: only as much of width x height is fed as the picture needs, filled up to
    // a multiple of this. 0: always all.
    int multiple_of = 0;
    Colour colour = Colour::rgb;
    Resize resize = Resize::plain;
    double scale = 1;                     // a value in the tensor is (pixel * scale - mean) / std, pixel in [0, 255]
    std::array<double, 3> mean{0, 0, 0};  // in the order of `colour`
    std::array<double, 3> std{1, 1, 1};
    double pad_value = 0;  // of a letterbox, as a pixel in [0, 255]
    Padding pad_position = Padding::centre;
    View view = View::crop;
    // Of the whole picture: cut off above and below, half each; the smaller of a share of its height and a number of
    // pixels of the file.
    double trim_share = 0;
    int trim_pixels = 0;
    double crop_margin = 0;  // of a crop: added on each side of the box, in shares of its longer side
    // Further inputs with fixed values, each int64[1][n]: {"orig_target_sizes", {1, 1}}.
    std::vector<std::pair<std::string, std::vector<std::int64_t>>> constants;
};

struct OutputPlan {
    Decoding decoding = Decoding::scores;
    std::string labels, boxes, scores;         // tensor names; which of them there are, decode.h says
    std::vector<int> strides;                  // of yolox_raw
    int first_label = 0;                       // of ssd: the number that its first label goes by
    Activation activation = Activation::none;  // of detr_raw and scores
    double temperature = 1;                    // of scores with softmax: logits are divided by it before
    double merge_iou = 1;                      // detectors: boxes of one category that overlap so much are one object
    // Of scores: the probabilities are as sure as they are right, measured on crops of trap cameras. Others are
    // tempered before they are summed up (rollup.h).
    bool calibrated = false;
    std::string features;     // classifiers: tensor float[1][n] for a reserve's own classifier; empty: none
    std::string features_of;  // the model whose features these are, "NAME VERSION"; empty: this one's own
};

// The numbers that a model's weights are kept in. int8 stands for any quantised file whose inputs and outputs stay
// floats (QuantizeLinear and its kin inside).
enum class Precision { float32, int8 };

// One ONNX file: as the keys of that name below.
struct WeightsFile {
    std::string file;
    std::uint64_t bytes = 0;
    Sha256 sha256;
    std::string url;
};

struct Manifest {
    std::string name;  // also the folder's: lower case letters, digits, _
    std::string version;
    Task task = Task::detector;
    std::string file;         // the weights' usual file name
    std::uint64_t bytes = 0;  // and their size
    Sha256 sha256;            // and their identity; empty where nobody publishes them as ONNX: the file is to be added
    std::string url;          // https where the file can be fetched; empty where no certain place is known
    std::optional<WeightsFile> int8;  // the same model quantised, where its maker or the reserve has it
    std::string source;               // who made it, in words
    std::string licence;              // SPDX
    std::string labels;               // file name beside the manifest
    LabelFormat label_format = LabelFormat::table;
    std::string scope;  // classifiers: the taxon below which alone it can tell (birds: "Aves"); empty: any
    InputPlan input;
    OutputPlan output;
    double typical_threshold = 0;  // detectors: the confidence from which a box is worth showing
    int tiling = 1;  // detectors: in how many parts along each side a photo is looked at beside the whole (tiles.h)
    double conservative_threshold = 0;  // detectors: the lower one of who would rather see too much than miss an animal
    Sha256 manifest_sha256;             // of the text that all this was read from
};

// Whether the manifest says which file it is.
inline bool names_its_file(const Manifest& manifest) {
    return !manifest.sha256.hex.empty();
}

// Whose features the model gives, "NAME VERSION": features of the same can be compared. Empty where it gives none.
std::string network_of(const Manifest& manifest);

// The manifest of the file in that precision: its file, size, hash and address, and the version with "-int8" behind it,
// since its answers are others. Unchanged where the manifest does not offer it.
Manifest in_precision(Manifest manifest, Precision precision);

// The manifest's text, now of the file of that size and hash.
std::string with_file(std::string_view text, std::uint64_t bytes, const Sha256& sha256);

// `where` names the text in messages. Code::bad_request for text that is not JSON, Code::invalid for a
// key that is missing, unknown, of the wrong type or out of range; the message names the key.
Result<Manifest> parse_manifest(std::string_view text, std::string_view where);

}  // namespace serow::vision
