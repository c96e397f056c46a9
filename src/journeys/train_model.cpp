#include "journeys/train_model.h"

#include <algorithm>
#include <charconv>
#include <chrono>
#include <format>
#include <fstream>
#include <iterator>
#include <set>

#include "base/id.h"
#include "base/json.h"
#include "camtrap/csv.h"
#include "journeys/add_model.h"
#include "journeys/eyes.h"
#include "journeys/model_card.h"
#include "vision/onnx_head.h"
#include "vision/registry.h"
#include "vision/runtime.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view trained_mark = "trained with Serow ";  // begins the `source` of what was trained here

std::string bytes_of(const fs::path& path) {
    std::ifstream in(path, std::ios::binary);
    std::string bytes(std::istreambuf_iterator<char>(in), {});
    if (!in) throw Failure(Code::unreadable, std::format("{} cannot be read", path.string()));
    return bytes;
}

vision::OnnxHead to_onnx(const training::Head& head) {
    return {head.scaling.mean, head.scaling.factor, head.softmax.weights, head.softmax.bias, head.temperature};
}

std::string labels_text(const std::vector<std::string>& classes) {
    std::string text = "index,label,category,scientificName\n";
    for (std::size_t i = 0; i < classes.size(); ++i)
        camtrap::append_csv_row(text, std::vector<std::string>{std::to_string(i), classes[i], "animal", classes[i]});
    return text;
}

// The backbone's manifest, made the new model's: another name and file, another output.
std::string manifest_text(const BackboneFiles& backbone, const NewModel& model, const TrainRequest& request,
                          const std::string& probabilities, const std::string& source, const std::string& features_of) {
    auto value = value_or_throw(parse_json(backbone.manifest, "the backbone's manifest"));
    auto& manifest = value.as_object();
    const auto features = manifest.at("output").at("features");
    for (const auto* key : {"bytes", "sha256", "scope"}) manifest.erase(key);
    manifest["name"] = request.name;
    manifest["version"] = model.version;
    manifest["file"] = model.weights_name;
    manifest["url"] = "";
    manifest["source"] = source;
    manifest["labels"] = "labels.csv";
    manifest["output"] = {{"decoding", "scores"}, {"scores", probabilities}, {"activation", "none"},
                          {"calibrated", true},   {"features", features},    {"features_of", features_of}};
    return json::serialize(value) + "\n";
}

std::optional<vision::Detector> load_detector(const Config& config, const vision::Registry& registry) {
    const auto* model = value_or_throw(registry.find(config.detector));
    const auto weights = value_or_throw(registry.find_weights(model->manifest));
    const auto runtime = value_or_throw(vision::Runtime::open({config.onnxruntime}));
    return value_or_throw(vision::Detector::load(runtime, model->manifest, model->labels, weights));
}

std::string manifest_of(const Config& config, const std::string& name) {
    for (const auto& text : model_texts(config))
        if (const auto manifest = vision::parse_manifest(text.manifest, text.where); manifest && manifest->name == name)
            return text.manifest;
    throw Failure(Code::not_found, std::format("the manifest of the model {} is gone", name));
}

// "1", or one more than the version that was trained here before.
std::string next_version(const vision::Registry& registry, const std::string& name) {
    const auto known = registry.find(name);
    if (!known) return "1";
    const auto& manifest = (*known)->manifest;
    int version = 0;
    const auto& text = manifest.version;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), version);
    if (!manifest.source.starts_with(trained_mark) || error != std::errc{} || end != text.data() + text.size())
        throw Failure(Code::conflict,
                      std::format("there is a model named {} that was not trained here; choose another name", name));
    return std::to_string(version + 1);
}

std::vector<LabelledCrop> read_list(const fs::path& labels) {
    std::ifstream in(labels, std::ios::binary);
    if (!in) throw Failure(Code::not_found, std::format("the list {} cannot be opened", labels.string()));
    return value_or_throw(read_crop_labels(in, labels.string(), Taxa()));
}

// Tries the model out as one that was brought along, and keeps it.
AddedModel keep(const Config& config, const NewModel& model) {
    const auto folder = fs::temp_directory_path() / ("serow-train-" + to_text(new_uuid()));
    fs::create_directories(folder);
    const auto write = [&](const std::string& name, const std::string& bytes) {
        std::ofstream out(folder / name, std::ios::binary);
        out << bytes;
        out.close();
        if (!out) throw Failure(Code::storage_full, std::format("{} cannot be written", (folder / name).string()));
        return folder / name;
    };
    try {
        write("manifest.json", model.manifest);
        write("labels.csv", model.labels);
        write("README.md", model.card);
        auto added = value_or_throw(add_model(config, write(model.weights_name, model.weights), folder.string()));
        fs::remove_all(folder);
        return added;
    } catch (...) {
        std::error_code ignored;
        fs::remove_all(folder, ignored);
        throw;
    }
}

}  // namespace

