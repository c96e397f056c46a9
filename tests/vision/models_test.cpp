// Real weights on real photos. Skipped where the shared material is absent.
#include <gmock/gmock.h>

#include <thread>

#include "base/id.h"
#include "shared_photos.h"
#include "vision/classifier.h"
#include "vision/detector.h"
#include "vision/overlap.h"
#include "vision/rollup.h"

namespace serow::vision {
namespace {

namespace fs = std::filesystem;
using ::testing::HasSubstr;

#define SKIP_WITHOUT_SHARED_MODELS()                                                                             \
    if (!fs::exists(shared::folder() / "models" / "deimv2_hgnetv2_femto_coco.onnx") || shared::photos().empty()) \
    GTEST_SKIP() << "no weights or photos in " << shared::folder() << "; set SEROW_SHARED to test the real models"

Detector load_detector(const std::string& name) {
    const auto registry = shared::registry();
    const auto* model = value_or_throw(registry.find(name));
    return value_or_throw(Detector::load(value_or_throw(Runtime::open()), model->manifest, model->labels,
                                         value_or_throw(registry.find_weights(model->manifest))));
}

Classifier load_classifier(const std::string& name) {
    const auto registry = shared::registry();
    const auto* model = value_or_throw(registry.find(name));
    return value_or_throw(Classifier::load(value_or_throw(Runtime::open()), model->manifest, model->labels,
                                           value_or_throw(registry.find_weights(model->manifest))));
}

TEST(Runtime, AMissingLibraryIsAProblemThatSaysWhereAndWhatNext) {
    const auto runtime = Runtime::open({.library = "/nowhere/libonnxruntime.so"});
    ASSERT_FALSE(runtime);
    EXPECT_EQ(runtime.error().code, Code::unavailable);
    EXPECT_THAT(runtime.error().detail, HasSubstr("/nowhere/libonnxruntime.so"));
    EXPECT_THAT(runtime.error().detail, HasSubstr("Correct the library's path in the configuration"));
}

TEST(Runtime, AnotherLibraryIsNotTakenForIt) {
    const auto runtime = Runtime::open({.library = "libc.so.6"});
    ASSERT_FALSE(runtime);
    EXPECT_THAT(runtime.error().detail, HasSubstr("libc.so.6: is not ONNX Runtime"));
}

TEST(Session, FilesThatAreNoModelsAreUnreadable) {
    const auto runtime = Runtime::open();
    if (!runtime) GTEST_SKIP() << runtime.error().detail;
    EXPECT_EQ(Session::load(*runtime, "/nowhere/model.onnx").error().code, Code::unreadable);
    const auto file = fs::temp_directory_path() / ("serow-" + to_text(new_uuid()) + ".onnx");
    for (const auto& bytes : {std::string(), std::string("this is no model"), std::string(100000, '\x7f')}) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
        const auto session = Session::load(*runtime, file);
        ASSERT_FALSE(session);
        EXPECT_EQ(session.error().code, Code::unreadable);
        EXPECT_THAT(session.error().detail, HasSubstr(file.string()));
    }
    fs::remove(file);
}

TEST(Session, ATruncatedModelIsUnreadable) {
    SKIP_WITHOUT_SHARED_MODELS();
    const auto file = fs::temp_directory_path() / ("serow-" + to_text(new_uuid()) + ".onnx");
    const auto whole = shared::bytes_of(shared::folder() / "models" / "deimv2_hgnetv2_atto_coco.onnx");
    std::ofstream(file, std::ios::binary) << whole.substr(0, whole.size() / 2);
    EXPECT_EQ(Session::load(value_or_throw(Runtime::open()), file).error().code, Code::unreadable);
    fs::remove(file);
}

TEST(Models, EveryShippedManifestIsThatOfItsWeights) {
    SKIP_WITHOUT_SHARED_MODELS();
    const auto registry = shared::registry();
    int here = 0;
    for (const auto& model : registry.models()) {
        if (!names_its_file(model.manifest)) {
            EXPECT_EQ(registry.find_weights(model.manifest).error().code, Code::unavailable);
            continue;
        }
        ++here;
        const auto weights = registry.find_weights(model.manifest);
        ASSERT_TRUE(weights) << weights.error().detail;
        EXPECT_TRUE(verify_weights(model.manifest, *weights));
    }
    EXPECT_EQ(here, 5);
}

TEST(Models, AModelWithAnothersManifestIsRefused) {
    SKIP_WITHOUT_SHARED_MODELS();
    const auto registry = shared::registry();
    const auto* femto = value_or_throw(registry.find("deimv2_femto"));
    const auto* atto = value_or_throw(registry.find("deimv2_atto"));
    const auto mixed = Detector::load(value_or_throw(Runtime::open()), femto->manifest, femto->labels,
                                      value_or_throw(registry.find_weights(atto->manifest)));
    ASSERT_FALSE(mixed);
    EXPECT_EQ(mixed.error().code, Code::invalid);
    EXPECT_THAT(mixed.error().detail, HasSubstr("input \"images\" is [?][3][320][320], not [1][3][416][416]"));
}

// Of the photos of jaguars and cougars with a labelled box: the share with an animal box that overlaps it by half.
double share_of_cats_boxed(const std::string& name) {
    const auto detector = load_detector(name);
    int photos = 0, found = 0;
    for (const auto& photo : shared::photos()) {
        if (!photo.box || (photo.species != "Panthera onca" && photo.species != "Puma concolor")) continue;
        const auto image = shared::decode(photo.path, detector.input_side());
        const auto boxes = value_or_throw(detector.detect(image, detector.manifest().typical_threshold));
        ++photos;
        found += std::ranges::any_of(boxes, [&](const Detection& d) {
            return d.category == Category::animal && intersection_over_union(d.box, *photo.box) > 0.5;
        });
    }
    EXPECT_GE(photos, 40);
    return static_cast<double>(found) / photos;
}

TEST(Models, Deimv2FemtoBoxesTheCats) {
    SKIP_WITHOUT_SHARED_MODELS();
    EXPECT_GE(share_of_cats_boxed("deimv2_femto"), 0.85);
}
TEST(Models, Deimv2AttoBoxesTheCats) {
    SKIP_WITHOUT_SHARED_MODELS();
    EXPECT_GE(share_of_cats_boxed("deimv2_atto"), 0.7);
}
TEST(Models, YoloxNanoBoxesMostCats) {
    SKIP_WITHOUT_SHARED_MODELS();
    EXPECT_GE(share_of_cats_boxed("yolox_nano"), 0.5);
}

TEST(Models, TheDefaultDetectorSeparatesEmptyPhotosFromOthers) {
    SKIP_WITHOUT_SHARED_MODELS();
    const auto detector = load_detector("deimv2_femto");
    int others = 0, found = 0, empties = 0, kept_empty = 0;
    for (const auto& photo : shared::photos()) {
        const auto image = shared::decode(photo.path, detector.input_side());
        ASSERT_FALSE(image.empty()) << photo.path;
        const auto boxes = value_or_throw(detector.detect(image, detector.manifest().typical_threshold));
        for (const auto& d : boxes) {
            EXPECT_GE(d.confidence, detector.manifest().typical_threshold);
            EXPECT_GT(d.box.width * d.box.height, 0);
            EXPECT_LE(d.box.x + d.box.width, 1 + 1e-12);
            EXPECT_LE(d.box.y + d.box.height, 1 + 1e-12);
        }
        if (photo.category == "empty")
            ++empties, kept_empty += boxes.empty();
        else
            ++others, found += !boxes.empty();
    }
    EXPECT_GE(found, 0.8 * others);
    EXPECT_GE(kept_empty, 33.0 / 45 * empties);
}

TEST(Models, ADetectorAnswersTheSameFromSeveralThreads) {
    SKIP_WITHOUT_SHARED_MODELS();
    const auto detector = load_detector("deimv2_atto");
    const auto image = shared::decode(shared::photos().at(1).path, 416);
    const auto alone = value_or_throw(detector.detect(image, 0.1));
    ASSERT_FALSE(alone.empty());
    std::vector<std::vector<Detection>> answers(4);
    {
        std::vector<std::jthread> threads;
        for (auto& answer : answers)
            threads.emplace_back([&] { answer = value_or_throw(detector.detect(image, 0.1)); });
    }
    for (const auto& answer : answers) {
        ASSERT_EQ(answer.size(), alone.size());
        for (std::size_t i = 0; i < alone.size(); ++i) {
            EXPECT_EQ(answer[i].box, alone[i].box);
            EXPECT_EQ(answer[i].confidence, alone[i].confidence);
        }
    }
}

TEST(Models, AnEmptyImageOrBoxIsInvalid) {
    SKIP_WITHOUT_SHARED_MODELS();
    EXPECT_EQ(load_detector("deimv2_atto").detect(Image(), 0.1).error().code, Code::invalid);
    const auto classifier = load_classifier("mobilenetv2_imagenet");
    EXPECT_EQ(classifier.classify({}, {0, 0, 1, 1}).error().code, Code::invalid);
    EXPECT_EQ(classifier.classify(Image(10, 10), {0.5, 0.5, 0, 0.1}).error().code, Code::invalid);
}

TEST(Models, AClassifierGivesProbabilitiesAndFeatures) {
    SKIP_WITHOUT_SHARED_MODELS();
    for (const auto* name : {"mobilenetv2_imagenet", "mobilenetv2_inat_birds"}) {
        const auto classifier = load_classifier(name);
        const auto result = value_or_throw(classifier.classify(Image(300, 200), {0.2, 0.2, 0.5, 0.5}));
        ASSERT_EQ(result.probabilities.size(), classifier.labels().size());
        double sum = 0;
        for (const float p : result.probabilities) sum += static_cast<double>(p);
        EXPECT_NEAR(sum, 1, 1e-3);
        EXPECT_EQ(result.features.size(), 1280U);
        const auto best = best_scores(result, 3);
        ASSERT_EQ(best.size(), 3U);
        EXPECT_GE(best[0].probability, best[1].probability);
        EXPECT_EQ(best[0].probability, *std::ranges::max_element(result.probabilities));
    }
}

TEST(Models, ImagenetKnowsJaguarsAsSpottedBigCats) {
    SKIP_WITHOUT_SHARED_MODELS();
    const auto classifier = load_classifier("mobilenetv2_imagenet");
    int crops = 0, right = 0;
    for (const auto& photo : shared::photos()) {
        if (!photo.box || photo.species != "Panthera onca") continue;
        const auto result = value_or_throw(classifier.classify(shared::decode(photo.path, 416), *photo.box));
        const auto best = best_scores(result, 1).front().label;
        const auto& name = classifier.labels()[static_cast<std::size_t>(best)].scientificName;
        ++crops;
        right += name == "Panthera onca" || name == "Panthera pardus";
    }
    EXPECT_GE(crops, 8);
    EXPECT_GE(right, 0.8 * crops);
}

}  // namespace
}  // namespace serow::vision
