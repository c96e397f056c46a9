// Tracks by hand: what is the same animal from frame to frame, and how many there are.
#include "vision/tracker.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "vision/assignment.h"
#include "vision/box_motion.h"
#include "vision/individuals.h"

namespace serow::vision {
namespace {

using ::testing::ElementsAre;

Detection seen(double x, double confidence = 0.9, Category category = Category::animal) {
    Detection detection;
    detection.category = category;
    detection.confidence = confidence;
    detection.box = {x, 0.4, 0.1, 0.1};
    return detection;
}

TEST(CheapestPairs, TheWholeIsCheapestNotEachPair) {
    // Each row by itself would take the first column; together 1 + 2 + 3 is the least (Kuhn's point).
    const std::vector<double> cost{1, 4, 5, 2, 2, 6, 3, 3, 3};
    EXPECT_THAT(cheapest_pairs(cost, 3, 3), ElementsAre(0, 1, 2));
    // Taking 0 → 0 for 1 would force 1 → 1 for 100: 2 + 2 is less.
    EXPECT_THAT(cheapest_pairs(std::vector<double>{1, 2, 2, 100}, 2, 2), ElementsAre(1, 0));
}

TEST(CheapestPairs, MoreOfOneThanOfTheOther) {
    EXPECT_THAT(cheapest_pairs(std::vector<double>{9, 1, 5}, 1, 3), ElementsAre(1));
    EXPECT_THAT(cheapest_pairs(std::vector<double>{9, 1, 5}, 3, 1), ElementsAre(-1, 0, -1));
    EXPECT_THAT(cheapest_pairs({}, 0, 3), ElementsAre());
    EXPECT_THAT(cheapest_pairs({}, 2, 0), ElementsAre(-1, -1));
}

TEST(CheapestPairs, AreTheBestOfAllPairings) {
    // All 24 pairings of made-up costs, tried one by one.
    const std::vector<double> cost{7, 2, 9, 4, 3, 8, 1, 6, 5, 5, 2, 7, 8, 3, 6, 2};
    std::vector<int> order{0, 1, 2, 3};
    double best = 1e9;
    do {
        double sum = 0;
        for (std::size_t r = 0; r < 4; ++r) sum += cost[r * 4 + static_cast<std::size_t>(order[r])];
        best = std::min(best, sum);
    } while (std::ranges::next_permutation(order).found);
    const auto pairs = cheapest_pairs(cost, 4, 4);
    double sum = 0;
    for (std::size_t r = 0; r < 4; ++r) sum += cost[r * 4 + static_cast<std::size_t>(pairs[r])];
    EXPECT_DOUBLE_EQ(sum, best);
}

TEST(BoxMotion, GoesOnAsItWent) {
    BoxMotion motion({0.1, 0.4, 0.1, 0.1});
    for (int second = 1; second <= 5; ++second) {
        motion.predict(1);
        motion.correct({0.1 + 0.05 * second, 0.4, 0.1, 0.1});
    }
    motion.predict(1);
    EXPECT_NEAR(motion.box().x, 0.4, 0.005);  // 0.35 + 0.05
    EXPECT_NEAR(motion.box().y, 0.4, 1e-9);
    EXPECT_NEAR(motion.box().width, 0.1, 0.005);
}

TEST(BoxMotion, TheFirstStepIsTheKalmanGainByHand) {
    // Variances in squares of the box's size 0.1: value 0.05² = 0.0025, velocity 1. After one second 0.0025 + 1 + 1/3;
    // the gain is that over itself + 0.0025 = 1.33583333 / 1.33833333 = 0.998132.
    BoxMotion motion({0.1, 0.4, 0.1, 0.1});
    motion.predict(1);
    motion.correct({0.2, 0.4, 0.1, 0.1});
    EXPECT_NEAR(motion.box().x, 0.1 + 0.1 * 0.998132, 1e-6);
}

TEST(BufferedOverlap, EnlargesBoth) {
    // Two boxes of 0.1 that are 0.1 apart: nothing without a buffer; with 1 both are 0.3 wide and high and share a
    // third of their width: 0.1 / (0.3 + 0.3 - 0.1).
    EXPECT_DOUBLE_EQ(buffered_overlap({0.1, 0.4, 0.1, 0.1}, {0.3, 0.4, 0.1, 0.1}, 0), 0);
    EXPECT_NEAR(buffered_overlap({0.1, 0.4, 0.1, 0.1}, {0.3, 0.4, 0.1, 0.1}, 1), 0.2, 1e-12);
}

TEST(Tracker, OneThatWalksByIsOneTrack) {
    Tracker tracker;
    for (int second = 0; second < 8; ++second)
        EXPECT_THAT(tracker.update(second, std::vector{seen(0.05 + 0.1 * second)}), ElementsAre(0)) << second;
    const auto tracks = tracker.finish();
    ASSERT_EQ(tracks.size(), 1U);
    EXPECT_EQ(tracks[0].path.size(), 8U);
    EXPECT_DOUBLE_EQ(tracks[0].first_second(), 0);
    EXPECT_DOUBLE_EQ(tracks[0].last_second(), 7);
}

TEST(Tracker, TwoThatCrossKeepTheirNumbers) {
    Tracker tracker;
    for (int i = 0; i <= 20; ++i) {
        const double at = 0.1 + 0.03 * i;
        auto left = seen(at), right = seen(0.8 - 0.03 * i);
        right.box.y = 0.46;  // a little nearer to the camera
        EXPECT_THAT(tracker.update(i / 5.0, std::vector{left, right}), ElementsAre(0, 1)) << i;
    }
    EXPECT_EQ(tracker.finish().size(), 2U);
}

TEST(Tracker, AnUncertainBoxGoesOnWithATrackButBeginsNone) {
    Tracker tracker;
    EXPECT_THAT(tracker.update(0, std::vector{seen(0.1), seen(0.7, 0.2)}), ElementsAre(0, -1));
    EXPECT_THAT(tracker.update(1, std::vector{seen(0.12, 0.2), seen(0.7, 0.2)}), ElementsAre(0, -1));
    EXPECT_THAT(tracker.update(2, std::vector{seen(0.14, 0.1)}), ElementsAre(-1));  // below the least
    EXPECT_EQ(tracker.finish().size(), 1U);
}

TEST(Tracker, WhoIsHiddenForAMomentIsTheSameWhoIsAwayLongerIsNot) {
    Tracker tracker;
    tracker.update(0, std::vector{seen(0.1)});
    tracker.update(1, std::vector{seen(0.12)});
    tracker.update(2, {});
    EXPECT_THAT(tracker.update(3, std::vector{seen(0.16)}), ElementsAre(0));
    for (int second = 4; second < 8; ++second) tracker.update(second, {});
    EXPECT_THAT(tracker.update(8, std::vector{seen(0.2)}), ElementsAre(1));
    EXPECT_EQ(tracker.finish().size(), 2U);
}

TEST(Tracker, APersonIsNoContinuationOfAnAnimal) {
    Tracker tracker;
    tracker.update(0, std::vector{seen(0.1)});
    EXPECT_THAT(tracker.update(1, std::vector{seen(0.1, 0.9, Category::person)}), ElementsAre(1));
}

TEST(Tracker, WhoWasSeenOnceIsATrackAndNothingIsNone) {
    Tracker tracker;
    EXPECT_TRUE(tracker.finish().empty());
    tracker.update(0, std::vector{seen(0.1, 0.5)});
    tracker.update(1, {});
    const auto tracks = tracker.finish();
    ASSERT_EQ(tracks.size(), 1U);
    EXPECT_DOUBLE_EQ(tracks[0].best().confidence, 0.5);
}

TEST(FewestIndividuals, AreAsManyAsWereThereAtOnce) {
    const auto anybody = [](std::size_t, std::size_t) { return true; };
    // One goes at 3 and one comes at 4: one animal. Another is there all the time: two.
    const std::vector<Presence> tracks{{0, 3}, {0, 9}, {4, 9}};
    EXPECT_THAT(fewest_individuals(tracks, anybody), ElementsAre(ElementsAre(0, 2), ElementsAre(1)));
    // Both in the frame of second 3.
    EXPECT_EQ(fewest_individuals(std::vector<Presence>{{0, 3}, {3, 5}}, anybody).size(), 2U);
    EXPECT_TRUE(fewest_individuals({}, anybody).empty());
}

TEST(FewestIndividuals, AreNeverTwoKinds) {
    const std::vector<Presence> tracks{{0, 1}, {2, 3}, {4, 5}};
    const auto kinds = [](std::size_t a, std::size_t b) { return a % 2 == b % 2; };  // 0 and 2 are alike
    EXPECT_THAT(fewest_individuals(tracks, kinds), ElementsAre(ElementsAre(0, 2), ElementsAre(1)));
}

TEST(FullestMoment, IsTheFirstAtWhichMostAreThere) {
    EXPECT_EQ(fullest_moment({}).count, 0);
    const auto moment = fullest_moment(std::vector<Presence>{{0, 3}, {8, 9}, {2, 5}, {8, 12}, {6, 6}});
    EXPECT_EQ(moment.count, 2);
    EXPECT_DOUBLE_EQ(moment.second, 2);
}

}  // namespace
}  // namespace serow::vision