void check_model_name(const std::string& name) {
    if (name.empty() || name.size() > 60 ||
        name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") != std::string::npos)
        throw Failure(Code::invalid,
                      std::format("the name \"{}\" must be of a-z, 0-9 and _, at most 60 of them", name));
}

vision::Classifier load_backbone(const Config& config, const vision::Registry& registry, const std::string& name) {
    const auto* model = value_or_throw(registry.find(name));
    if (model->manifest.task != vision::Task::classifier || model->manifest.output.features.empty())
        throw Failure(Code::invalid, std::format("the model {} gives no features to train on; name a classifier whose "
                                                 "manifest has output.features, such as mobilenetv2_imagenet",
                                                 name));
    const auto weights = value_or_throw(registry.find_weights(model->manifest));
    const auto runtime = value_or_throw(vision::Runtime::open({config.onnxruntime}));
    return value_or_throw(vision::Classifier::load(runtime, model->manifest, model->labels, weights));
}

BackboneFiles backbone_files(const Config& config, const vision::Registry& registry, const std::string& name) {
    const auto* model = value_or_throw(registry.find(name));
    return {manifest_of(config, name), bytes_of(value_or_throw(registry.find_weights(model->manifest)))};
}

std::vector<training::RareClass> rare_taxa(const training::Examples& examples, const TrainRequest& request) {
    auto rare = training::rare_classes(examples, request.least_crops);
    if (examples.classes.size() - rare.size() < 2 || (!rare.empty() && !request.leave_out_rare)) {
        std::string list;
        for (const auto& one : rare)
            list += std::format("{}{} ({} crops at {} locations)", list.empty() ? "" : ", ", one.name, one.crops,
                                one.locations);
        throw Failure(
            Code::invalid,
            rare.empty()
                ? std::string("a classifier tells at least two taxa apart; add labels of another one")
                : std::format("of these taxa there are fewer than {} crops or all are of one location: {}. Add "
                              "labels{}",
                              request.least_crops, list,
                              examples.classes.size() - rare.size() < 2
                                  ? "; a classifier tells at least two taxa apart"
                                  : ", merge them into a genus or family, or leave them out with "
                                    "--leave-out-rare"));
    }
    return rare;
}

Result<Trained> make_model(const training::Examples& examples, const BackboneFiles& backbone,
                           const TrainRequest& request, const std::string& version, const Provenance& provenance,
                           const std::function<void(std::string_view)>& tell) {
    auto training = training::train(examples, request.fit, tell);
    if (!training) return std::unexpected(training.error());
    const auto known = vision::parse_manifest(backbone.manifest, "the backbone's manifest");
    if (!known) return std::unexpected(known.error());
    auto joined = vision::join_head(backbone.weights, known->output.features, to_onnx(training->head));
    if (!joined) return std::unexpected(joined.error());

    const auto network = std::format("{} {}", known->name, known->version);
    NewModel model;
    model.version = version;
    model.weights_name = std::format("{}_{}.onnx", request.name, version);
    model.labels = labels_text(examples.classes);
    model.card = model_card(request, version, network, examples, *training, provenance);
    model.manifest = manifest_text(
        backbone, model, request, joined->probabilities,
        std::format("{}on {} crops of {} taxa at {} locations, behind the features of {} ({})", trained_mark,
                    examples.size(), examples.classes.size(), examples.locations.size(), network, known->source),
        vision::network_of(*known));
    model.weights = std::move(joined->bytes);
    return Trained{std::move(*training), std::move(model)};
}

TrainedModel train_model(const Config& config, const TrainRequest& request, const fs::path& folder,
                         const fs::path& labels, const std::atomic<bool>& stop, const TrainTold& tell) {
    check_model_name(request.name);
    if (!fs::is_directory(folder))
        throw Failure(Code::not_found, std::format("there is no folder {}", folder.string()));
    const auto list = read_list(labels);
    // Asked before all the photos are looked at, and once more after it: some may turn out unreadable.
    rare_taxa(examples_of(list), request);
    const auto registry = open_registry(config);
    const auto version = next_version(registry, request.name);
    const auto backbone = load_backbone(config, registry, request.backbone);
    const auto files = backbone_files(config, registry, request.backbone);
    std::optional<vision::Detector> detector;
    if (!std::ranges::all_of(list, [](const auto& crop) { return crop.box.has_value(); }))
        detector = load_detector(config, registry);

    auto found = collect_features(
        list, {photos_below(folder), backbone, detector ? &*detector : nullptr, request.fit.threads}, stop, tell.crops);
    TrainedModel result;
    result.seconds_features = found.seconds;
    if (found.crops.empty())
        throw Failure(Code::invalid, std::format("none of the {} crops can be used. The first: {} line {}, {}: {}",
                                                 list.size(), labels.string(), found.left_out.front().crop.line,
                                                 found.left_out.front().crop.filePath, found.left_out.front().reason));
    result.taxa_left_out = rare_taxa(found.examples, request);
    auto examples = result.taxa_left_out.empty() ? std::move(found.examples)
                                                 : training::without_classes(found.examples, result.taxa_left_out);
    const auto started = std::chrono::steady_clock::now();
    Provenance provenance{std::format("From the list {}.", labels.filename().string()), found.left_out.size(),
                          found.boxes_by_detector, result.taxa_left_out};
    auto trained = value_or_throw(make_model(examples, files, request, version, provenance, tell.step));
    result.seconds_training = std::chrono::duration<double>(std::chrono::steady_clock::now() - started).count();

    tell.step("trying the model out");
    const auto added = keep(config, trained.model);
    result.training = std::move(trained.training);
    examples.features = std::vector<float>();
    examples.width = 0;
    result.examples = std::move(examples);
    result.left_out = std::move(found.left_out);
    result.name = added.name;
    result.version = version;
    result.weights = added.weights;
    result.folder = added_models(config) / added.name;
    return result;
}

}  // namespace serow::journeys
