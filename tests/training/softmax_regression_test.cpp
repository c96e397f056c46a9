#include "training/softmax_regression.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

#include "training/standardise.h"

namespace serow::training {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pointwise;

struct Data {
    std::size_t width = 1, classes = 2;
    std::vector<double> features;
    std::vector<int> labels;
    std::vector<double> weights = std::vector<double>(labels.size(), 1.0);

    [[nodiscard]] FitInput input() const { return {width, features, labels, weights, classes}; }
};

TEST(SoftmaxRegression, TheGradientIsThatOfFiniteDifferences) {
    Data data{.width = 4, .classes = 3, .features = std::vector<double>(24), .labels = {0, 1, 2, 2, 1, 2}};
    std::mt19937_64 random(7);
    std::uniform_real_distribution<double> any(-1, 1);
    for (auto& value : data.features) value = any(random);
    data.weights = {1, 2, 0.5, 0, 1, 3};
    std::vector<double> at(15), gradient(15), unused(15);
    for (auto& value : at) value = any(random);
    penalised_loss(data.input(), 0.7, at, gradient);
    for (std::size_t i = 0; i < at.size(); ++i) {
        constexpr double h = 1e-6;
        auto above = at, below = at;
        above[i] += h;
        below[i] -= h;
        const double slope =
            (penalised_loss(data.input(), 0.7, above, unused) - penalised_loss(data.input(), 0.7, below, unused)) /
            (2 * h);
        EXPECT_NEAR(gradient[i], slope, 1e-8) << i;
    }
}

TEST(SoftmaxRegression, AtZeroEveryClassIsAsLikelyAndTheLossIsTheLogarithmOfTheirNumber) {
    const Data data{.width = 1, .classes = 4, .features = {1, 2, 3}, .labels = {0, 3, 1}};
    std::vector<double> gradient(8);
    EXPECT_NEAR(penalised_loss(data.input(), 5, std::vector<double>(8), gradient), std::log(4), 1e-15);
}

TEST(SoftmaxRegression, SeparableCropsHaveTheOptimumOfTheirPenalty) {
    // Class 1 at x = 1, class 0 at x = -1. By symmetry the weights are (-v, v) and the biases equal; the loss is
    // ln(1 + e^(-2v)) + penalty * v², least where penalty * v = 1 / (1 + e^(2v)): v = 0.5 for 2 / (1 + e), v = 1 for
    // 1 / (1 + e²), v = 2 for 1 / (2 + 2e⁴).
    const Data data{.features = {1, -1, 1, -1}, .labels = {1, 0, 1, 0}};
    for (const auto& [penalty, v] :
         {std::pair{0.5378828427399902, 0.5}, {0.11920292202211755, 1.0}, {0.00899310498104577, 2.0}}) {
        const auto fit = fit_softmax(data.input(), penalty, {}, {.tolerance = 1e-10});
        EXPECT_TRUE(fit.minimum.converged);
        EXPECT_THAT(fit.model.weights, Pointwise(DoubleNear(1e-8), {-v, v}));
        EXPECT_NEAR(fit.model.bias[0], fit.model.bias[1], 1e-8);
        const std::vector<double> x{1};
        const auto z = logits_of(fit.model, x);
        EXPECT_NEAR(z[1] - z[0], 2 * v, 1e-8);
    }
}

TEST(SoftmaxRegression, WithoutPenaltyATwoByTwoTableGivesItsLogOddsRatio) {
    // x = 0: 30 of class 0, 10 of class 1. x = 1: 20 and 60. Odds ratio 9; odds at x = 0 are 1 to 3.
    Data data{.features = {0, 0, 1, 1}, .labels = {0, 1, 0, 1}};
    data.weights = {30, 10, 20, 60};
    const auto fit = fit_softmax(data.input(), 1e-12, {}, {.tolerance = 1e-11});
    EXPECT_NEAR(fit.model.weights[1] - fit.model.weights[0], std::log(9), 1e-6);
    EXPECT_NEAR(fit.model.bias[1] - fit.model.bias[0], std::log(1.0 / 3), 1e-6);
}

TEST(SoftmaxRegression, FeaturesThatTellNothingLeaveTheShares) {
    // 5, 3 and 2 crops of three classes; the only feature is always 0.
    Data data{.classes = 3, .features = std::vector<double>(10), .labels = {0, 0, 0, 0, 0, 1, 1, 1, 2, 2}};
    const auto fit = fit_softmax(data.input(), 1, {}, {.tolerance = 1e-10});
    EXPECT_NEAR(fit.model.bias[0] - fit.model.bias[1], std::log(5.0 / 3), 1e-8);
    EXPECT_NEAR(fit.model.bias[1] - fit.model.bias[2], std::log(3.0 / 2), 1e-8);
    EXPECT_THAT(fit.model.weights, Pointwise(DoubleNear(1e-12), {0.0, 0.0, 0.0}));

    data.weights = balanced_weights(data.labels, 3);
    const auto balanced = fit_softmax(data.input(), 1, {}, {.tolerance = 1e-10});
    EXPECT_NEAR(balanced.model.bias[0], balanced.model.bias[2], 1e-8);
}

TEST(SoftmaxRegression, BalancedWeightsGiveEachClassThatOccursTheSame) {
    const std::vector<int> labels{0, 0, 0, 2};  // class 1 has no crop
    EXPECT_THAT(balanced_weights(labels, 3), ElementsAre(2.0 / 3, 2.0 / 3, 2.0 / 3, 2.0));
}

TEST(SoftmaxRegression, AClassWithoutCropsIsNeverTold) {
    const Data data{.classes = 3, .features = {1, -1}, .labels = {0, 2}};
    const auto fit = fit_softmax(data.input(), 0.1);
    const std::vector<double> x{1000};
    const auto z = logits_of(fit.model, x);
    EXPECT_EQ(z[1], -1000);
    EXPECT_GT(z[0], z[2]);
}

TEST(SoftmaxRegression, TheStartDoesNotChangeTheOptimum) {
    Data data{.width = 2, .features = {1, 0, 0, 1, 1, 1, -1, 0}, .labels = {0, 1, 0, 1}};
    const auto fresh = fit_softmax(data.input(), 0.2, {}, {.tolerance = 1e-10});
    const auto warm = fit_softmax(data.input(), 0.2, {2, {3, -3, 1, 2}, {0.5, -1}}, {.tolerance = 1e-10});
    EXPECT_THAT(warm.model.weights, Pointwise(DoubleNear(1e-8), fresh.model.weights));
}

TEST(Standardise, GivesMeanZeroAndDeviationOneAndSilencesWhatNeverChanged) {
    Examples examples;
    examples.width = 2;
    examples.features = {1, 7, 3, 7, 5, 7, 7, 7};
    examples.labels = {0, 0, 0, 0};
    examples.places = {0, 0, 0, 0};
    const auto scaling = scaling_of(examples);
    EXPECT_THAT(scaling.mean, ElementsAre(4, 7));
    EXPECT_NEAR(scaling.factor[0], 1 / std::sqrt(5), 1e-12);  // deviations -3 -1 1 3: variance 20 / 4
    EXPECT_EQ(scaling.factor[1], 0);
    const auto values = standardised(examples, scaling);
    EXPECT_NEAR(values[6], 3 / std::sqrt(5), 1e-12);
    EXPECT_EQ(values[7], 0);
}

}  // namespace
}  // namespace serow::training
