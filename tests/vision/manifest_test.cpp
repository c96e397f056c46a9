#include "vision/manifest.h"

#include <gmock/gmock.h>

#include <string>

namespace serow::vision {
namespace {

using ::testing::ElementsAre;
using ::testing::Pair;

const std::string good = R"({
  "name": "deer_finder", "version": "2", "task": "detector", "file": "deer.onnx", "bytes": 123,
  "sha256": "AB00000000000000000000000000000000000000000000000000000000000000",
  "url": "https://example.org/deer.onnx", "source": "a herd", "licence": "Apache-2.0", "labels": "labels.csv",
  "input": {"tensor": "images", "layout": "nchw", "width": 416, "height": 320, "colour": "bgr",
            "resize": "letterbox", "scale": 0.5, "mean": [1, 2, 3], "std": [4, 5, 6], "pad_value": 114,
            "pad_position": "top_left", "constants": {"orig_target_sizes": [1, 1]}},
  "output": {"decoding": "yolox_raw", "scores": "output", "strides": [8, 16, 32], "merge_iou": 0.45},
  "thresholds": {"typical": 0.3, "conservative": 0.1}
})";

const std::string classifier = R"({
  "name": "birds", "version": "1", "task": "classifier", "file": "b.onnx", "bytes": 5,
  "sha256": "cd00000000000000000000000000000000000000000000000000000000000000",
  "url": "", "source": "a flock", "licence": "MIT", "labels": "labels.csv", "scope": "Aves",
  "input": {"tensor": "x", "layout": "nchw", "width": 224, "height": 224, "colour": "rgb", "resize": "plain",
            "scale": 1, "mean": [0, 0, 0], "std": [1, 1, 1], "crop_margin": 0.1},
  "output": {"decoding": "scores", "scores": "probs", "features": "features", "activation": "softmax"}
})";

std::string with(std::string text, const std::string& from, const std::string& to) {
    const auto at = text.find(from);
    EXPECT_NE(at, std::string::npos) << from;
    return text.replace(at, from.size(), to);
}

TEST(Manifest, EveryKeyOfADetectorIsRead) {
    const auto m = parse_manifest(good, "m.json");
    ASSERT_TRUE(m) << m.error().detail;
    EXPECT_EQ(m->name, "deer_finder");
    EXPECT_EQ(m->version, "2");
    EXPECT_EQ(m->task, Task::detector);
    EXPECT_EQ(m->file, "deer.onnx");
    EXPECT_EQ(m->bytes, 123U);
    EXPECT_EQ(m->sha256.hex, "ab00000000000000000000000000000000000000000000000000000000000000");
    EXPECT_EQ(m->url, "https://example.org/deer.onnx");
    EXPECT_EQ(m->source, "a herd");
    EXPECT_EQ(m->licence, "Apache-2.0");
    EXPECT_EQ(m->labels, "labels.csv");
    EXPECT_EQ(m->input.tensor, "images");
    EXPECT_EQ(m->input.width, 416);
    EXPECT_EQ(m->input.height, 320);
    EXPECT_EQ(m->input.colour, Colour::bgr);
    EXPECT_EQ(m->input.resize, Resize::letterbox);
    EXPECT_EQ(m->input.scale, 0.5);
    EXPECT_THAT(m->input.mean, ElementsAre(1, 2, 3));
    EXPECT_THAT(m->input.std, ElementsAre(4, 5, 6));
    EXPECT_EQ(m->input.pad_value, 114);
    EXPECT_EQ(m->input.pad_position, Padding::top_left);
    EXPECT_THAT(m->input.constants, ElementsAre(Pair("orig_target_sizes", ElementsAre(1, 1))));
    EXPECT_EQ(m->output.decoding, Decoding::yolox_raw);
    EXPECT_EQ(m->output.scores, "output");
    EXPECT_THAT(m->output.strides, ElementsAre(8, 16, 32));
    EXPECT_EQ(m->output.merge_iou, 0.45);
    EXPECT_EQ(m->typical_threshold, 0.3);
    EXPECT_EQ(m->conservative_threshold, 0.1);
}

TEST(Manifest, EveryKeyOfAClassifierIsRead) {
    const auto m = parse_manifest(classifier, "m.json");
    ASSERT_TRUE(m) << m.error().detail;
    EXPECT_EQ(m->task, Task::classifier);
    EXPECT_EQ(m->scope, "Aves");
    EXPECT_EQ(m->url, "");
    EXPECT_EQ(m->input.crop_margin, 0.1);
    EXPECT_EQ(m->output.decoding, Decoding::scores);
    EXPECT_EQ(m->output.scores, "probs");
    EXPECT_EQ(m->output.features, "features");
    EXPECT_EQ(m->output.activation, Activation::softmax);
    EXPECT_EQ(m->output.temperature, 1);
}

