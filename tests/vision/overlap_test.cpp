#include "vision/overlap.h"

#include <gmock/gmock.h>

namespace serow::vision {
namespace {

Detection at(Category category, double confidence, Box box, int label = 0) {
    return {category, confidence, box, label, {}, {}};
}

TEST(IntersectionOverUnion, ByHand) {
    const Box square{0.2, 0.2, 0.2, 0.2};
    EXPECT_DOUBLE_EQ(intersection_over_union(square, square), 1);
    // Half of each lies on the other: 0.02 of 0.04 + 0.04 - 0.02.
    EXPECT_NEAR(intersection_over_union(square, {0.3, 0.2, 0.2, 0.2}), 1.0 / 3, 1e-12);
    // A quarter of the area inside.
    EXPECT_NEAR(intersection_over_union(square, {0.25, 0.25, 0.1, 0.1}), 0.25, 1e-12);
    EXPECT_EQ(intersection_over_union(square, {0.4, 0.2, 0.2, 0.2}), 0);  // they touch
    EXPECT_EQ(intersection_over_union(square, {0.3, 0.3, 0, 0}), 0);
}

TEST(ClampToPicture, CutsWhatStandsOut) {
    EXPECT_EQ(clamp_to_picture({-0.1, 0.5, 0.3, 0.7}).x, 0);
    EXPECT_NEAR(clamp_to_picture({-0.1, 0.5, 0.3, 0.7}).width, 0.2, 1e-12);
    EXPECT_NEAR(clamp_to_picture({-0.1, 0.5, 0.3, 0.7}).height, 0.5, 1e-12);
    EXPECT_EQ(clamp_to_picture({1.5, 0.5, 0.3, 0.1}).width, 0);
    EXPECT_EQ(clamp_to_picture({0.5, 0.5, -0.2, 0.1}).width, 0);
}

TEST(MergeOverlapping, OneObjectUnderThreeLabelsStaysOnceWithItsBestConfidence) {
    const auto kept = merge_overlapping(
        {
            at(Category::animal, 0.4, {0.10, 0.10, 0.40, 0.40}, 18),
            at(Category::animal, 0.7, {0.11, 0.10, 0.40, 0.40}, 19),
            at(Category::animal, 0.5, {0.10, 0.11, 0.40, 0.41}, 17),
        },
        0.6);
    ASSERT_EQ(kept.size(), 1U);
    EXPECT_EQ(kept[0].label, 19);
    EXPECT_EQ(kept[0].confidence, 0.7);
}

TEST(MergeOverlapping, KeepsNeighboursOtherCategoriesAndOrdersByConfidence) {
    const auto kept = merge_overlapping(
        {
            at(Category::animal, 0.5, {0.1, 0.1, 0.2, 0.2}, 1), at(Category::person, 0.6, {0.1, 0.1, 0.2, 0.2}, 2),
            at(Category::animal, 0.9, {0.2, 0.1, 0.2, 0.2}, 3),  // overlaps the first by 1/3
        },
        0.6);
    ASSERT_EQ(kept.size(), 3U);
    EXPECT_EQ(kept[0].label, 3);
    EXPECT_EQ(kept[1].label, 2);
    EXPECT_EQ(kept[2].label, 1);
}

TEST(MergeOverlapping, ABoxThatOnlyADroppedOneOverlapsStays) {
    // b overlaps a by 0.6, c overlaps b by 0.6 but a only by 1/3: a and c stay.
    const auto kept = merge_overlapping(
        {
            at(Category::animal, 0.9, {0.00, 0.1, 0.2, 0.2}, 1),
            at(Category::animal, 0.8, {0.05, 0.1, 0.2, 0.2}, 2),
            at(Category::animal, 0.7, {0.10, 0.1, 0.2, 0.2}, 3),
        },
        0.59);
    ASSERT_EQ(kept.size(), 2U);
    EXPECT_EQ(kept[0].label, 1);
    EXPECT_EQ(kept[1].label, 3);
}

}  // namespace
}  // namespace serow::vision
