// The models that are known, and where their weights lie on this machine.
#pragma once

#include <filesystem>
#include <map>
#include <memory>
#include <mutex>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/problem.h"
#include "vision/labels.h"
#include "vision/manifest.h"

namespace serow::vision {

struct Model {
    Manifest manifest;
    std::vector<Label> labels;
    std::string known_as = {};           // by which it is found; empty: by the manifest's name
    std::filesystem::path weights = {};  // where they lie for certain; empty: they are looked for
    [[nodiscard]] const std::string& key() const { return known_as.empty() ? manifest.name : known_as; }
};

// A model's texts, from wherever they come (a folder, inside the program).
struct ModelText {
    std::string where;  // "models/deimv2_femto", for messages
    std::string manifest;
    std::string labels;  // empty where they come with the weights, which are still to be added
};

// The labels in the manifest's format. Code::invalid as parse_labels; of a model whose labels come with its weights,
// while no file is named, none.
Result<std::vector<Label>> labels_of(const Manifest& manifest, std::string_view text, std::string_view where);

// One model's folder: its manifest.json and the labels file that it names. Code::unreadable where a file cannot be
// read, and as parse_manifest.
Result<ModelText> read_model_text(const std::filesystem::path& folder);

// Reads FOLDER/*/manifest.json and the labels file that each names, in the order of the folder names;
// folders without a manifest are passed over. Code::unreadable where a file cannot be read.
Result<std::vector<ModelText>> read_model_texts(const std::filesystem::path& folder);

class Registry {
public:
    // `weight_folders` are searched in that order; they need not exist. Models that offer `precision` are known by the
    // manifest of that file (in_precision), the others by the one that they have. Code::invalid for a bad manifest or
    // labels file, and for two models of one name.
    static Result<Registry> open(std::span<const ModelText> texts, std::vector<std::filesystem::path> weight_folders,
                                 Precision precision = Precision::float32);

    [[nodiscard]] const std::vector<Model>& models() const { return models_; }
    // Code::not_found with the names that there are.
    [[nodiscard]] Result<const Model*> find(std::string_view name) const;

    // The file whose SHA-256 is the manifest's: first under the manifest's file name in each folder, then any
    // *.onnx of that size. Found paths are remembered until their size or time changes. Safe from several
    // threads. Code::unavailable saying where was looked; Code::hash_mismatch where the only file of that name
    // has other bytes.
    [[nodiscard]] Result<std::filesystem::path> find_weights(const Manifest& manifest) const;
    [[nodiscard]] const std::vector<std::filesystem::path>& weight_folders() const { return folders_; }
    // The same with these besides, whose weights lie where they say. Code::invalid where one is known by a name that is
    // taken.
    [[nodiscard]] Result<Registry> with(std::vector<Model> more) const;
    // Where the weights of a model lie that said so itself; empty for any other.
    [[nodiscard]] std::filesystem::path placed(const Manifest& manifest) const;

private:
    struct Cache;
    Registry(std::vector<Model> models, std::vector<std::filesystem::path> folders);

    std::vector<Model> models_;
    std::vector<std::filesystem::path> folders_;
    std::shared_ptr<Cache> cache_;
};

// Compares size and SHA-256 of the file with the manifest's, freshly. Code::hash_mismatch with both,
// Code::unreadable where the file cannot be read.
Result<void> verify_weights(const Manifest& manifest, const std::filesystem::path& file);

}  // namespace serow::vision
