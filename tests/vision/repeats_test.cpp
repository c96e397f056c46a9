#include "vision/repeats.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <random>

namespace serow::vision {
namespace {

using camtrap::ObservationType;
using std::chrono::hours;
using std::chrono::minutes;

const Instant t0 = parse_instant("2024-06-01T08:00:00Z").value();

PlacedBox at(std::chrono::milliseconds after, Box box, ObservationType type = ObservationType::animal) {
    PlacedBox one;
    one.media = MediaId::make();
    one.at = t0 + after;
    one.type = type;
    one.box = box;
    return one;
}

// A box of 0.2 × 0.1 that was moved to the right. By hand: two boxes of width w moved by d against each other overlap
// by (w − d)/(w + d); here IoU = 0.85 at d = 0.2 × 0.15/1.85 = 0.01622.
Box moved(double d) {
    return {0.5 + d, 0.6, 0.2, 0.1};
}

std::vector<PlacedBox> every(std::chrono::milliseconds step, int count, Box box = moved(0)) {
    std::vector<PlacedBox> boxes;
    for (int i = 0; i < count; ++i) boxes.push_back(at(step * i, box));
    return boxes;
}

TEST(Repeats, AStoneThatIsFoundForDaysIsProposed) {
    auto boxes = every(hours(6), 15);  // 15 pictures, 84 hours
    boxes[3].certain = false;
    boxes[4].people = PeopleSay::blank;
    boxes[5].people = PeopleSay::something;
    const auto groups = repeat_groups(boxes);
    ASSERT_EQ(groups.size(), 1U);
    EXPECT_NEAR(groups[0].place.x, 0.5, 1e-9);
    EXPECT_NEAR(groups[0].place.y, 0.6, 1e-9);
    EXPECT_NEAR(groups[0].place.width, 0.2, 1e-9);
    EXPECT_NEAR(groups[0].place.height, 0.1, 1e-9);
    EXPECT_EQ(groups[0].members.size(), 15U);
    EXPECT_EQ(groups[0].visits, 15);
    EXPECT_EQ(groups[0].certain, 14);
    EXPECT_EQ(groups[0].said_blank, 1);
    EXPECT_EQ(groups[0].said_something, 1);
}

TEST(Repeats, FourteenPicturesAreNotEnough) {
    EXPECT_TRUE(repeat_groups(every(hours(6), 14)).empty());
}

TEST(Repeats, AnAnimalThatRestsIsNoStone) {
    // 40 pictures in 39 hours, but never an hour without one: one visit.
    EXPECT_TRUE(repeat_groups(every(hours(1), 40)).empty());
    // A gap of more than an hour is another visit; four of them in three days are not five.
    std::vector<PlacedBox> boxes;
    for (int day = 0; day < 4; ++day)
        for (int i = 0; i < 10; ++i) boxes.push_back(at(hours(24 * day) + minutes(i), moved(0)));
    EXPECT_TRUE(repeat_groups(boxes).empty());
    for (int i = 0; i < 10; ++i) boxes.push_back(at(hours(24 * 4) + minutes(i), moved(0)));
    ASSERT_EQ(repeat_groups(boxes).size(), 1U);
    EXPECT_EQ(repeat_groups(boxes)[0].visits, 5);
}

TEST(Repeats, OneNightIsNotADay) {
    EXPECT_TRUE(repeat_groups(every(minutes(90), 16)).empty()) << "22.5 hours";
    EXPECT_EQ(repeat_groups(every(minutes(90), 17)).size(), 1U) << "24 hours";
}

TEST(Repeats, SameIsByIntersectionOverUnion) {
    const auto half = [](double d) {
        auto boxes = every(hours(6), 15);
        for (int i = 0; i < 10; ++i) boxes.push_back(at(hours(6 * i + 3), moved(d)));
        return boxes;
    };
    EXPECT_EQ(repeat_groups(half(0.0160))[0].members.size(), 25U);
    EXPECT_EQ(repeat_groups(half(0.0165))[0].members.size(), 15U);
}

TEST(Repeats, BoxesThatTrembleAreOnePlaceWhateverComesFirst) {
    // Around the middle by ±0.012: each IoU with the middle is (0.2 − 0.012)/(0.2 + 0.012) = 0.887, but between the
    // ends (0.2 − 0.024)/(0.2 + 0.024) = 0.786.
    std::vector<PlacedBox> boxes;
    for (int i = 0; i < 30; ++i) boxes.push_back(at(hours(6 * i), moved(0.012 * (i % 3 - 1))));
    std::mt19937 chance(1);
    for (int round = 0; round < 10; ++round) {
        const auto groups = repeat_groups(boxes);
        ASSERT_EQ(groups.size(), 1U);
        EXPECT_EQ(groups[0].members.size(), 30U);
        EXPECT_NEAR(groups[0].place.x, 0.5, 1e-9);
        std::ranges::shuffle(boxes, chance);
    }
}

TEST(Repeats, LargeBoxesTypesAndUncertainOnesApart) {
    EXPECT_TRUE(repeat_groups(every(hours(6), 20, {0.1, 0.1, 0.5, 0.41})).empty()) << "20.5 % of the picture";
    EXPECT_EQ(repeat_groups(every(hours(6), 20, {0.1, 0.1, 0.5, 0.39})).size(), 1U);

    auto mixed = every(hours(6), 20);
    for (std::size_t i = 0; i < mixed.size(); i += 2) mixed[i].type = ObservationType::vehicle;
    EXPECT_TRUE(repeat_groups(mixed).empty()) << "10 animals and 10 vehicles";

    auto uncertain = every(hours(6), 20);
    for (auto& box : uncertain) box.certain = false;
    EXPECT_TRUE(repeat_groups(uncertain).empty()) << "nothing would change";
}

TEST(Repeats, TwoBoxesOfOnePictureCountOnce) {
    auto boxes = every(hours(6), 10);
    for (int i = 0; i < 10; ++i) {
        boxes.push_back(boxes[static_cast<std::size_t>(i)]);
        boxes.back().box = moved(0.005);
    }
    EXPECT_TRUE(repeat_groups(boxes).empty());
}

TEST(Repeats, AnimalsThatPassAreNoGroupAndTheFullestComesFirst) {
    std::mt19937 chance(7);
    std::uniform_real_distribution<double> place(0.0, 0.7), size(0.05, 0.3);
    std::vector<PlacedBox> boxes;
    for (int i = 0; i < 2000; ++i)
        boxes.push_back(at(hours(i), {place(chance), place(chance), size(chance), size(chance)}));
    EXPECT_TRUE(repeat_groups(boxes).empty());
    for (int i = 0; i < 16; ++i) boxes.push_back(at(hours(6 * i), {0.1, 0.8, 0.1, 0.1}));
    for (int i = 0; i < 20; ++i) boxes.push_back(at(hours(6 * i), {0.8, 0.8, 0.1, 0.1}));
    const auto groups = repeat_groups(boxes);
    ASSERT_EQ(groups.size(), 2U);
    EXPECT_NEAR(groups[0].place.x, 0.8, 1e-9);
    EXPECT_NEAR(groups[1].place.x, 0.1, 1e-9);
}

TEST(Repeats, AMaskHidesItsTypeAtItsPlace) {
    const std::vector<Mask> masks{{ObservationType::animal, moved(0), 0.85}};
    EXPECT_TRUE(is_masked(ObservationType::animal, moved(0.0160), masks));
    EXPECT_FALSE(is_masked(ObservationType::animal, moved(0.0165), masks));
    EXPECT_FALSE(is_masked(ObservationType::human, moved(0), masks)) << "a person there is told of all the same";
    EXPECT_FALSE(is_masked(ObservationType::animal, moved(0), {}));
}

}  // namespace
}  // namespace serow::vision