TEST(Manifest, WhatIsWrongIsNamed) {
    struct Case {
        std::string text, detail;
    };
    const Case cases[] = {
        {"[]", "m.json must be a JSON object"},
        {with(good, R"("version": "2", )", ""), "m.json: version: this key is missing"},
        {with(good, R"("2")", "2"), "m.json: version: must be a text"},
        {with(good, R"("2")", R"("")"), "m.json: version: must not be empty"},
        {with(good, "deer_finder", "Deer Finder"), "m.json: name: must be of a-z, 0-9 and _"},
        {with(good, R"("detector")", R"("oracle")"), "m.json: task: \"oracle\" is none of detector, classifier"},
        {with(good, R"("deer.onnx")", R"("../deer.onnx")"), "m.json: file: must be a file name without a folder"},
        {with(good, "123", "0"), "m.json: bytes: 0 is not in [1, 1099511627776]"},
        {with(good, "123", "1.5"), "m.json: bytes: must be a whole number"},
        {with(good, "123", "\"123\""), "m.json: bytes: must be a whole number"},
        {with(good, "AB00", "XY00"), "m.json: sha256: must be 64 hexadecimal digits"},
        {with(good, "AB00", "AB"), "m.json: sha256: must be 64 hexadecimal digits"},
        {with(good, "https:", "http:"), "m.json: url: must begin with https:// or be empty"},
        {with(good, "nchw", "nchw_"), "m.json: input.layout: \"nchw_\" is none of nchw, nhwc"},
        {with(good, "\"pad_value\"", "\"multiple_of\": 64, \"pad_value\""),
         "m.json: input.multiple_of: width and height must be multiples of it"},
        {with(good, "416", "8"), "m.json: input.width: 8 is not in [16, 4096]"},
        {with(good, "320", "1e9"), "m.json: input.height: 1000000000 is not in [16, 4096]"},
        {with(good, "[1, 2, 3]", "[1, 2]"), "m.json: input.mean: must be a list of 3 numbers"},
        {with(good, "[1, 2, 3]", "[1, 2, null]"), "m.json: input.mean: must be a number"},
        {with(good, "[4, 5, 6]", "[4, 0, 6]"), "m.json: input.std: 0 is not in [1e-06, 1000]"},
        {with(good, "114", "256"), "m.json: input.pad_value: 256 is not in [0, 255]"},
        {with(good, "\"letterbox\"", "\"plain\""), "m.json: input.pad_value: this key is unknown here"},
        {with(good, R"({"orig_target_sizes": [1, 1]})", R"({"orig_target_sizes": 1})"),
         "m.json: input.constants.orig_target_sizes: must be a list of 1 to 16 whole numbers"},
        {with(good, "yolox_raw", "detr_set"), "m.json: output.labels: this key is missing"},
        {with(good, "yolox_raw", "scores"),
         "m.json: output.decoding: \"scores\" is none of detr_set, detr_raw, detr_joined, yolox_raw, yolo_v5, yolo_v8, "
         "yolo_v10, ssd"},
        {with(good, "[8, 16, 32]", "[]"), "m.json: output.strides: must be a list of 1 to 16 whole numbers"},
        {with(good, "0.45", "0"), "m.json: output.merge_iou: 0 is not in [0.05, 1]"},
        {with(good, "\"conservative\": 0.1", "\"conservative\": 0.4"),
         "m.json: thresholds.conservative: must not be above typical"},
        {with(good, "\"typical\"", "\"tipical\""), "m.json: thresholds.typical: this key is missing"},
        {with(good, "\"version\"", "\"colour\": 1, \"version\""), "m.json: colour: this key is unknown here"},
        {with(good, "\"typical\"", "\"a\": 1, \"typical\""), "m.json: thresholds.a: this key is unknown here"},
        {with(good, "\"version\"", "\"scope\": \"Aves\", \"version\""), "m.json: scope: this key is unknown here"},
        {with(classifier, "\"activation\": \"softmax\"", "\"activation\": 1"),
         "m.json: output.activation: must be a text"},
        {with(classifier, "\"labels\": \"labels.csv\"", "\"labels\": \"labels.csv\", \"thresholds\": {}"),
         "m.json: thresholds: this key is unknown here"},
    };
    for (const auto& c : cases) {
        const auto m = parse_manifest(c.text, "m.json");
        ASSERT_FALSE(m) << c.detail;
        EXPECT_EQ(m.error().code, Code::invalid);
        EXPECT_EQ(m.error().detail, c.detail);
    }
}

TEST(Manifest, TextThatIsNotJsonIsABadRequest) {
    for (const std::string text : {"", "{", "{\"name\": }", "\xff\xfe"}) {
        const auto m = parse_manifest(text, "m.json");
        ASSERT_FALSE(m);
        EXPECT_EQ(m.error().code, Code::bad_request);
        EXPECT_THAT(m.error().detail, ::testing::StartsWith("m.json is not valid JSON"));
    }
}

}  // namespace
}  // namespace serow::vision
