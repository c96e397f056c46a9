// A model that a reserve brings along.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/config.h"
#include "base/problem.h"
#include "vision/labels.h"
#include "vision/manifest.h"

namespace serow::journeys {

struct AddedModel {
    std::string name;               // by which the configuration may name it
    std::filesystem::path weights;  // where they lie now
};

// Takes the ONNX file `weights` in: `manifest` is the name of a known model or a folder with manifest.json and
// labels.csv. The model is loaded and run once on a grey picture before anything is kept; then manifest (with the
// file's size and hash), labels and, where the folder has one, README.md go to DATA_FOLDER/models/NAME, the weights
// beside them. Problems as parse_manifest, Detector::load and Detector::detect; Code::not_found for an unknown name;
// Code::hash_mismatch where the manifest names other bytes; Code::conflict where the model was added before with other
// bytes under the same version, or another model's file has that name.
//
// Labels that come with the weights (SpeciesNet's) are read from `labels`; where that is empty, from the file of the
// manifest's name beside the weights. Code::not_found where there is none.
Result<AddedModel> add_model(const Config& config, const std::filesystem::path& weights, const std::string& manifest,
                             const std::filesystem::path& labels = {});

// Whether the model does what its manifest says: it is loaded and run once on a grey picture. Problems as
// Detector::load and Detector::detect, or those of the classifier.
Result<void> try_out(const Config& config, const vision::Manifest& manifest, const std::vector<vision::Label>& labels,
                     const std::filesystem::path& weights);

}  // namespace serow::journeys
