// A reserve's own classifier, trained on its verified crops.
#pragma once

#include <atomic>
#include <filesystem>
#include <functional>
#include <string>
#include <vector>

#include "base/config.h"
#include "journeys/crop_features.h"
#include "training/rare.h"
#include "training/train.h"
#include "vision/classifier.h"
#include "vision/registry.h"

namespace serow::journeys {

struct TrainRequest {
    std::string name;                               // of the new model: a-z, 0-9, _
    std::string backbone = "mobilenetv2_imagenet";  // a classifier whose manifest names `features`
    training::TrainOptions fit = {};                // the seed, and how the fit is made
    int least_crops = 5;                            // of a taxon; fewer are no basis for anything
    bool leave_out_rare = false;                    // taxa of too few crops or one location: go on without them
};

// What a model is made from, told in its card.
struct Provenance {
    std::string data;  // in words: where the crops come from
    std::size_t crops_left_out = 0, boxes_by_detector = 0;
    std::vector<training::RareClass> taxa_left_out;
};

// A model's folder, still in memory.
struct NewModel {
    std::string manifest, labels, card;  // manifest.json (without size and hash), labels.csv, README.md
    std::string weights;                 // the ONNX file
    std::string weights_name;            // how it is named
    std::string version;
};

struct BackboneFiles {
    std::string manifest;  // manifest.json
    std::string weights;   // the ONNX file's bytes
};

struct Trained {
    training::Training training;
    NewModel model;
};

// The pure middle: examples (features of `backbone`) → the head's training → the files of a model of that
// version. Problems as training::train and vision::join_head, and Code::invalid for a broken manifest.
Result<Trained> make_model(const training::Examples& examples, const BackboneFiles& backbone,
                           const TrainRequest& request, const std::string& version, const Provenance& provenance,
                           const std::function<void(std::string_view)>& tell);

// What the journeys that train have in common:

// Failure(invalid) for a name that is not of a-z, 0-9 and _, at most 60.
void check_model_name(const std::string& name);
// Failure(not_found) for no such model, (invalid) for one without features, (unavailable) where its weights are not
// here.
vision::Classifier load_backbone(const Config& config, const vision::Registry& registry, const std::string& name);
BackboneFiles backbone_files(const Config& config, const vision::Registry& registry, const std::string& name);
// Taxa of too few crops or one location, to be left out. Failure(invalid) where they may not be, or fewer than two
// others are there; it says what to do.
std::vector<training::RareClass> rare_taxa(const training::Examples& examples, const TrainRequest& request);

struct TrainedModel {
    training::Training training;
    training::Examples examples;  // without features: classes, locations, and which crop is of which
    std::vector<CropLeftOut> left_out;
    std::vector<training::RareClass> taxa_left_out;
    std::string name, version;
    std::filesystem::path weights, folder;  // where the model lies now
    double seconds_features = 0, seconds_training = 0;
};

struct TrainTold {
    std::function<void(const CropProgress&)> crops;
    std::function<void(std::string_view)> step;
};

// Reads the list `labels` (crop_labels.h), looks at the crops below `folder`, trains, and adds the model to those of
// this data folder as add_model does. A name that was trained here before becomes the next version; the old weights
// stay, since answers name them. Throws Failure: Code::not_found for a file, a folder or a backbone that is not there,
// Code::invalid for what the list lacks (it says what to do; rare taxa with request.leave_out_rare aside),
// Code::conflict for the name of a model that came with the program or was added otherwise, Code::interrupted where
// `stop` becomes true.
TrainedModel train_model(const Config& config, const TrainRequest& request, const std::filesystem::path& folder,
                         const std::filesystem::path& labels, const std::atomic<bool>& stop, const TrainTold& tell);

}  // namespace serow::journeys
