#include "journeys/add_model.h"

#include <algorithm>
#include <format>
#include <fstream>
#include <system_error>

#include "base/digest.h"
#include "journeys/eyes.h"
#include "vision/classifier.h"
#include "vision/detector.h"
#include "vision/registry.h"
#include "vision/runtime.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;

Result<vision::ModelText> text_of(const Config& config, const std::string& manifest) {
    if (fs::exists(fs::path(manifest) / "manifest.json")) return vision::read_model_text(manifest);
    const auto texts = model_texts(config);
    const auto known =
        std::ranges::find_if(texts, [&](const auto& text) { return text.where.ends_with("/" + manifest); });
    if (known != texts.end()) return *known;
    return problem(
        Code::not_found,
        std::format("\"{}\" is neither a model that `serow models list` names nor a folder with a manifest.json",
                    manifest));
}

// The labels that are published with the weights and nowhere else.
Result<std::string> labels_beside(const fs::path& weights, const std::string& name, const fs::path& given) {
    constexpr std::uintmax_t most = std::uintmax_t{16} << 20;
    const auto path = given.empty() ? weights.parent_path() / name : given;
    std::error_code error;
    const auto size = fs::file_size(path, error);
    if (error)
        return problem(Code::not_found,
                       std::format("the labels of this model come with its weights, and {} is not there; give them "
                                   "with --labels FILE",
                                   path.string()));
    if (size > most) return problem(Code::too_large, std::format("{} is larger than 16 MiB", path.string()));
    std::ifstream file(path, std::ios::binary);
    std::string text(std::istreambuf_iterator<char>(file), {});
    if (!file) return problem(Code::unreadable, std::format("{} cannot be read", path.string()));
    return text;
}

void write_text(const fs::path& path, const std::string& text) {
    std::ofstream out(path, std::ios::binary | std::ios::trunc);
    out << text;
    out.close();
    if (!out) throw Failure(Code::unavailable, std::format("{} cannot be written", path.string()));
}

// Beside its place first: whoever looks meanwhile sees the old or the new.
void put_in_place(const fs::path& from, const fs::path& to) {
    const auto unfinished = fs::path(to.string() + ".unfinished");
    fs::copy_file(from, unfinished, fs::copy_options::overwrite_existing);
    fs::rename(unfinished, to);
}

}  // namespace

Result<void> try_out(const Config& config, const vision::Manifest& manifest, const std::vector<vision::Label>& labels,
                     const fs::path& weights) {
    const auto runtime = vision::Runtime::open({config.onnxruntime});
    if (!runtime) return std::unexpected(runtime.error());
    Image grey(320, 240);
    std::ranges::fill(grey.rgb, std::uint8_t{128});
    if (manifest.task == vision::Task::detector) {
        const auto detector = vision::Detector::load(*runtime, manifest, labels, weights);
        if (!detector) return std::unexpected(detector.error());
        if (const auto found = detector->detect(grey, manifest.typical_threshold); !found)
            return std::unexpected(found.error());
    } else {
        const auto classifier = vision::Classifier::load(*runtime, manifest, labels, weights);
        if (!classifier) return std::unexpected(classifier.error());
        if (const auto told = classifier->classify(grey, {0.25, 0.25, 0.5, 0.5}); !told)
            return std::unexpected(told.error());
    }
    return {};
}

Result<AddedModel> add_model(const Config& config, const fs::path& weights, const std::string& manifest,
                             const fs::path& given_labels) {
    auto text = text_of(config, manifest);
    if (!text) return std::unexpected(text.error());
    const auto hash = sha256_of_file(weights);
    std::error_code error;
    const auto bytes = fs::file_size(weights, error);
    if (!hash || error) return problem(Code::unreadable, std::format("the file {} cannot be read", weights.string()));

    auto known = vision::parse_manifest(text->manifest, text->where + "/manifest.json");
    if (!known) return std::unexpected(known.error());
    // The model's other file; its manifest says already which one it is.
    if (known->int8 && known->int8->sha256 == *hash)
        known = vision::in_precision(std::move(*known), vision::Precision::int8);
    if (vision::names_its_file(*known) && known->sha256 != *hash)
        return problem(
            Code::hash_mismatch,
            std::format("{} has SHA-256 {}, but version {} of the model {} is the file of SHA-256 {}; copy the "
                        "manifest's folder, give it another version (and the file's hash, or none), and name "
                        "that folder",
                        weights.string(), hash->hex, known->version, known->name, known->sha256.hex));
    if (known->sha256 != *hash) {
        text->manifest = vision::with_file(text->manifest, bytes, *hash);
        known = vision::parse_manifest(text->manifest, text->where + "/manifest.json");
        if (!known) return std::unexpected(known.error());
    }
    if (text->labels.empty()) {
        auto brought = labels_beside(weights, known->labels, given_labels);
        if (!brought) return std::unexpected(std::move(brought.error()));
        text->labels = std::move(*brought);
    }
    const auto labels = vision::labels_of(*known, text->labels, text->where + "/" + known->labels);
    if (!labels) return std::unexpected(labels.error());
    if (const auto fit = try_out(config, *known, *labels, weights); !fit) return std::unexpected(fit.error());

    const auto registry = open_registry(config);
    for (const auto& model : registry.models()) {
        const auto& other = model.manifest;
        if (other.name == known->name && other.version == known->version && vision::names_its_file(other) &&
            other.sha256 != known->sha256)
            return problem(Code::conflict,
                           std::format("version {} of the model {} is here with other bytes; answers name "
                                       "model and version, so give the manifest another version",
                                       known->version, known->name));
        if (other.name != known->name && other.file == known->file)
            return problem(Code::conflict, std::format("the model {} has a file named {}, too; give this manifest's "
                                                       "`file` another name",
                                                       other.name, known->file));
    }
    try {
        const auto folder = added_models(config);
        const auto own = folder / known->name;
        fs::create_directories(own);
        put_in_place(weights, folder / known->file);
        write_text(own / known->labels, text->labels);
        if (const auto card = fs::path(manifest) / "README.md"; fs::exists(card)) put_in_place(card, own / "README.md");
        const auto unfinished = own / "manifest.json.unfinished";
        write_text(unfinished, text->manifest);
        fs::rename(unfinished, own / "manifest.json");
        return AddedModel{known->name, folder / known->file};
    } catch (const fs::filesystem_error& failure) {
        return problem(Code::unavailable, std::format("the model cannot be kept: {}", failure.what()));
    }
}

}  // namespace serow::journeys
