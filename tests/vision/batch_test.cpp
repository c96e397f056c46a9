// Several pictures in one run: each gets the answer that it gets alone.
#include <gmock/gmock.h>

#include <algorithm>
#include <functional>
#include <mutex>

#include "onnx_graph.h"
#include "shared_photos.h"
#include "vision/batch.h"
#include "vision/classifier.h"
#include "vision/detector.h"
#include "vision/session_state.h"

namespace serow::vision {
namespace {

namespace fs = std::filesystem;
using ::testing::ElementsAre;
using ::testing::FloatNear;
using testing::OnnxGraph;

Image filled(int width, int height, std::uint8_t red, std::uint8_t green, std::uint8_t blue) {
    Image image(width, height);
    for (std::size_t i = 0; i < image.rgb.size(); i += 3) {
        image.rgb[i] = red;
        image.rgb[i + 1] = green;
        image.rgb[i + 2] = blue;
    }
    return image;
}

Manifest colours_manifest() {
    return value_or_throw(parse_manifest(R"({"name": "colours", "version": "1", "task": "classifier",
        "file": "m.onnx", "url": "", "source": "a test", "licence": "MIT", "labels": "labels.csv",
        "input": {"tensor": "images", "layout": "nchw", "width": 32, "height": 32, "colour": "rgb", "resize": "plain",
                  "scale": 0.00392156862745098, "mean": [0, 0, 0], "std": [1, 1, 1], "crop_margin": 0},
        "output": {"decoding": "scores", "scores": "means", "activation": "none"}})",
                                         "m.json"));
}

const std::vector<Label> three{{0, "red", {}, ""}, {1, "green", {}, ""}, {2, "blue", {}, ""}};

// The mean of each colour, worked out by whoever runs it; with what was asked of it.
struct Means final : Session::State {
    // From the number of pictures in a run to the number of rows of its answer; 0: it fails.
    std::function<std::int64_t(std::int64_t)> rows;
    mutable std::mutex mutex;
    mutable std::vector<std::int64_t> runs;  // pictures of each

    explicit Means(std::int64_t batch, std::function<std::int64_t(std::int64_t)> r) : rows(std::move(r)) {
        inputs = {{"images", {batch, 3, 32, 32}, Element::float32}};
        outputs = {{"means", {batch, 3}, Element::float32}};
    }
    Result<std::vector<Output>> run(std::span<const Input> given, std::span<const std::string>) const override {
        const auto count = given[0].shape[0];
        const std::scoped_lock lock(mutex);
        runs.push_back(count);
        if (rows(count) == 0) return problem(Code::internal, "the model failed: Reshape");
        const auto values = std::get<std::span<const float>>(given[0].values);
        Output output{{rows(count), 3}, std::vector<float>()};
        auto& means = std::get<std::vector<float>>(output.values);
        for (std::int64_t i = 0; i < rows(count) * 3; ++i) {
            float sum = 0;
            for (std::size_t k = 0; k < 32 * 32; ++k) sum += values[static_cast<std::size_t>(i) * 32 * 32 + k];
            means.push_back(sum / (32 * 32));
        }
        return std::vector{std::move(output)};
    }
};

struct Watched {
    Classifier classifier;
    const Means* model;
};

Watched classifier_over(std::int64_t batch_axis, int batch, std::function<std::int64_t(std::int64_t)> rows) {
    auto state = std::make_unique<Means>(batch_axis, std::move(rows));
    const auto* model = state.get();
    return {value_or_throw(Classifier::over(Session(std::move(state)), colours_manifest(), three, batch)), model};
}

constexpr auto as_asked = [](std::int64_t count) { return count; };

const Image red = filled(40, 30, 255, 0, 0), green = filled(20, 50, 0, 255, 0), blue = filled(64, 64, 0, 0, 255);
const Box all{0, 0, 1, 1};
const std::vector<Crop> five{{&red, all}, {&green, all}, {&blue, all}, {&green, all}, {&red, all}};

