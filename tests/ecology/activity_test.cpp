#include "ecology/activity.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <limits>
#include <random>

#include "ecology/golden.h"

namespace serow::ecology::test {
namespace {

constexpr double pi = std::numbers::pi;

CameraTime local(std::string_view text) {
    return parse_camera_time(text).value();
}

TEST(Activity, TheClockIsACircleFromMidnight) {
    EXPECT_DOUBLE_EQ(clock_radians(local("2024-05-02T00:00:00")), 0);
    EXPECT_DOUBLE_EQ(clock_radians(local("2024-05-02T12:00:00")), pi);
    EXPECT_DOUBLE_EQ(clock_radians(local("1969-12-31T06:00:00")), pi / 2);
    EXPECT_LT(clock_radians(local("2024-05-02T23:59:59.999")), full_circle);
}

TEST(Activity, KernelOfOneTimeIsTheVonMisesDensity) {
    // I_0(2) = 2.2795853023360673 (Abramowitz & Stegun, table 9.8): f(μ) = e² / (2π I_0(2)).
    const std::vector<double> one{1.0};
    const auto density = kernel_density(one, 2, std::vector<double>{1.0, 1.0 + pi});
    EXPECT_NEAR(density[0], std::exp(2.0) / (2 * pi * 2.2795853023360673), 1e-12);
    EXPECT_NEAR(density[1], std::exp(-2.0) / (2 * pi * 2.2795853023360673), 1e-12);
}

TEST(Activity, WithoutConcentrationTheKernelIsUniform) {
    const std::vector<double> some{0.3, 4.0};
    EXPECT_NEAR(kernel_density(some, 0, std::vector<double>{2.0})[0], 1 / full_circle, 1e-14);
}

TEST(Activity, VeryNarrowKernelsDoNotOverflow) {
    // For large h the kernel is normal with variance 1/h: f(μ) → √(h / 2π) (1 + 1/(8h))^-1 …
    const std::vector<double> one{1.0};
    for (const double h : {500.0, 699.9, 700.1, 5000.0, 1e7}) {
        const double expected = std::sqrt(h / full_circle) / (1 + 1 / (8 * h) + 9 / (128 * h * h));
        EXPECT_NEAR(kernel_density(one, h, one)[0] / expected, 1, 1e-8) << h;
    }
}

TEST(Activity, TheCurveIntegratesToOne) {
    std::mt19937 random(5);
    std::normal_distribution<double> morning(1.5, 0.6);
    std::vector<double> times;
    for (int i = 0; i < 200; ++i) times.push_back(morning(random));
    const auto curve = value_or_throw(activity_density(times, 1, 512));
    double sum = 0;  // trapezoid over a closed circle: the last point repeats the first
    for (std::size_t i = 0; i + 1 < curve.density.size(); ++i) sum += curve.density[i];
    EXPECT_NEAR(sum * full_circle / 511, 1, 1e-9);
    EXPECT_NEAR(curve.density.front(), curve.density.back(), 1e-12);
    EXPECT_EQ(curve.n, 200U);
    const auto peak = static_cast<std::size_t>(std::ranges::max_element(curve.density) - curve.density.begin());
    EXPECT_NEAR(curve.radians[peak], 1.5, 0.2);
}

TEST(Activity, TurningTheClockTurnsTheCurve) {
    const std::vector<double> times{0.2, 0.9, 1.0, 1.4, 3.0, 6.1};
    std::vector<double> turned;
    for (const double t : times) turned.push_back(t + 2.5);
    EXPECT_NEAR(*activity_bandwidth(times), *activity_bandwidth(turned), 1e-9);
}

TEST(Activity, AdjustAboveOneIsSmoother) {
    const std::vector<double> times{0.2, 0.9, 1.0, 1.4, 3.0, 6.1};
    const auto rough = value_or_throw(activity_density(times, 0.8));
    const auto smooth = value_or_throw(activity_density(times, 4));
    EXPECT_NEAR(rough.bandwidth * 0.8, smooth.bandwidth * 4, 1e-12);
    EXPECT_GT(std::ranges::max(rough.density), std::ranges::max(smooth.density));
    EXPECT_EQ(rough.radians.size(), 128U);
    EXPECT_DOUBLE_EQ(rough.radians.back(), full_circle);
}

TEST(Activity, TooFewOrPatternlessTimesAreRefusedWithTheReason) {
    EXPECT_EQ(activity_density({}).error().code, Code::invalid);
    EXPECT_EQ(activity_density(std::vector<double>{1}).error().code, Code::invalid);
    EXPECT_EQ(activity_density(std::vector<double>{2, 2, 2}).error().code, Code::unsupported);
    EXPECT_EQ(activity_density(std::vector<double>{0, pi}).error().code, Code::unsupported);
    EXPECT_EQ(activity_density(std::vector<double>{0, pi / 2, pi, 3 * pi / 2}).error().code, Code::unsupported);
    EXPECT_EQ(activity_density(std::vector<double>{0, std::nan("")}).error().code, Code::invalid);
    const std::vector<double> good{1, 2, 3.5};
    EXPECT_FALSE(activity_density(good, 0));
    EXPECT_FALSE(activity_density(good, 1, 1));
    EXPECT_FALSE(activity_density(good, 1, 5000));
    EXPECT_TRUE(activity_density(good));
}

class ActivityGolden : public Golden {};

TEST_F(ActivityGolden, BandwidthAndDensityOfKerinciAgreeWithTheExactSolution) {
    const auto rows = golden_table("dev_activity_kerinci3.csv");
    std::vector<double> hours;
    for (int h = 0; h < 24; ++h) hours.push_back(h * pi / 12);
    int compared = 0;
    for (const auto& [species, one] : golden_cases("dev_activity_kerinci3.json")) {
        const auto& found = one.at("expected");
        if (!found.is_object() || !found.as_object().contains("bw_exact_root")) continue;
        const auto& expected = found.as_object();
        SCOPED_TRACE(species);
        ++compared;
        std::vector<double> times;
        for (const auto& row : rows)
            if (row.at("species") == species) times.push_back(std::stod(row.at("time_rad")));
        ASSERT_EQ(times.size(), expected.at("n").to_number<std::size_t>());

        const double h = value_or_throw(activity_bandwidth(times));
        const double exact = expected.at("bw_exact_root").to_number<double>();
        EXPECT_NEAR(h, exact, 1e-6 * exact);
        EXPECT_NEAR(h, expected.at("bw_overlap").to_number<double>(), 2e-4 * exact) << "R's overlap";

        const auto compare = [&](std::string_view key, double adjust, double relative, double absolute) {
            const auto density = kernel_density(times, h / adjust, hours);
            const auto reference = numbers(expected.at(key));
            ASSERT_EQ(reference.size(), density.size());
            for (std::size_t i = 0; i < density.size(); ++i)
                EXPECT_NEAR(density[i], reference[i], relative * reference[i] + absolute) << key << " hour " << i;
        };
        compare("density_at_hours_adj1_exact", 1, 1e-6, 1e-9);
        compare("density_at_hours_adj1", 1, 2e-4, 1e-6);
        compare("density_at_hours_adj0.8", 0.8, 2e-4, 1e-6);
        compare("density_at_hours_adj4", 4, 2e-4, 1e-6);
    }
    EXPECT_EQ(compared, 5);
}

}  // namespace
}  // namespace serow::ecology::test
