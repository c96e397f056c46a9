// A model's quantised file beside its float one: chosen by precision, told apart by what it answers.
#include <gmock/gmock.h>

#include "base/digest.h"
#include "base/id.h"
#include "onnx_graph.h"
#include "vision/classifier.h"
#include "vision/registry.h"

namespace serow::vision {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using testing::OnnxGraph;

std::string manifest_with(const std::string& files) {
    return R"({"name": "colours", "version": "3", "task": "classifier", "source": "a test", "licence": "MIT",
        "labels": "labels.csv", "input": {"tensor": "images", "layout": "nchw", "width": 32, "height": 32,
        "colour": "rgb", "resize": "plain", "scale": 0.00392156862745098, "mean": [0, 0, 0], "std": [1, 1, 1],
        "crop_margin": 0}, "output": {"decoding": "scores", "scores": "means", "activation": "none"}, )" +
           files + "}";
}

const std::string of_ones(64, '1'), of_twos(64, '2');
const std::string float_file = R"("file": "a.onnx", "bytes": 10, "sha256": ")" + of_ones + R"(", "url": "")";

std::string int8_file(const std::string& file, const std::string& sha256) {
    return R"(, "int8": {"file": ")" + file + R"(", "bytes": 5, "sha256": ")" + sha256 +
           R"(", "url": "https://example.org/a.int8.onnx"})";
}

TEST(Precision, TheManifestOfTheQuantisedFileNamesItAndAnotherVersion) {
    const auto manifest =
        value_or_throw(parse_manifest(manifest_with(float_file + int8_file("a.int8.onnx", of_twos)), "m"));
    ASSERT_TRUE(manifest.int8);
    EXPECT_EQ(in_precision(manifest, Precision::float32).file, "a.onnx");
    const auto int8 = in_precision(manifest, Precision::int8);
    EXPECT_EQ(int8.file, "a.int8.onnx");
    EXPECT_EQ(int8.bytes, 5U);
    EXPECT_EQ(int8.sha256.hex, of_twos);
    EXPECT_EQ(int8.url, "https://example.org/a.int8.onnx");
    EXPECT_EQ(int8.version, "3-int8");
    // Where none is offered the model stays as it is.
    const auto without = value_or_throw(parse_manifest(manifest_with(float_file), "m"));
    EXPECT_EQ(in_precision(without, Precision::int8).file, "a.onnx");
    EXPECT_EQ(in_precision(without, Precision::int8).version, "3");
}

TEST(Precision, WhatIsWrongIsNamed) {
    const auto why = [](const std::string& int8) {
        const auto manifest = parse_manifest(manifest_with(float_file + int8), "m");
        return manifest ? std::string("good") : manifest.error().detail;
    };
    EXPECT_THAT(why(R"(, "int8": "a.int8.onnx")"), HasSubstr("int8: must be an object"));
    EXPECT_THAT(why(R"(, "int8": {"file": "b.onnx", "url": ""})"), HasSubstr("int8.bytes: this key is missing"));
    EXPECT_THAT(why(int8_file("../b.onnx", of_twos)), HasSubstr("int8.file: must be a file name"));
    EXPECT_THAT(why(int8_file("b.onnx", "12")), HasSubstr("int8.sha256: must be 64"));
    EXPECT_THAT(why(int8_file("a.onnx", of_twos)), HasSubstr("int8: must be another file"));
    EXPECT_THAT(why(int8_file("b.onnx", of_ones)), HasSubstr("int8: must be another file"));
    EXPECT_THAT(
        why(R"(, "int8": {"file": "b.onnx", "bytes": 1, "sha256": ")" + of_twos + R"(", "url": "", "more": 1})"),
        HasSubstr("int8.more: this key is unknown"));
}

// 153 of 255 is 0.6; in steps of a quarter that is 0.5.
TEST(Precision, TheFileOfThatPrecisionIsRun) {
    if (const auto runtime = Runtime::open(); !runtime) GTEST_SKIP() << runtime.error().detail;
    const auto folder = fs::temp_directory_path() / ("serow-precision-" + to_text(new_uuid()));
    fs::create_directories(folder);
    const auto described = [&](const OnnxGraph& graph) {
        const auto file = graph.write(folder);
        return R"("file": ")" + file.filename().string() + R"(", "url": "", "bytes": )" +
               std::to_string(fs::file_size(file)) + R"(, "sha256": ")" + sha256_of_file(file)->hex + "\"";
    };
    const auto in_floats =
        described(OnnxGraph().input("images", {-1, 3, 32, 32}).plane_means("images", "means", 3, -1));
    const auto quantised = described(OnnxGraph()
                                         .input("images", {-1, 3, 32, 32})
                                         .in_steps("images", "stepped", 0.25F)
                                         .plane_means("stepped", "means", 3, -1));
    const std::vector<ModelText> texts{{"colours", manifest_with(in_floats + R"(, "int8": {)" + quantised + "}"),
                                        "index,label,category,scientificName\n0,red,,\n1,green,,\n2,blue,,\n"}};
    const auto red_in = [&](Precision precision) {
        const auto registry = value_or_throw(Registry::open(texts, {folder}, precision));
        const auto* model = value_or_throw(registry.find("colours"));
        const auto classifier =
            value_or_throw(Classifier::load(value_or_throw(Runtime::open()), model->manifest, model->labels,
                                            value_or_throw(registry.find_weights(model->manifest))));
        Image image(40, 40);
        for (std::size_t i = 0; i < image.rgb.size(); i += 3) image.rgb[i] = 153;
        return value_or_throw(classifier.classify(image, {0, 0, 1, 1})).probabilities.front();
    };
    EXPECT_NEAR(red_in(Precision::float32), 0.6, 1e-4);
    EXPECT_NEAR(red_in(Precision::int8), 0.5, 1e-4);
    fs::remove_all(folder);
}

}  // namespace
}  // namespace serow::vision