void expect_five(const Result<std::vector<Classification>>& told) {
    ASSERT_TRUE(told) << told.error().detail;
    ASSERT_EQ(told->size(), 5U);
    const std::vector<std::size_t> which{0, 1, 2, 1, 0};
    for (std::size_t i = 0; i < 5; ++i)
        for (std::size_t label = 0; label < 3; ++label)
            EXPECT_NEAR((*told)[i].probabilities[label], label == which[i] ? 1.0F : 0.0F, 1e-5) << i;
}

TEST(Batch, PicturesAreFedInRunsOfTheSizeAskedAndEachGetsItsOwnAnswer) {
    const auto [classifier, model] = classifier_over(-1, 2, as_asked);
    EXPECT_EQ(classifier.batch(), 2);
    expect_five(classifier.classify(five));
    EXPECT_THAT(model->runs, ElementsAre(2, 2, 1));
}

TEST(Batch, AModelOfABatchOfOneGetsThemOneByOne) {
    const auto [classifier, model] = classifier_over(1, 4, as_asked);
    EXPECT_EQ(classifier.batch(), 1);
    expect_five(classifier.classify(five));
    EXPECT_THAT(model->runs, ElementsAre(1, 1, 1, 1, 1));
}

TEST(Batch, AModelThatFailsOnSeveralIsFedOneByOneFromThenOn) {
    const auto [classifier, model] = classifier_over(-1, 4, [](std::int64_t count) { return count > 1 ? 0 : 1; });
    expect_five(classifier.classify(five));
    EXPECT_EQ(classifier.batch(), 1);
    expect_five(classifier.classify(five));
    EXPECT_THAT(model->runs, ElementsAre(4, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1));
}

TEST(Batch, AModelThatAnswersForOneAloneIsFedOneByOne) {
    const auto [classifier, model] = classifier_over(-1, 8, [](std::int64_t) { return 1; });
    expect_five(classifier.classify(five));
    EXPECT_THAT(model->runs, ElementsAre(5, 1, 1, 1, 1, 1));
}

TEST(Batch, AModelThatFailsOnOneIsSaid) {
    const auto [classifier, model] = classifier_over(-1, 2, [](std::int64_t) { return 0; });
    const auto told = classifier.classify(five);
    ASSERT_FALSE(told);
    EXPECT_EQ(told.error().code, Code::internal);
}

TEST(Batch, NoPicturesGiveNoAnswers) {
    const auto [classifier, model] = classifier_over(-1, 2, as_asked);
    EXPECT_TRUE(value_or_throw(classifier.classify(std::span<const Crop>())).empty());
    EXPECT_TRUE(model->runs.empty());
}

TEST(Batch, ConstantsAreGivenForEachPicture) {
    InputPlan plan;
    plan.constants = {{"sizes", {640, 480}}, {"one", {1}}};
    std::vector<std::vector<std::int64_t>> rows;
    std::vector<Input> inputs;
    add_constants(plan, 3, rows, inputs);
    ASSERT_EQ(inputs.size(), 2U);
    EXPECT_THAT(inputs[0].shape, ElementsAre(3, 2));
    EXPECT_THAT(std::get<std::span<const std::int64_t>>(inputs[0].values), ElementsAre(640, 480, 640, 480, 640, 480));
    EXPECT_THAT(inputs[1].shape, ElementsAre(3, 1));
    EXPECT_THAT(std::get<std::span<const std::int64_t>>(inputs[1].values), ElementsAre(1, 1, 1));
}

TEST(Batch, OnnxRuntimeTakesSeveralWhereTheFirstAxisIsFree) {
    const auto runtime = Runtime::open();
    if (!runtime) GTEST_SKIP() << runtime.error().detail;
    const auto file = OnnxGraph()
                          .input("images", {-1, 3, 32, 32})
                          .plane_means("images", "means", 3, -1)
                          .write(fs::temp_directory_path());
    auto session = value_or_throw(Session::load(*runtime, file));
    fs::remove(file);
    EXPECT_TRUE(takes_several(colours_manifest(), session));
    const auto classifier = value_or_throw(Classifier::over(std::move(session), colours_manifest(), three, 5));
    EXPECT_EQ(classifier.batch(), 5);
    expect_five(classifier.classify(five));
}

