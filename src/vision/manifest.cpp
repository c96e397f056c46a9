#include "vision/manifest.h"

#include <algorithm>
#include <cmath>
#include <format>
#include <limits>
#include <optional>
#include <utility>

#include "vision/manifest_keys.h"
#include "vision/tiles.h"

namespace serow::vision {

namespace {

bool is_plain_file_name(std::string_view name) {
    return !name.empty() && name.front() != '.' && name.find_first_of("/\\") == std::string_view::npos &&
           name.find('\0') == std::string_view::npos;
}

bool is_plain_word(std::string_view name) {
    return !name.empty() && name.find_first_not_of("abcdefghijklmnopqrstuvwxyz0123456789_") == std::string_view::npos;
}

InputPlan read_input(Keys keys, Task task, std::optional<Problem>& first) {
    InputPlan input;
    input.tensor = keys.filled_text("tensor");
    input.layout = keys.choice<Layout>("layout", {{"nchw", Layout::nchw}, {"nhwc", Layout::nhwc}});
    input.width = static_cast<int>(keys.whole("width", 16, 4096));
    input.height = static_cast<int>(keys.whole("height", 16, 4096));
    input.colour = keys.choice<Colour>("colour", {{"rgb", Colour::rgb}, {"bgr", Colour::bgr}});
    input.resize = keys.choice<Resize>("resize", {{"plain", Resize::plain}, {"letterbox", Resize::letterbox}});
    input.scale = keys.number("scale", 1e-6, 1e3);
    input.mean = keys.triple("mean", -1e3, 1e3);
    input.std = keys.triple("std", 1e-6, 1e3);
    if (input.resize == Resize::letterbox) {
        input.pad_value = keys.number("pad_value", 0, 255);
        input.pad_position =
            keys.choice<Padding>("pad_position", {{"top_left", Padding::top_left}, {"centre", Padding::centre}});
        if (keys.has("multiple_of")) {
            input.multiple_of = static_cast<int>(keys.whole("multiple_of", 1, 256));
            if (input.width % input.multiple_of != 0 || input.height % input.multiple_of != 0)
                keys.wrong("multiple_of", "width and height must be multiples of it");
        }
    }
    if (task == Task::classifier) {
        if (keys.has("view"))
            input.view = keys.choice<View>("view", {{"crop", View::crop}, {"box", View::box}, {"whole", View::whole}});
        if (input.view == View::whole && keys.has("trim_share")) {
            input.trim_share = keys.number("trim_share", 0, 0.9);
            input.trim_pixels = static_cast<int>(keys.whole("trim_pixels", 1, 10'000));
        }
        if (input.view == View::crop) input.crop_margin = keys.number("crop_margin", 0, 2);
    }
    if (keys.has("constants")) {
        Keys constants(keys.object("constants"), keys.path_of("constants"), first);
        for (const auto& [name, value] : keys.object("constants"))
            input.constants.emplace_back(std::string(name),
                                         constants.wholes(name, std::numeric_limits<std::int64_t>::min(),
                                                          std::numeric_limits<std::int64_t>::max()));
    }
    keys.refuse_the_rest();
    return input;
}

Sha256 read_sha256(Keys& keys) {
    auto sha256 = Sha256::parse(keys.text("sha256"));
    if (!sha256) keys.wrong("sha256", "must be 64 hexadecimal digits");
    return sha256.value_or(Sha256{});
}

// Of any of a model's files.
WeightsFile read_file(Keys& keys, bool may_be_unknown) {
    WeightsFile file;
    file.file = keys.text("file");
    if (!is_plain_file_name(file.file)) keys.wrong("file", "must be a file name without a folder");
    if (!may_be_unknown || keys.has("bytes") || keys.has("sha256")) {
        file.bytes = static_cast<std::uint64_t>(keys.whole("bytes", 1, std::int64_t{1} << 40));
        file.sha256 = read_sha256(keys);
    }
    file.url = keys.text("url");
    if (!file.url.empty() && !file.url.starts_with("https://"))
        keys.wrong("url", "must begin with https:// or be empty");
    return file;
}

Activation read_activation(Keys& keys) {
    return keys.choice<Activation>(
        "activation", {{"none", Activation::none}, {"sigmoid", Activation::sigmoid}, {"softmax", Activation::softmax}});
}

OutputPlan read_detections(Keys keys) {
    using enum Decoding;
    OutputPlan output;
    output.decoding = keys.choice<Decoding>("decoding", {{"detr_set", detr_set},
                                                         {"detr_raw", detr_raw},
                                                         {"detr_joined", detr_joined},
                                                         {"yolox_raw", yolox_raw},
                                                         {"yolo_v5", yolo_v5},
                                                         {"yolo_v8", yolo_v8},
                                                         {"yolo_v10", yolo_v10},
                                                         {"ssd", ssd}});
    output.scores = keys.filled_text("scores");
    const bool is_set = output.decoding == detr_set || output.decoding == ssd;
    if (is_set) output.labels = keys.filled_text("labels");
    if (is_set || output.decoding == detr_raw) output.boxes = keys.filled_text("boxes");
    if (output.decoding == detr_raw) output.activation = read_activation(keys);
    if (output.decoding == ssd) output.first_label = static_cast<int>(keys.whole("first_label", 0, 1));
    if (output.decoding == yolox_raw)
        for (const auto stride : keys.wholes("strides", 1, 256)) output.strides.push_back(static_cast<int>(stride));
    output.merge_iou = keys.number("merge_iou", 0.05, 1);
    keys.refuse_the_rest();
    return output;
}

OutputPlan read_scores(Keys keys) {
    OutputPlan output;
    output.decoding = keys.choice<Decoding>("decoding", {{"scores", Decoding::scores}});
    output.scores = keys.filled_text("scores");
    output.activation = read_activation(keys);
    if (output.activation == Activation::softmax && keys.has("temperature"))
        output.temperature = keys.number("temperature", 0.01, 100);
    if (keys.has("calibrated")) output.calibrated = keys.flag("calibrated");
    if (keys.has("features")) output.features = keys.filled_text("features");
    if (keys.has("features_of")) output.features_of = keys.filled_text("features_of");
    keys.refuse_the_rest();
    return output;
}

}  // namespace

std::string network_of(const Manifest& manifest) {
    const auto& output = manifest.output;
    if (output.features.empty()) return {};
    return output.features_of.empty() ? manifest.name + " " + manifest.version : output.features_of;
}

Manifest in_precision(Manifest manifest, Precision precision) {
    if (precision != Precision::int8 || !manifest.int8) return manifest;
    auto [file, bytes, sha256, url] = *std::exchange(manifest.int8, std::nullopt);
    manifest.file = std::move(file);
    manifest.bytes = bytes;
    manifest.sha256 = std::move(sha256);
    manifest.url = std::move(url);
    manifest.version += "-int8";
    return manifest;
}

std::string with_file(std::string_view text, std::uint64_t bytes, const Sha256& sha256) {
    auto value = value_or_throw(parse_json(text, "the manifest"));
    value.as_object()["bytes"] = bytes;
    value.as_object()["sha256"] = sha256.hex;
    return json::serialize(value) + "\n";
}

Result<Manifest> parse_manifest(std::string_view text, std::string_view where) {
    const auto value = parse_json(text, where);
    if (!value) return std::unexpected(value.error());
    if (!value->is_object()) return problem(Code::invalid, std::format("{} must be a JSON object", where));

    std::optional<Problem> first;
    Keys keys(value->get_object(), std::format("{}: ", where), first);
    Manifest m;
    m.manifest_sha256 = sha256_of(text);
    m.name = keys.text("name");
    if (!is_plain_word(m.name)) keys.wrong("name", "must be of a-z, 0-9 and _");
    m.version = keys.filled_text("version");
    m.task = keys.choice<Task>("task", {{"detector", Task::detector}, {"classifier", Task::classifier}});
    auto file = read_file(keys, true);
    m.file = std::move(file.file);
    m.bytes = file.bytes;
    m.sha256 = file.sha256;
    m.url = std::move(file.url);
    if (keys.has("int8")) {
        Keys int8(keys.object("int8"), keys.path_of("int8"), first);
        m.int8 = read_file(int8, false);
        int8.refuse_the_rest();
        if (m.int8->file == m.file || m.int8->sha256 == m.sha256) keys.wrong("int8", "must be another file");
    }
    m.source = keys.filled_text("source");
    m.licence = keys.filled_text("licence");
    m.labels = keys.text("labels");
    if (!is_plain_file_name(m.labels)) keys.wrong("labels", "must be a file name without a folder");
    if (m.task == Task::classifier && keys.has("label_format"))
        m.label_format = keys.choice<LabelFormat>(
            "label_format", {{"table", LabelFormat::table}, {"speciesnet", LabelFormat::speciesnet}});
    if (m.task == Task::classifier && keys.has("scope")) m.scope = keys.filled_text("scope");
    m.input = read_input(Keys(keys.object("input"), keys.path_of("input"), first), m.task, first);
    const Keys output(keys.object("output"), keys.path_of("output"), first);
    m.output = m.task == Task::detector ? read_detections(output) : read_scores(output);
    if (m.task == Task::detector) {
        Keys thresholds(keys.object("thresholds"), keys.path_of("thresholds"), first);
        m.typical_threshold = thresholds.number("typical", 0.01, 1);
        m.conservative_threshold = thresholds.number("conservative", 0.01, 1);
        if (m.conservative_threshold > m.typical_threshold)
            thresholds.wrong("conservative", "must not be above typical");
        thresholds.refuse_the_rest();
        if (keys.has("tiling")) m.tiling = static_cast<int>(keys.whole("tiling", 1, most_tiles));
    }
    keys.refuse_the_rest();
    if (first) return std::unexpected(std::move(*first));
    return m;
}

}  // namespace serow::vision
