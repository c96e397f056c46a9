#include "vision/registry.h"

#include <algorithm>
#include <format>
#include <fstream>
#include <iterator>
#include <set>

namespace serow::vision {

namespace fs = std::filesystem;

namespace {

constexpr std::uintmax_t largest_text = 16 << 20;

Result<std::string> read_text(const fs::path& path) {
    std::error_code error;
    const auto size = fs::file_size(path, error);
    std::ifstream file(path, std::ios::binary);
    if (error || !file) return problem(Code::unreadable, std::format("{} cannot be opened", path.string()));
    if (size > largest_text) return problem(Code::too_large, std::format("{} is larger than 16 MiB", path.string()));
    std::string text(std::istreambuf_iterator<char>(file), {});
    if (file.bad()) return problem(Code::unreadable, std::format("{} cannot be read", path.string()));
    return text;
}

bool labels_come_with_weights(const Manifest& manifest) {
    return manifest.label_format == LabelFormat::speciesnet && !names_its_file(manifest);
}

}  // namespace

Result<std::vector<Label>> labels_of(const Manifest& manifest, std::string_view text, std::string_view where) {
    if (text.empty() && labels_come_with_weights(manifest)) return std::vector<Label>{};
    return manifest.label_format == LabelFormat::speciesnet ? parse_speciesnet_labels(text, where)
                                                            : parse_labels(text, where);
}

Result<ModelText> read_model_text(const fs::path& folder) {
    auto manifest = read_text(folder / "manifest.json");
    if (!manifest) return std::unexpected(std::move(manifest.error()));
    const auto parsed = parse_manifest(*manifest, (folder / "manifest.json").string());
    if (!parsed) return std::unexpected(parsed.error());
    if (labels_come_with_weights(*parsed) && !fs::exists(folder / parsed->labels))
        return ModelText{folder.string(), std::move(*manifest), {}};
    auto labels = read_text(folder / parsed->labels);
    if (!labels) return std::unexpected(std::move(labels.error()));
    return ModelText{folder.string(), std::move(*manifest), std::move(*labels)};
}

Result<std::vector<ModelText>> read_model_texts(const fs::path& folder) {
    std::error_code error;
    std::vector<fs::path> folders;
    for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
        if (fs::exists(entry->path() / "manifest.json")) folders.push_back(entry->path());
    if (error)
        return problem(Code::unreadable,
                       std::format("the folder of models {} cannot be read: {}", folder.string(), error.message()));
    std::ranges::sort(folders);

    std::vector<ModelText> texts;
    for (const auto& one : folders) {
        auto text = read_model_text(one);
        if (!text) return std::unexpected(std::move(text.error()));
        texts.push_back(std::move(*text));
    }
    return texts;
}

// What was found before, so that a file is hashed once and not at every look.
struct Registry::Cache {
    struct Entry {
        std::uintmax_t size;
        fs::file_time_type time;
        std::string sha256;
    };
    std::mutex mutex;
    std::map<fs::path, Entry> entries;

