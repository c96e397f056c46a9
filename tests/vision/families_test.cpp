// Every family of detectors that a manifest can describe, from a photo to its boxes: models of the same inputs and
// outputs as the published ones, whose answer is known, are written as ONNX files and run. All boxes are worked out by
// hand.
#include <gmock/gmock.h>

#include <cmath>
#include <map>

#include "onnx_graph.h"
#include "vision/classifier.h"
#include "vision/detector.h"
#include "vision/registry.h"

namespace serow::vision {
namespace {

namespace fs = std::filesystem;
using testing::Dims;
using ::testing::HasSubstr;
using testing::OnnxGraph;

const std::vector<Label> megadetector{
    {0, "animal", Category::animal, ""}, {1, "person", Category::person, ""}, {2, "vehicle", Category::vehicle, ""}};

Image grey(int width, int height) {
    Image image(width, height);
    std::ranges::fill(image.rgb, std::uint8_t{128});
    return image;
}

class Families : public ::testing::Test {
protected:
    fs::path folder_ = fs::temp_directory_path() / ("serow-families-" + to_text(new_uuid()));

    void SetUp() override {
        if (const auto runtime = Runtime::open(); !runtime) GTEST_SKIP() << runtime.error().detail;
        fs::create_directories(folder_);
    }
    void TearDown() override { fs::remove_all(folder_); }

    static Manifest manifest_of(const std::string& input, const std::string& output) {
        return value_or_throw(
            parse_manifest(R"({"name": "m", "version": "1", "task": "detector", "file": "m.onnx", "bytes": 1,
            "sha256": "0000000000000000000000000000000000000000000000000000000000000000", "url": "", "source": "a test",
            "licence": "MIT", "labels": "labels.csv", "thresholds": {"typical": 0.2, "conservative": 0.05},
            "input": {"tensor": "images", "layout": "nchw", "colour": "rgb", "scale": 0.00392156862745098,
                      "mean": [0, 0, 0], "std": [1, 1, 1], )" +
                               input + R"(}, "output": {"merge_iou": 0.45, )" + output + "}}",
                           "m.json"));
    }

