#include "training/train.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <numeric>
#include <random>

namespace serow::training {
namespace {

using ::testing::HasSubstr;

// Classes that lie apart in the first two features, at six locations. The third feature is a `trap`: it names the class
// at every location, but by the other sign at every second one.
Examples drawn(double apart, float trap, std::uint64_t seed = 3) {
    Examples examples;
    examples.width = 3;
    examples.classes = {"Cervus nippon", "Sus scrofa"};
    examples.locations = {"A", "B", "C", "D", "E", "F"};
    std::mt19937_64 random(seed);
    std::normal_distribution<float> noise(0, 1);
    for (int place = 0; place < 6; ++place)
        for (int i = 0; i < 40; ++i) {
            const int label = i % 2;
            const float side = label == 1 ? 1.0F : -1.0F;
            examples.features.push_back(noise(random) + side * static_cast<float>(apart));
            examples.features.push_back(noise(random) + side * static_cast<float>(apart));
            examples.features.push_back(side * (place % 2 == 0 ? trap : -trap));
            examples.labels.push_back(label);
            examples.places.push_back(place);
        }
    return examples;
}

const auto silent = [](std::string_view) {};

TEST(Train, ClassesThatLieApartAreToldApartAtOtherPlaces) {
    // Two features, each 1.5 deviations from the middle: the best rule is right in Φ(1.5 √2) = 98.3 %.
    const auto training = train(drawn(1.5, 3), {}, silent);
    ASSERT_TRUE(training) << training.error().detail;
    EXPECT_GT(training->scores.top_1.value(), 0.9);
    EXPECT_EQ(training->scores.top_1.trials, static_cast<int>(training->split.held_out.size()));
    EXPECT_EQ(training->trials.size(), 9U);
}

TEST(Train, ProbabilitiesAreCalibratedAtOtherPlaces) {
    // Half a deviation: Φ(0.5 √2) = 76 %. The mean certainty of the head is about the share that it has right.
    const auto examples = drawn(0.5, 0);
    const auto training = train(examples, {}, silent);
    ASSERT_TRUE(training);
    double certainty = 0;
    int right = 0;
    const auto others = drawn(0.5, 0, 4);
    for (std::size_t crop = 0; crop < others.size(); ++crop) {
        const auto p = probabilities(training->head, others.features_of(crop));
        EXPECT_NEAR(std::accumulate(p.begin(), p.end(), 0.0), 1, 1e-12);
        certainty += std::max(p[0], p[1]) / static_cast<double>(others.size());
        right += (p[1] > p[0]) == (others.labels[crop] == 1);
    }
    EXPECT_NEAR(certainty, static_cast<double>(right) / static_cast<double>(others.size()), 0.07);
    EXPECT_NEAR(certainty, 0.76, 0.08);
}

TEST(Train, TheSameSeedGivesTheSameHead) {
    const auto examples = drawn(1, 0);
    const auto one = train(examples, {.seed = 5, .threads = 1}, silent);
    const auto other = train(examples, {.seed = 5, .threads = 3}, silent);
    ASSERT_TRUE(one && other);
    EXPECT_EQ(one->head.softmax.weights, other->head.softmax.weights);
    EXPECT_EQ(one->head.temperature, other->head.temperature);
    EXPECT_EQ(one->split.held_out, other->split.held_out);
}

TEST(Train, SaysWhatIsMissing) {
    auto examples = drawn(1, 0);
    examples.classes = {"Sus scrofa"};
    examples.labels.assign(examples.size(), 0);
    EXPECT_THAT(train(examples, {}, silent).error().detail, HasSubstr("at least two taxa"));

    examples = drawn(1, 0);
    examples.places.assign(examples.size(), 2);
    EXPECT_THAT(train(examples, {}, silent).error().detail, HasSubstr("one location"));

    examples = drawn(1, 0);
    for (std::size_t crop = 0; crop < examples.size(); ++crop)
        if (examples.places[crop] > 0) examples.labels[crop] = 1;
    EXPECT_THAT(train(examples, {}, silent).error().detail,
                HasSubstr("all crops of Cervus nippon are of one location"));

    examples = drawn(1, 0);
    examples.features[5] = std::numeric_limits<float>::quiet_NaN();
    EXPECT_EQ(train(examples, {}, silent).error().code, Code::invalid);
}

}  // namespace
}  // namespace serow::training
