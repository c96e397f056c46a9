#include "training/calibration.h"

#include <gmock/gmock.h>

#include <cmath>
#include <random>

namespace serow::training {
namespace {

using testing::DoubleNear;
using testing::ElementsAre;
using testing::Pair;

std::vector<JudgedAnswer> answers(std::initializer_list<std::pair<double, bool>> list) {
    std::vector<JudgedAnswer> out;
    for (const auto& [probability, right] : list) out.push_back({probability, right, 0});
    return out;
}
auto near(double value) {
    return DoubleNear(value, 1e-9);
}

// As R's isoreg(c(0, 1, 0, 1, 1, 0, 1))$yf: 0, 0.5, 0.5, 2/3, 2/3, 2/3, 1 at 0.1 … 0.7. The bounds are 1/9 and 8/9.
TEST(Isotonic, PoolsAdjacentViolators) {
    const auto fit = fit_isotonic_to(
        answers({{0.3, false}, {0.1, false}, {0.2, true}, {0.4, true}, {0.5, true}, {0.6, false}, {0.7, true}}));
    EXPECT_THAT(fit.points, ElementsAre(Pair(near(0.1), near(1.0 / 9)), Pair(near(0.2), near(0.5)),
                                        Pair(near(0.3), near(0.5)), Pair(near(0.4), near(2.0 / 3)),
                                        Pair(near(0.6), near(2.0 / 3)), Pair(near(0.7), near(8.0 / 9))));
    EXPECT_NEAR(calibrated(fit, 0.05), 1.0 / 9, 1e-9);
    EXPECT_NEAR(calibrated(fit, 0.25), 0.5, 1e-9);
    EXPECT_NEAR(calibrated(fit, 0.35), (0.5 + 2.0 / 3) / 2, 1e-9);
    EXPECT_NEAR(calibrated(fit, 0.99), 8.0 / 9, 1e-9);
}

TEST(Isotonic, EqualProbabilitiesAreOneWhateverTheirOrder) {
    const auto one = fit_isotonic_to(answers({{0.5, true}, {0.5, false}, {0.5, true}, {0.8, true}}));
    const auto other = fit_isotonic_to(answers({{0.5, false}, {0.8, true}, {0.5, true}, {0.5, true}}));
    EXPECT_THAT(one.points, ElementsAre(Pair(near(0.5), near(2.0 / 3)), Pair(near(0.8), near(5.0 / 6))));
    EXPECT_EQ(one.points, other.points);
}

// Where 9 of 10 answers of 0.9 and 1 of 10 of 0.1 are right the model means what it says: temperature 1. Where it is
// 3 of 4 that are right at 0.9, logit(0.75) = ln 3 is half of logit(0.9) = ln 9: temperature 2.
TEST(Temperature, IsTheOneByWhichTheLogitsMustBeDivided) {
    std::vector<JudgedAnswer> honest, boastful;
    for (int i = 0; i < 10; ++i) {
        honest.push_back({0.9, i < 9, 0});
        honest.push_back({0.1, i < 1, 0});
    }
    for (int i = 0; i < 8; ++i) {
        boastful.push_back({0.9, i < 6, 0});
        boastful.push_back({0.1, i < 2, 0});
    }
    EXPECT_NEAR(fit_temperature_to(honest).temperature, 1, 1e-6);
    EXPECT_NEAR(fit_temperature_to(boastful).temperature, 2, 1e-6);
    EXPECT_NEAR(calibrated(fit_temperature_to(boastful), 0.9), 0.75, 1e-6);
}

// By hand: bins 0.2 (1 of 2 right, mean 0.25) and 0.9 (1 of 2 right, mean 0.95); the errors 0.25 and 0.45 weigh half
// each.
TEST(Reliability, IsAsCountedByHand) {
    const auto judged = answers({{0.2, false}, {0.3 - 1e-12, true}, {0.9, true}, {1, false}});
    std::vector<double> said;
    for (const auto& answer : judged) said.push_back(answer.probability);
    const auto reliability = reliability_of(judged, said);
    EXPECT_NEAR(reliability.calibration_error, 0.35, 1e-9);
    EXPECT_NEAR(reliability.brier, (0.04 + 0.49 + 0.01 + 1) / 4, 1e-9);
    ASSERT_EQ(reliability.bins.size(), 10U);
    EXPECT_EQ(reliability.bins[2].answers, 2);
    EXPECT_EQ(reliability.bins[9].right, 1);
    EXPECT_NEAR(reliability.bins[9].mean_probability, 0.95, 1e-9);
    EXPECT_EQ(reliability_of({}, {}).brier, 0);
}

std::vector<JudgedAnswer> made_by_chance(int count, double (*truth)(double)) {
    std::mt19937 chance(7);
    std::uniform_real_distribution<double> any(0, 1);
    std::vector<JudgedAnswer> list;
    for (int i = 0; i < count; ++i) {
        const double said = any(chance);
        list.push_back({said, any(chance) < truth(said), i % 12});
    }
    return list;
}

TEST(FitCalibration, WithTooLittleNothingIsSaid) {
    auto few = made_by_chance(99, [](double p) { return p; });
    EXPECT_FALSE(fit_calibration(few).enough);
    EXPECT_EQ(fit_calibration(few).best.method, CalibrationMethod::none);
    EXPECT_EQ(fit_calibration(few).answers, 99);
    auto enough = made_by_chance(100, [](double p) { return p; });
    EXPECT_TRUE(fit_calibration(enough).enough);
    for (auto& answer : enough) answer.location %= 2;
    EXPECT_FALSE(fit_calibration(enough).enough) << "two locations say nothing of a third";
    EXPECT_FALSE(fit_calibration(made_by_chance(500, [](double) { return 1.0; })).enough) << "nothing was wrong";
    EXPECT_FALSE(fit_calibration({}).enough);
}

// A model whose logits are three times too large: the temperature that made it so is found again.
TEST(FitCalibration, FindsWhatIsWrongWithTheFiguresAndMendsIt) {
    const auto boastful =
        made_by_chance(4000, [](double said) { return 1 / (1 + std::exp(-std::log(said / (1 - said)) / 3)); });
    const auto fit = fit_calibration(boastful);
    ASSERT_TRUE(fit.enough);
    EXPECT_EQ(fit.best.method, CalibrationMethod::temperature);
    EXPECT_NEAR(fit.best.temperature, 3, 0.4);
    EXPECT_GT(fit.as_said.calibration_error, 0.1);
    EXPECT_LT(fit.by_best().calibration_error, 0.04);
    EXPECT_LT(fit.by_best().brier, fit.as_said.brier);
}

// One that no temperature can mend: right in 2 of 10 cases below 0.6, and in 7 of 10 above.
TEST(FitCalibration, TakesStepsWhereATemperatureDoesNotFit) {
    const auto fit = fit_calibration(made_by_chance(4000, [](double said) { return said < 0.6 ? 0.2 : 0.7; }));
    EXPECT_EQ(fit.best.method, CalibrationMethod::isotonic);
    EXPECT_NEAR(calibrated(fit.best, 0.3), 0.2, 0.05);
    EXPECT_NEAR(calibrated(fit.best, 0.9), 0.7, 0.05);
    EXPECT_LT(fit.by_isotonic.calibration_error, 0.04);
    for (double p = 0; p < 1; p += 0.01) EXPECT_LE(calibrated(fit.best, p), calibrated(fit.best, p + 0.01));
}

TEST(FitCalibration, AModelThatMeansWhatItSaysIsAlmostLeftAlone) {
    const auto fit = fit_calibration(made_by_chance(4000, [](double said) { return said; }));
    EXPECT_LT(fit.as_said.calibration_error, 0.03);
    EXPECT_NEAR(calibrated(fit.best, 0.7), 0.7, 0.06);
}

}  // namespace
}  // namespace serow::training
