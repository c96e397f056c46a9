#include "training/lbfgs.h"

#include <gtest/gtest.h>

#include <cmath>

namespace serow::training {
namespace {

TEST(Minimise, FindsTheFloorOfRosenbrocksValley) {
    // Rosenbrock 1960: (1 - x)² + 100 (y - x²)², least at (1, 1), from the usual start (-1.2, 1).
    const auto minimum = minimise(
        [](std::span<const double> x, std::span<double> gradient) {
            const double a = 1 - x[0], b = x[1] - x[0] * x[0];
            gradient[0] = -2 * a - 400 * x[0] * b;
            gradient[1] = 200 * b;
            return a * a + 100 * b * b;
        },
        {-1.2, 1});
    EXPECT_TRUE(minimum.converged);
    EXPECT_NEAR(minimum.x[0], 1, 1e-6);
    EXPECT_NEAR(minimum.x[1], 1, 1e-6);
    EXPECT_LT(minimum.iterations, 100);
}

TEST(Minimise, SolvesAnIllConditionedParabola) {
    // Σ i² / 2 * (x_i - 1/i)², i = 1 … 100: least at x_i = 1/i.
    const auto minimum = minimise(
        [](std::span<const double> x, std::span<double> gradient) {
            double value = 0;
            for (std::size_t i = 0; i < x.size(); ++i) {
                const auto k = static_cast<double>(i + 1);
                gradient[i] = k * k * (x[i] - 1 / k);
                value += k * k / 2 * (x[i] - 1 / k) * (x[i] - 1 / k);
            }
            return value;
        },
        std::vector<double>(100), {.tolerance = 1e-9});
    EXPECT_TRUE(minimum.converged);
    for (std::size_t i = 0; i < 100; ++i) EXPECT_NEAR(minimum.x[i], 1 / static_cast<double>(i + 1), 1e-9);
}

TEST(Minimise, StepsBackFromWhereTheFunctionIsNotANumber) {
    // x - ln x, least at 1; from 1e-3 the first full steps of a careless search end below 0.
    const auto minimum = minimise(
        [](std::span<const double> x, std::span<double> gradient) {
            gradient[0] = 1 - 1 / x[0];
            return x[0] - std::log(x[0]);
        },
        {5.0});
    EXPECT_TRUE(minimum.converged);
    EXPECT_NEAR(minimum.x[0], 1, 1e-6);
}

TEST(Minimise, SaysThatItRanOutOfIterations) {
    const auto minimum = minimise(
        [](std::span<const double> x, std::span<double> gradient) {
            gradient[0] = 4 * x[0] * x[0] * x[0];
            return x[0] * x[0] * x[0] * x[0];
        },
        {3.0}, {.most_iterations = 2});
    EXPECT_FALSE(minimum.converged);
    EXPECT_EQ(minimum.iterations, 2);
}

TEST(Minimise, WithoutVariablesThereIsNothingToDo) {
    const auto minimum = minimise([](auto, auto) { return 7.0; }, {});
    EXPECT_TRUE(minimum.converged);
    EXPECT_EQ(minimum.value, 7.0);
}

}  // namespace
}  // namespace serow::training