TEST(Batch, AModelWhoseInputIsNoFloatIsRefused) {
    const auto runtime = Runtime::open();
    if (!runtime) GTEST_SKIP() << runtime.error().detail;
    const auto file = OnnxGraph()
                          .input("images", {1, 3, 32, 32}, OnnxGraph::int64_type)
                          .output("means", {1, 3}, std::vector<float>{1, 0, 0})
                          .write(fs::temp_directory_path());
    const auto classifier = Classifier::load(*runtime, colours_manifest(), three, file);
    fs::remove(file);
    ASSERT_FALSE(classifier);
    EXPECT_EQ(classifier.error().code, Code::invalid);
    EXPECT_THAT(classifier.error().detail, ::testing::HasSubstr("input \"images\" is not of 32-bit floats"));
}

// The models that Serow brings along, on real photos: a batch of four beside one by one.
class RealBatches : public ::testing::TestWithParam<std::string> {
protected:
    void SetUp() override {
        const auto all = shared::photos();
        if (all.empty()) GTEST_SKIP() << "no photos in " << shared::folder() << "; set SEROW_SHARED";
        if (const auto runtime = Runtime::open(); !runtime) GTEST_SKIP() << runtime.error().detail;
        for (const auto& photo : all)
            if (photo.box && images_.size() < 6) {
                images_.push_back(shared::decode(photo.path, 640));
                boxes_.push_back(*photo.box);
            }
        model_ = *value_or_throw(registry_.find(GetParam()));
        weights_ = value_or_throw(registry_.find_weights(model_.manifest));
    }
    Session session() const { return value_or_throw(Session::load(value_or_throw(Runtime::open()), weights_)); }

    Registry registry_ = shared::registry();
    Model model_;
    fs::path weights_;
    std::vector<Image> images_;
    std::vector<Box> boxes_;
};

TEST_P(RealBatches, GiveWhatSinglePicturesGive) {
    if (model_.manifest.task == Task::classifier) {
        const auto classifier = value_or_throw(Classifier::over(session(), model_.manifest, model_.labels, 4));
        std::vector<Crop> crops;
        for (std::size_t i = 0; i < images_.size(); ++i) crops.push_back({&images_[i], boxes_[i]});
        const auto together = value_or_throw(classifier.classify(crops));
        for (std::size_t i = 0; i < crops.size(); ++i) {
            const auto alone = value_or_throw(classifier.classify(images_[i], boxes_[i]));
            for (std::size_t label = 0; label < alone.probabilities.size(); ++label)
                ASSERT_NEAR(together[i].probabilities[label], alone.probabilities[label], 1e-5) << i;
            ASSERT_EQ(together[i].features.size(), alone.features.size());
        }
        std::printf("%s: %d at once\n", GetParam().c_str(), classifier.batch());
        return;
    }
    const auto detector = value_or_throw(Detector::over(session(), model_.manifest, model_.labels, 4));
    std::vector<const Image*> photos;
    for (const auto& image : images_) photos.push_back(&image);
    const auto together = value_or_throw(detector.detect(photos, 0.1));
    for (std::size_t i = 0; i < photos.size(); ++i) {
        const auto alone = value_or_throw(detector.detect(images_[i], 0.1));
        ASSERT_EQ(together[i].size(), alone.size()) << i;
        for (std::size_t k = 0; k < alone.size(); ++k) {
            EXPECT_NEAR(together[i][k].confidence, alone[k].confidence, 1e-4);
            EXPECT_NEAR(together[i][k].box.x, alone[k].box.x, 1e-4);
            EXPECT_NEAR(together[i][k].box.width, alone[k].box.width, 1e-4);
        }
    }
    std::printf("%s: %d at once\n", GetParam().c_str(), detector.batch());
}

INSTANTIATE_TEST_SUITE_P(Models, RealBatches,
                         ::testing::Values("deimv2_femto", "deimv2_atto", "yolox_nano", "mobilenetv2_imagenet",
                                           "mobilenetv2_inat_birds"),
                         [](const auto& info) { return info.param; });

}  // namespace
}  // namespace serow::vision
