#include "training/scores.h"

#include <gmock/gmock.h>

#include <cmath>

#include "training/temperature.h"

namespace serow::training {
namespace {

using ::testing::ElementsAre;

TEST(Proportion, TheIntervalIsThatOfNewcombesTable) {
    // Newcombe 1998, table I, method 3.
    struct Row {
        int successes, trials;
        double low, high;
    };
    for (const auto& row : {Row{81, 263, 0.2553, 0.3662}, Row{15, 148, 0.0624, 0.1605}, Row{0, 20, 0, 0.1611},
                            Row{1, 29, 0.0061, 0.1718}}) {
        const auto share = proportion(row.successes, row.trials);
        EXPECT_NEAR(share.low, row.low, 5e-5);
        EXPECT_NEAR(share.high, row.high, 5e-5);
    }
    EXPECT_EQ(proportion(20, 20).high, 1);
    EXPECT_NEAR(proportion(20, 20).low, 1 - 0.1611, 5e-5);
}

TEST(Proportion, WithoutTrialsNothingIsKnown) {
    EXPECT_EQ(proportion(0, 0).low, 0);
    EXPECT_EQ(proportion(0, 0).high, 1);
    EXPECT_TRUE(std::isnan(proportion(0, 0).value()));
}

TEST(Scores, AreCountedByHand) {
    // Three classes; of the third there is no crop, but one is told.
    const std::vector<int> truth{0, 0, 0, 0, 1, 1};
    const std::vector<int> told{0, 0, 1, 2, 1, 0};
    const auto scores = scores_of(truth, told, 3);
    EXPECT_THAT(scores.confusion, ElementsAre(ElementsAre(2, 1, 1), ElementsAre(1, 1, 0), ElementsAre(0, 0, 0)));
    EXPECT_EQ(scores.top_1.successes, 3);
    EXPECT_EQ(scores.top_1.trials, 6);
    EXPECT_EQ(scores.classes[0].precision.trials, 3);
    EXPECT_EQ(scores.classes[0].precision.successes, 2);
    EXPECT_EQ(scores.classes[0].recall.trials, 4);
    EXPECT_EQ(scores.classes[2].precision.trials, 1);
    EXPECT_EQ(scores.classes[2].precision.successes, 0);
    EXPECT_EQ(scores.classes[2].recall.trials, 0);
    EXPECT_DOUBLE_EQ(scores.balanced_top_1, 0.5);  // (2/4 + 1/2) / 2
}

TEST(Scores, OfEquallyLikelyClassesTheFirstIsTold) {
    const std::vector<double> logits{1, 1, 0, 0, 2, 2};
    EXPECT_THAT(likeliest(logits, 3), ElementsAre(0, 1));
}

TEST(Temperature, MakesTheCertaintyWhatTheShareOfRightOnesIs) {
    // Always the logits (0, 2); 3 of 4 right. The best T gives e^(2/T) / (1 + e^(2/T)) = 3/4: T = 2 / ln 3.
    const std::vector<double> logits{0, 2, 0, 2, 0, 2, 0, 2};
    const std::vector<int> labels{1, 1, 1, 0};
    const double temperature = fit_temperature(logits, 2, labels);
    EXPECT_NEAR(temperature, 2 / std::log(3), 1e-9);
    const auto p = tempered_softmax(logits, 2, temperature);
    EXPECT_NEAR(p[1], 0.75, 1e-9);
    EXPECT_NEAR(log_loss(p, 2, labels), -(3 * std::log(0.75) + std::log(0.25)) / 4, 1e-9);
}

TEST(Temperature, StaysWithinItsBounds) {
    const std::vector<double> logits{0, 2, 2, 0};
    EXPECT_NEAR(fit_temperature(logits, 2, std::vector{1, 0}), least_temperature, 1e-9);  // all right
    EXPECT_NEAR(fit_temperature(logits, 2, std::vector{0, 1}), most_temperature, 1e-9);   // all wrong
    EXPECT_EQ(fit_temperature({}, 2, {}), 1);
}

}  // namespace
}  // namespace serow::training
