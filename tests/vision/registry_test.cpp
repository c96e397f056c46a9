#include "vision/registry.h"

#include <gmock/gmock.h>

#include <fstream>

#include "base/id.h"

namespace serow::vision {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

class RegistryTest : public ::testing::Test {
protected:
    fs::path folder_ = fs::temp_directory_path() / ("serow-vision-" + to_text(new_uuid()));

    void SetUp() override { fs::create_directories(folder_ / "a"), fs::create_directories(folder_ / "b"); }
    void TearDown() override { fs::remove_all(folder_); }

    static void write(const fs::path& path, std::string_view text) {
        std::ofstream(path, std::ios::binary | std::ios::trunc) << text;
    }
    static ModelText text_of(const std::string& name, const std::string& sha256, std::size_t bytes) {
        return {"models/" + name,
                R"({"name": ")" + name + R"(", "version": "1", "task": "classifier", "file": "w.onnx", "bytes": )" +
                    std::to_string(bytes) + R"(, "sha256": ")" + sha256 +
                    R"(", "url": "", "source": "a shelf", "licence": "MIT", "labels": "labels.csv",
                    "input": {"tensor": "x", "layout": "nchw", "width": 32, "height": 32, "colour": "rgb", "resize": "plain",
                    "scale": 1, "mean": [0,0,0], "std": [1,1,1], "crop_margin": 0},
                    "output": {"decoding": "scores", "scores": "p", "activation": "none"}})",
                "index,label,category,scientificName\n0,a,,\n"};
    }
    Registry open(const std::string& bytes) const {
        const auto text = text_of("m", sha256_of(bytes).hex, bytes.size());
        return value_or_throw(Registry::open(std::span(&text, 1), {folder_ / "a", folder_ / "b", folder_ / "none"}));
    }
};

TEST_F(RegistryTest, WeightsAreFoundByNameInTheFirstFolderThatHasThem) {
    const auto registry = open("weights");
    const auto& manifest = registry.models().front().manifest;
    write(folder_ / "b" / "w.onnx", "weights");
    EXPECT_EQ(registry.find_weights(manifest).value(), folder_ / "b" / "w.onnx");
    write(folder_ / "a" / "w.onnx", "weights");
    EXPECT_EQ(registry.find_weights(manifest).value(), folder_ / "a" / "w.onnx");
}

TEST_F(RegistryTest, WeightsAreFoundUnderAnotherNameByTheirHash) {
    write(folder_ / "a" / "other.onnx", "WEIGHTS");
    write(folder_ / "b" / "renamed.onnx", "weights");
    const auto registry = open("weights");
    EXPECT_EQ(registry.find_weights(registry.models().front().manifest).value(), folder_ / "b" / "renamed.onnx");
}

TEST_F(RegistryTest, AFileThatChangesIsLookedAtAnew) {
    const auto registry = open("weights");
    const auto& manifest = registry.models().front().manifest;
    const auto file = folder_ / "a" / "w.onnx";
    write(file, "weights");
    ASSERT_TRUE(registry.find_weights(manifest));
    write(file, "WEIGHTS");
    fs::last_write_time(file, fs::last_write_time(file) + std::chrono::seconds(5));
    EXPECT_EQ(registry.find_weights(manifest).error().code, Code::hash_mismatch);
}

TEST_F(RegistryTest, MissingWeightsSayWhereWasLooked) {
    const auto registry = open("weights");
    const auto found = registry.find_weights(registry.models().front().manifest);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, Code::unavailable);
    EXPECT_THAT(found.error().detail, HasSubstr("the weights of the model m (w.onnx, SHA-256 "));
    EXPECT_THAT(found.error().detail, HasSubstr((folder_ / "a").string() + ", "));
    EXPECT_THAT(found.error().detail, HasSubstr((folder_ / "none").string() + " (no such folder)"));
    EXPECT_THAT(found.error().detail, HasSubstr("a shelf"));
}

TEST_F(RegistryTest, AFileOfTheNameWithOtherBytesIsAMismatch) {
    write(folder_ / "a" / "w.onnx", "weighty");
    const auto registry = open("weights");
    const auto found = registry.find_weights(registry.models().front().manifest);
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, Code::hash_mismatch);
    EXPECT_THAT(found.error().detail, HasSubstr((folder_ / "a" / "w.onnx").string()));
}

TEST_F(RegistryTest, VerifyComparesSizeAndHash) {
    const auto registry = open("weights");
    const auto& manifest = registry.models().front().manifest;
    write(folder_ / "good", "weights");
    write(folder_ / "other", "weighty");
    write(folder_ / "short", "weight");
    EXPECT_TRUE(verify_weights(manifest, folder_ / "good"));
    EXPECT_EQ(verify_weights(manifest, folder_ / "other").error().code, Code::hash_mismatch);
    EXPECT_EQ(verify_weights(manifest, folder_ / "short").error().code, Code::hash_mismatch);
    EXPECT_EQ(verify_weights(manifest, folder_ / "absent").error().code, Code::unreadable);
}

TEST_F(RegistryTest, TwoModelsOfOneNameAndBadTextsAreRefused) {
    const std::string hash(64, '0');
    const ModelText twice[] = {text_of("m", hash, 1), text_of("m", hash, 1)};
    EXPECT_EQ(Registry::open(twice, {}).error().code, Code::invalid);
    auto bad = text_of("m", hash, 1);
    bad.labels = "index\n";
    EXPECT_THAT(Registry::open(std::span(&bad, 1), {}).error().detail, HasSubstr("models/m/labels.csv line 1"));
    bad.manifest = "{}";
    EXPECT_THAT(Registry::open(std::span(&bad, 1), {}).error().detail, HasSubstr("models/m/manifest.json: "));
}

TEST_F(RegistryTest, AnUnknownModelIsNotFoundAndTheKnownOnesAreNamed) {
    const auto registry = open("weights");
    EXPECT_EQ(registry.find("m").value()->manifest.name, "m");
    const auto found = registry.find("deer");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, Code::not_found);
    EXPECT_EQ(found.error().detail, "there is no model \"deer\"; there are: m");
}

TEST_F(RegistryTest, TextsAreReadFromAFolderOfModels) {
    fs::create_directories(folder_ / "models" / "m");
    fs::create_directories(folder_ / "models" / "notes");
    const auto text = text_of("m", std::string(64, '0'), 1);
    write(folder_ / "models" / "m" / "manifest.json", text.manifest);
    EXPECT_EQ(read_model_texts(folder_ / "models").error().code, Code::unreadable);  // its labels are missing
    write(folder_ / "models" / "m" / "labels.csv", text.labels);
    const auto texts = read_model_texts(folder_ / "models");
    ASSERT_TRUE(texts) << texts.error().detail;
    ASSERT_EQ(texts->size(), 1U);
    EXPECT_EQ(texts->front().labels, text.labels);
    EXPECT_EQ(read_model_texts(folder_ / "absent").error().code, Code::unreadable);
}

}  // namespace
}  // namespace serow::vision
