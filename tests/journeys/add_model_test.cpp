// A reserve brings a model along: it is tried out, kept, and known from then on.
#include "journeys/add_model.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <fstream>

#include "base/id.h"
#include "journeys/eyes.h"
#include "journeys/pull_model.h"
#include "vision/onnx_graph.h"
#include "vision/runtime.h"

namespace serow::journeys {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;
using vision::testing::OnnxGraph;

class AddModel : public ::testing::Test {
protected:
    fs::path folder_ = fs::temp_directory_path() / ("serow-add-model-" + to_text(new_uuid()));
    Config config_;

    void SetUp() override {
        if (const auto runtime = vision::Runtime::open(); !runtime) GTEST_SKIP() << runtime.error().detail;
        fs::create_directories(folder_);
        config_.data_folder = folder_ / "data";
    }
    void TearDown() override { fs::remove_all(folder_); }

    // Of MDv1000 sorrel's form: 960 x 960 have 120² + 60² + 30² cells.
    fs::path sorrel(float score) const {
        return OnnxGraph()
            .input("images", {-1, 3, -1, -1})
            .output("output0", {1, 7, 18'900}, std::vector<float>(std::size_t{7} * 18'900, score))
            .write(folder_);
    }
    ModelStatus status_of(const std::string& name) const {
        const auto list = list_models(config_);
        return *std::ranges::find(list, name, &ModelStatus::name);
    }
};

TEST_F(AddModel, AFileForAKnownManifestIsTriedOutAndKept) {
    EXPECT_FALSE(status_of("mdv1000_sorrel").present);
    EXPECT_THAT(status_of("mdv1000_sorrel").detail, HasSubstr("serow models add FILE.onnx --manifest mdv1000_sorrel"));
    const auto file = sorrel(0);
    const auto added = add_model(config_, file, "mdv1000_sorrel");
    ASSERT_TRUE(added) << added.error().detail;
    EXPECT_EQ(added->weights, config_.data_folder / "models" / "md_v1000.0.0-sorrel.onnx");
    fs::remove(file);  // the service has its own

    EXPECT_TRUE(status_of("mdv1000_sorrel").present);
    EXPECT_TRUE(verify_model(config_, "mdv1000_sorrel"));
    config_.detector = "mdv1000_sorrel";
    EXPECT_EQ(usable_detector(config_), "mdv1000_sorrel");
    const auto eyes = Eyes::open(config_, open_registry(config_), Taxa(), false);
    ASSERT_TRUE(eyes) << eyes.error().detail;
    EXPECT_TRUE(add_model(config_, added->weights, "mdv1000_sorrel"));  // once more, with the same bytes
}

TEST_F(AddModel, AnswersNameModelAndVersionSoOtherBytesNeedAnotherVersion) {
    ASSERT_TRUE(add_model(config_, sorrel(0), "mdv1000_sorrel"));
    const auto other = add_model(config_, sorrel(0.01F), "mdv1000_sorrel");
    ASSERT_FALSE(other);
    EXPECT_EQ(other.error().code, Code::hash_mismatch);
    EXPECT_THAT(other.error().detail, HasSubstr("give it another version"));

    const auto own = folder_ / "own_sorrel";
    fs::create_directories(own);
    fs::copy_file(fs::path(SEROW_SOURCE_DIR) / "models/mdv1000_sorrel/labels.csv", own / "labels.csv");
    std::ifstream in(fs::path(SEROW_SOURCE_DIR) / "models/mdv1000_sorrel/manifest.json");
    std::string text(std::istreambuf_iterator<char>(in), {});
    text.replace(text.find("1000.0.0\""), 8, "1000.0.1");
    std::ofstream(own / "manifest.json") << text;
    const auto newer = add_model(config_, sorrel(0.01F), own.string());
    ASSERT_TRUE(newer) << newer.error().detail;
    EXPECT_EQ(status_of("mdv1000_sorrel").version, "1000.0.1");
}

TEST_F(AddModel, LabelsThatComeWithTheWeightsAreKeptBesideThem) {
    const auto weights = OnnxGraph()
                             .input("images", {1, 480, 480, 3})
                             .output("logits", {1, 2}, std::vector<float>{0.0F, 3.0F})
                             .write(folder_);
    const auto missing = add_model(config_, weights, "speciesnet_crop");
    ASSERT_FALSE(missing);
    EXPECT_EQ(missing.error().code, Code::not_found);
    EXPECT_THAT(missing.error().detail, HasSubstr("--labels"));

    std::ofstream(folder_ / "list.txt") << "ddf59264-185a-4d35-b647-2785792bdf54;mammalia;carnivora;felidae;panthera;"
                                           "uncia;snow leopard\r\n"
                                        << "b7ff3d5c-0000-0000-0000-000000000000;mammalia;rodentia;muridae;zelotomys;"
                                           "hildegardeae;hildegarde's broad-headed mouse\r\n";
    const auto added = add_model(config_, weights, "speciesnet_crop", folder_ / "list.txt");
    ASSERT_TRUE(added) << added.error().detail;
    const auto registry = open_registry(config_);
    const auto& labels = value_or_throw(registry.find("speciesnet_crop"))->labels;
    ASSERT_EQ(labels.size(), 2U);
    EXPECT_EQ(labels[0].scientificName, "Panthera uncia");
    EXPECT_EQ(labels[1].taxon.family, "Muridae");

    std::ofstream(folder_ / "list.txt") << "snow leopard\n";
    const auto other = add_model(config_, weights, "speciesnet_full", folder_ / "list.txt");
    ASSERT_FALSE(other);
    EXPECT_THAT(other.error().detail, HasSubstr("line 1"));
}

TEST_F(AddModel, AModelThatDoesNotDoWhatItsManifestSaysIsNotKept) {
    const auto spruce = OnnxGraph()
                            .input("images", {1, 3, 640, 640})
                            .output("output0", {1, 25'200, 8}, std::vector<float>(std::size_t{25'200} * 8))
                            .write(folder_);
    const auto refused = add_model(config_, spruce, "mdv1000_sorrel");
    ASSERT_FALSE(refused);
    EXPECT_EQ(refused.error().code, Code::invalid);
    const auto other_form = OnnxGraph()
                                .input("images", {-1, 3, -1, -1})
                                .output("output0", {1, 18'900, 7}, std::vector<float>(std::size_t{18'900} * 7))
                                .write(folder_);
    const auto misread = add_model(config_, other_form, "mdv1000_sorrel");
    ASSERT_FALSE(misread);
    EXPECT_THAT(misread.error().detail, HasSubstr("is not what its manifest says"));
    std::ofstream(folder_ / "text.onnx") << "no model at all";
    EXPECT_EQ(add_model(config_, folder_ / "text.onnx", "mdv1000_sorrel").error().code, Code::unreadable);
    EXPECT_EQ(add_model(config_, folder_ / "absent.onnx", "mdv1000_sorrel").error().code, Code::unreadable);
    EXPECT_EQ(add_model(config_, spruce, "deer_finder").error().code, Code::not_found);
    EXPECT_EQ(add_model(config_, spruce, "deimv2_femto").error().code, Code::hash_mismatch);
    EXPECT_FALSE(fs::exists(config_.data_folder / "models"));
}

TEST_F(AddModel, AManifestThatBrokeLaterLeavesTheOthers) {
    ASSERT_TRUE(add_model(config_, sorrel(0), "mdv1000_sorrel"));
    std::ofstream(config_.data_folder / "models/mdv1000_sorrel/manifest.json") << "{";
    EXPECT_FALSE(status_of("mdv1000_sorrel").present);
    EXPECT_EQ(status_of("deimv2_femto").version, "1");
}

}  // namespace
}  // namespace serow::journeys