    std::vector<Detection> find(const OnnxGraph& graph, const Manifest& manifest, const Image& photo) const {
        const auto detector = value_or_throw(
            Detector::load(value_or_throw(Runtime::open()), manifest, megadetector, graph.write(folder_)));
        return value_or_throw(detector.detect(photo, 0.2));
    }
};

void expect_box(const Detection& found, Category category, double confidence, const Box& box) {
    EXPECT_EQ(found.category, category);
    EXPECT_NEAR(found.confidence, confidence, 1e-5);
    EXPECT_NEAR(found.box.x, box.x, 1e-5);
    EXPECT_NEAR(found.box.y, box.y, 1e-5);
    EXPECT_NEAR(found.box.width, box.width, 1e-5);
    EXPECT_NEAR(found.box.height, box.height, 1e-5);
}

void put(std::vector<float>& values, std::size_t at, std::initializer_list<float> row) {
    std::ranges::copy(row, values.begin() + static_cast<std::ptrdiff_t>(at));
}

const std::string free_1280 =
    R"("width": 1280, "height": 1280, "multiple_of": 64, "resize": "letterbox", "pad_value": 114, "pad_position": "centre")";
const std::string letterbox_640 =
    R"("width": 640, "height": 640, "resize": "letterbox", "pad_value": 114, "pad_position": "centre")";
const std::string plain_640 = R"("width": 640, "height": 640, "resize": "plain")";

TEST(ShippedManifests, SayWhatTheirFamilyGives) {
    const auto texts = value_or_throw(read_model_texts(fs::path(SEROW_SOURCE_DIR) / "models"));
    std::map<std::string, Decoding> decodings;
    for (const auto& text : texts) {
        const auto manifest = value_or_throw(parse_manifest(text.manifest, text.where));
        if (names_its_file(manifest) || manifest.task == Task::classifier) continue;
        decodings[manifest.name] = manifest.output.decoding;
        EXPECT_EQ(value_or_throw(parse_labels(text.labels, text.where)).size(), megadetector.size()) << text.where;
    }
    const std::map<std::string, Decoding> expected{
        {"megadetector_v5a", Decoding::yolo_v5},        {"megadetector_v5b", Decoding::yolo_v5},
        {"mdv1000_redwood", Decoding::yolo_v5},         {"mdv1000_spruce", Decoding::yolo_v5},
        {"mdv1000_cedar", Decoding::yolo_v8},           {"mdv1000_larch", Decoding::yolo_v8},
        {"mdv1000_sorrel", Decoding::yolo_v8},          {"megadetector_v6_rtdetr_c", Decoding::detr_set},
        {"megadetector_v6_yolov9_c", Decoding::yolo_v8}};
    EXPECT_EQ(decodings, expected);
}

// MegaDetector v5 and MDv1000 redwood: YOLOv5x6, four strides of three anchors, 102 000 rows of a square of 1280.
TEST_F(Families, YoloV5OfAFreeSizeIsFedOnlyWhatThePhotoNeeds) {
    std::vector<float> rows(std::size_t{102'000} * 8, 0.0F);
    put(rows, 8 * 5'000, {640, 384, 320, 180, 0.9F, 0.8F, 0.1F, 0.05F});
    put(rows, 8 * 70'000, {642, 385, 322, 180, 0.8F, 0.8F, 0.1F, 0.05F});  // the same animal, less sure
    put(rows, 8 * 101'999, {1200, 60, 160, 72, 0.5F, 0.1F, 0.9F, 0});      // a person at the upper edge
    put(rows, 8 * 3, {100, 100, 50, 50, 0.9F, 0.2F, 0, 0});                // objectness alone is no confidence
    const auto graph = OnnxGraph().input("images", {-1, 3, -1, -1}).output("output0", {1, 102'000, 8}, rows);
    const auto manifest = manifest_of(free_1280, R"("decoding": "yolo_v5", "scores": "output0")");
    // 1920 x 1080 becomes 1280 x 720 and lies in 1280 x 768: 24 rows of filling above and below.
    const auto found = find(graph, manifest, grey(1920, 1080));
    ASSERT_EQ(found.size(), 2U);
    expect_box(found[0], Category::animal, 0.72, {480.0 / 1280, (384 - 90 - 24) / 720.0, 0.25, 0.25});
    // From row 24 to 96: all of it in the picture, which begins at 24; to the right it is cut.
    expect_box(found[1], Category::person, 0.45, {1120.0 / 1280, 0, 160.0 / 1280, 0.1});
}

TEST_F(Families, AModelOfOneSizeIsNoneOfAFreeSize) {
    const auto graph =
        OnnxGraph().input("images", {1, 3, 640, 640}).output("output0", {1, 1, 8}, std::vector<float>(8));
    const auto detector = Detector::load(value_or_throw(Runtime::open()),
                                         manifest_of(free_1280, R"("decoding": "yolo_v5", "scores": "output0")"),
                                         megadetector, graph.write(folder_));
    ASSERT_FALSE(detector);
    EXPECT_THAT(detector.error().detail, HasSubstr("[1][3][640][640]"));
}

// MDv1000 cedar (YOLOv9c), larch and sorrel (YOLO11): one column a cell, no objectness.
TEST_F(Families, YoloV8HasAColumnForEachCell) {
    constexpr std::size_t cells = 8'400;
    std::vector<float> columns(7 * cells, 0.0F);
    const float person[7] = {320, 320, 64, 240, 0.1F, 0.6F, 0.2F};
    for (std::size_t i = 0; i < 7; ++i) columns[i * cells + 1234] = person[i];
    const auto graph = OnnxGraph().input("images", {1, 3, 640, 640}).output("output0", {1, 7, cells}, columns);
    // 1152 x 864 becomes 640 x 480, with 80 rows of filling above.
    const auto found =
        find(graph, manifest_of(letterbox_640, R"("decoding": "yolo_v8", "scores": "output0")"), grey(1152, 864));
    ASSERT_EQ(found.size(), 1U);
    expect_box(found[0], Category::person, 0.6, {0.45, 0.25, 0.1, 0.5});
}

TEST_F(Families, YoloV10GivesCorners) {
    std::vector<float> rows(300 * 6, 0.0F);
    put(rows, 0, {160, 200, 480, 440, 0.9F, 2});
    put(rows, 6, {0, 0, 640, 640, 0.1F, 0});
    const auto graph = OnnxGraph().input("images", {1, 3, 640, 640}).output("output0", {1, 300, 6}, rows);
    const auto found =
        find(graph, manifest_of(letterbox_640, R"("decoding": "yolo_v10", "scores": "output0")"), grey(1152, 864));
    ASSERT_EQ(found.size(), 1U);
    expect_box(found[0], Category::vehicle, 0.9, {0.25, 0.25, 0.5, 0.5});
}

// MegaDetector v6's RT-DETR of Apache licence, by its own export.
TEST_F(Families, ADetectionSetIsReadAsItIs) {
    std::vector<std::int64_t> labels(300, 0);
    std::vector<float> boxes(1200, 0.0F), scores(300, 0.0F);
    labels[7] = 1;
    put(boxes, 28, {0.1F, 0.2F, 0.5F, 0.6F});
    scores[7] = 0.7F;
    const auto graph = OnnxGraph()
                           .input("images", {-1, 3, 640, 640})
                           .input("orig_target_sizes", {-1, 2}, OnnxGraph::int64_type)
                           .output("labels", {1, 300}, labels)
                           .output("boxes", {1, 300, 4}, boxes)
                           .output("scores", {1, 300}, scores);
    const auto found =
        find(graph,
             manifest_of(plain_640 + R"(, "constants": {"orig_target_sizes": [1, 1]})",
                         R"("decoding": "detr_set", "labels": "labels", "boxes": "boxes", "scores": "scores")"),
             grey(1152, 864));
    ASSERT_EQ(found.size(), 1U);
    expect_box(found[0], Category::person, 0.7, {0.1, 0.2, 0.4, 0.4});
}

TEST_F(Families, RawDetrGivesLogitsAndCentres) {
    std::vector<float> boxes(1200, 0.0F), scores(900, -10.0F);
    put(boxes, 4, {0.5F, 0.5F, 0.2F, 0.4F});
    put(scores, 3, {-3, -3, 2});
    const auto graph = OnnxGraph()
                           .input("images", {1, 3, 640, 640})
                           .output("pred_boxes", {1, 300, 4}, boxes)
                           .output("pred_logits", {1, 300, 3}, scores);
    const std::string output =
        R"("decoding": "detr_raw", "boxes": "pred_boxes", "scores": "pred_logits", "activation": )";
    const auto found = find(graph, manifest_of(plain_640, output + R"("sigmoid")"), grey(1152, 864));
    ASSERT_EQ(found.size(), 1U);
    expect_box(found[0], Category::vehicle, 1 / (1 + std::exp(-2.0)), {0.4, 0.3, 0.2, 0.4});
}

TEST_F(Families, RawDetrWithSoftmaxHasALastLabelThatIsNothing) {
    std::vector<float> boxes(400, 0.5F), scores(400, 0.0F);
    for (std::size_t i = 0; i < 100; ++i) put(scores, 4 * i, {0, 0, 0, 9});  // surely nothing
    put(scores, 0, {std::log(6.0F), 0, 0, std::log(2.0F)});                  // 6 : 1 : 1 : 2
    const auto graph = OnnxGraph()
                           .input("images", {1, 3, 640, 640})
                           .output("pred_boxes", {1, 100, 4}, boxes)
                           .output("pred_logits", {1, 100, 4}, scores);
    const auto found =
        find(graph,
             manifest_of(
                 plain_640,
                 R"("decoding": "detr_raw", "boxes": "pred_boxes", "scores": "pred_logits", "activation": "softmax")"),
             grey(100, 100));
    ASSERT_EQ(found.size(), 1U);
    expect_box(found[0], Category::animal, 0.6, {0.25, 0.25, 0.5, 0.5});
}

// RT-DETR as Ultralytics exports it.
TEST_F(Families, JoinedDetrHasItsConfidencesBehindTheBox) {
    std::vector<float> rows(300 * 7, 0.0F);
    put(rows, 14, {0.5F, 0.25F, 0.5F, 0.5F, 0.1F, 0.2F, 0.65F});
    const auto graph = OnnxGraph().input("images", {1, 3, 640, 640}).output("output0", {1, 300, 7}, rows);
    const auto found =
        find(graph, manifest_of(plain_640, R"("decoding": "detr_joined", "scores": "output0")"), grey(1152, 864));
    ASSERT_EQ(found.size(), 1U);
    expect_box(found[0], Category::vehicle, 0.65, {0.25, 0, 0.5, 0.5});
}

// TensorFlow's object detection counts labels from 1 and says y before x.
TEST_F(Families, SsdCountsFromOneAndSaysYBeforeX) {
    std::vector<float> labels(100, 1.0F), boxes(400, 0.0F), scores(100, 0.0F);
    labels[0] = 3;
    put(boxes, 0, {0.1F, 0.2F, 0.5F, 0.8F});
    scores[0] = 0.55F;
    const auto graph = OnnxGraph()
                           .input("images", {1, 640, 640, 3})
                           .output("detection_classes", {1, 100}, labels)
                           .output("detection_boxes", {1, 100, 4}, boxes)
                           .output("detection_scores", {1, 100}, scores);
    auto manifest =
        manifest_of(plain_640, R"("decoding": "ssd", "labels": "detection_classes", "boxes": "detection_boxes",
                                              "scores": "detection_scores", "first_label": 1)");
    manifest.input.layout = Layout::nhwc;
    const auto found = find(graph, manifest, grey(1152, 864));
    ASSERT_EQ(found.size(), 1U);
    expect_box(found[0], Category::vehicle, 0.55, {0.2, 0.1, 0.6, 0.4});
}

TEST_F(Families, OutputsOfAnotherFormAreSaid) {
    const auto graph =
        OnnxGraph().input("images", {1, 3, 640, 640}).output("output0", {1, 5, 9}, std::vector<float>(45, 0.5F));
    for (const std::string decoding : {"yolo_v5", "yolo_v8", "yolo_v10", "detr_joined"}) {
        const auto detector = value_or_throw(
            Detector::load(value_or_throw(Runtime::open()),
                           manifest_of(plain_640, R"("scores": "output0", "decoding": ")" + decoding + "\""),
                           megadetector, graph.write(folder_)));
        const auto found = detector.detect(grey(64, 64), 0.2);
        ASSERT_FALSE(found) << decoding;
        EXPECT_EQ(found.error().code, Code::internal);
        EXPECT_THAT(found.error().detail, HasSubstr("is not what its manifest says"));
    }
}

// SpeciesNet and others that came from TensorFlow: pixels of three colours, logits of a softmax.
TEST_F(Families, AClassifiersLogitsBecomeProbabilities) {
    const std::vector<Label> labels{
        {0, "takin", std::nullopt, ""}, {1, "boar", std::nullopt, ""}, {2, "none", std::nullopt, ""}};
    const auto graph =
        OnnxGraph()
            .input("images", {1, 48, 48, 3})
            .output("logits", {1, 3}, std::vector<float>{std::log(4.0F), std::log(16.0F), std::log(4.0F)});
    const auto classify = [&](const std::string& activation) {
        const auto manifest =
            value_or_throw(parse_manifest(R"({"name": "m", "version": "1", "task": "classifier", "file": "m.onnx",
            "bytes": 1, "sha256": "0000000000000000000000000000000000000000000000000000000000000000", "url": "",
            "source": "a test", "licence": "MIT", "labels": "labels.csv",
            "input": {"tensor": "images", "layout": "nhwc", "width": 48, "height": 48, "colour": "rgb", "resize": "plain", "view": "whole",
                      "scale": 1, "mean": [0, 0, 0], "std": [1, 1, 1]},
            "output": {"decoding": "scores", "scores": "logits", )" +
                                              activation + "}}",
                                          "m.json"));
        const auto classifier =
            value_or_throw(Classifier::load(value_or_throw(Runtime::open()), manifest, labels, graph.write(folder_)));
        return value_or_throw(classifier.classify(grey(100, 80), {0.1, 0.1, 0.2, 0.2})).probabilities;
    };
    const auto near = [](float value) { return ::testing::FloatNear(value, 1e-6F); };
    EXPECT_THAT(classify(R"("activation": "softmax")"),
                ::testing::ElementsAre(near(4 / 24.0F), near(16 / 24.0F), near(4 / 24.0F)));
    // At a temperature of 2 the odds are their square roots: 2 : 4 : 2.
    EXPECT_THAT(classify(R"("activation": "softmax", "temperature": 2)"),
                ::testing::ElementsAre(near(0.25F), near(0.5F), near(0.25F)));
    // Of each label by itself, brought to a sum of 1: 4/5, 16/17, 4/5.
    const float sum = 0.8F + 16 / 17.0F + 0.8F;
    EXPECT_THAT(classify(R"("activation": "sigmoid")"),
                ::testing::ElementsAre(near(0.8F / sum), near(16 / 17.0F / sum), near(0.8F / sum)));
}

// DeepFaune 1.3: a crop of 182 pixels, 34 logits; the manifest and labels are those that Serow brings along.
TEST_F(Families, DeepFaunesLogitsAreReadInTheOrderOfItsNames) {
    const auto folder = fs::path(SEROW_SOURCE_DIR) / "models";
    for (const auto& text : value_or_throw(read_model_texts(folder))) {
        const auto manifest = value_or_throw(parse_manifest(text.manifest, text.where));
        if (manifest.name != "deepfaune_v1_3") continue;
        const auto labels = value_or_throw(parse_labels(text.labels, text.where));
        ASSERT_EQ(labels.size(), 34U);
        // Red deer is the fifth of its names, wild boar the last but one. All together 32 · 1 + 16 + 32 = 80.
        std::vector<float> logits(34, 0.0F);
        logits[4] = std::log(16.0F);
        logits[32] = std::log(32.0F);
        const auto graph = OnnxGraph().input("images", {1, 3, 182, 182}).output("logits", {1, 34}, logits);
        const auto classifier =
            value_or_throw(Classifier::load(value_or_throw(Runtime::open()), manifest, labels, graph.write(folder_)));
        const auto found = value_or_throw(classifier.classify(grey(400, 300), {0.25, 0.25, 0.5, 0.5})).probabilities;
        EXPECT_EQ(labels[4].scientificName, "Cervus elaphus");
        EXPECT_NEAR(found[4], 0.2, 1e-6);
        EXPECT_EQ(labels[32].scientificName, "Sus scrofa");
        EXPECT_NEAR(found[32], 0.4, 1e-6);
        return;
    }
    FAIL() << "models/deepfaune_v1_3 is not there";
}

// SpeciesNet 4.0.3: 480 pixels, colours last, logits. Its labels come with the weights.
TEST_F(Families, SpeciesNetsLogitsAreReadInTheOrderOfItsLabels) {
    const auto folder = fs::path(SEROW_SOURCE_DIR) / "models";
    int found = 0;
    for (const auto& text : value_or_throw(read_model_texts(folder))) {
        const auto manifest = value_or_throw(parse_manifest(text.manifest, text.where));
        if (!manifest.name.starts_with("speciesnet_")) continue;
        ++found;
        EXPECT_EQ(text.labels, "");
        const auto labels = value_or_throw(parse_speciesnet_labels(
            "f1856211-cfb7-4a5b-9158-c0f72fd09ee6;;;;;;blank\n"
            "ddf59264-185a-4d35-b647-2785792bdf54;mammalia;carnivora;felidae;panthera;uncia;snow "
            "leopard\n"
            "990ae9dd-7a59-4344-afcb-1b7b21368000;mammalia;primates;hominidae;homo;sapiens;human\n",
            "labels"));
        // 1 + 4 + 3 = 8.
        const auto graph = OnnxGraph()
                               .input("images", {1, 480, 480, 3})
                               .output("logits", {1, 3}, std::vector<float>{0.0F, std::log(4.0F), std::log(3.0F)});
        const auto classifier =
            value_or_throw(Classifier::load(value_or_throw(Runtime::open()), manifest, labels, graph.write(folder_)));
        EXPECT_THAT(value_or_throw(classifier.classify(grey(400, 300), {0.25, 0.25, 0.5, 0.5})).probabilities,
                    ::testing::ElementsAre(::testing::FloatNear(0.125F, 1e-6F), ::testing::FloatNear(0.5F, 1e-6F),
                                           ::testing::FloatNear(0.375F, 1e-6F)));
    }
    EXPECT_EQ(found, 2);
}

}  // namespace
}  // namespace serow::vision