    // Empty where the file cannot be read.
    std::string sha256_of(const fs::path& path) {
        std::error_code error;
        const auto size = fs::file_size(path, error);
        const auto time = fs::last_write_time(path, error);
        if (error) return {};
        {
            const std::lock_guard lock(mutex);
            const auto known = entries.find(path);
            if (known != entries.end() && known->second.size == size && known->second.time == time)
                return known->second.sha256;
        }
        const auto hash = sha256_of_file(path);  // without the lock: it takes a while
        if (!hash) return {};
        const std::lock_guard lock(mutex);
        entries.insert_or_assign(path, Entry{size, time, hash->hex});
        return hash->hex;
    }
};

Registry::Registry(std::vector<Model> models, std::vector<fs::path> folders)
    : models_(std::move(models)), folders_(std::move(folders)), cache_(std::make_shared<Cache>()) {}

Result<Registry> Registry::open(std::span<const ModelText> texts, std::vector<fs::path> weight_folders,
                                Precision precision) {
    std::vector<Model> models;
    std::set<std::string> names;
    for (const auto& text : texts) {
        auto manifest = parse_manifest(text.manifest, text.where + "/manifest.json");
        if (!manifest) return std::unexpected(std::move(manifest.error()));
        auto labels = labels_of(*manifest, text.labels, text.where + "/" + manifest->labels);
        if (!labels) return std::unexpected(std::move(labels.error()));
        if (!names.insert(manifest->name).second)
            return problem(Code::invalid,
                           std::format("{}: there is already a model named {}", text.where, manifest->name));
        models.push_back({in_precision(std::move(*manifest), precision), std::move(*labels)});
    }
    return Registry(std::move(models), std::move(weight_folders));
}

Result<const Model*> Registry::find(std::string_view name) const {
    std::string names;
    for (const auto& model : models_) {
        if (model.key() == name) return &model;
        names += (names.empty() ? "" : ", ") + model.key();
    }
    return problem(Code::not_found,
                   std::format("there is no model \"{}\"; there are: {}", name, names.empty() ? "none" : names));
}

Result<Registry> Registry::with(std::vector<Model> more) const {
    Registry both = *this;
    for (auto& model : more) {
        if (find(model.key()))
            return problem(Code::invalid, std::format("there is already a model named {}", model.key()));
        both.models_.push_back(std::move(model));
    }
    return both;
}

fs::path Registry::placed(const Manifest& manifest) const {
    const auto found = std::ranges::find_if(models_, [&](const Model& model) {
        return !model.weights.empty() && model.manifest.name == manifest.name &&
               model.manifest.sha256 == manifest.sha256;
    });
    return found == models_.end() ? fs::path() : found->weights;
}

Result<fs::path> Registry::find_weights(const Manifest& manifest) const {
    if (auto own = placed(manifest); !own.empty()) return own;
    if (!names_its_file(manifest))
        return problem(
            Code::unavailable,
            std::format("nobody publishes the weights of the model {} as an ONNX file of certain bytes: export "
                        "them as its card (models/{}/README.md) says, and bring them in with `serow models add "
                        "FILE.onnx --manifest {}`",
                        manifest.name, manifest.name, manifest.name));
    const auto is_it = [&](const fs::path& path) {
        std::error_code error;
        return fs::is_regular_file(path, error) && fs::file_size(path, error) == manifest.bytes && !error &&
               cache_->sha256_of(path) == manifest.sha256.hex;
    };
    for (const auto& folder : folders_)
        if (is_it(folder / manifest.file)) return folder / manifest.file;
    for (const auto& folder : folders_) {
        std::error_code error;
        std::vector<fs::path> others;
        for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error))
            if (entry->path().extension() == ".onnx") others.push_back(entry->path());
        std::ranges::sort(others);
        for (const auto& path : others)
            if (is_it(path)) return path;
    }

    std::string looked;
    for (const auto& folder : folders_) {
        std::error_code error;
        if (const auto path = folder / manifest.file; fs::exists(path, error))
            return problem(
                Code::hash_mismatch,
                std::format("{} is not the file that the model {} names (SHA-256 {}, {} bytes); replace it, "
                            "for instance with `serow models pull {}`",
                            path.string(), manifest.name, manifest.sha256.hex, manifest.bytes, manifest.name));
        looked += std::format("{}{}{}", looked.empty() ? "" : ", ", folder.string(),
                              fs::is_directory(folder, error) ? "" : " (no such folder)");
    }
    return problem(
        Code::unavailable,
        std::format("the weights of the model {} ({}, SHA-256 {}) were not found in: {}. {}", manifest.name,
                    manifest.file, manifest.sha256.hex, looked.empty() ? "no folder was given" : looked,
                    manifest.url.empty()
                        ? std::format("Put the file into one of these folders; it comes from: {}", manifest.source)
                        : std::format("Fetch them with `serow models pull {}`", manifest.name)));
}

Result<void> verify_weights(const Manifest& manifest, const fs::path& file) {
    std::error_code error;
    const auto size = fs::file_size(file, error);
    const auto hash = sha256_of_file(file);
    if (error || !hash)
        return problem(Code::unreadable, std::format("the model file {} cannot be read", file.string()));
    if (size != manifest.bytes || *hash != manifest.sha256)
        return problem(Code::hash_mismatch,
                       std::format("{} has {} bytes and SHA-256 {}; the model {} is {} bytes and SHA-256 {}",
                                   file.string(), size, hash->hex, manifest.name, manifest.bytes, manifest.sha256.hex));
    return {};
}

}  // namespace serow::vision
