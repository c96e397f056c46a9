#include "vision/second_opinion.h"

#include <gmock/gmock.h>

namespace serow::vision {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

constexpr double typical = 0.32;
constexpr Box here{0.2, 0.2, 0.2, 0.2};
constexpr Box half_beside{0.3, 0.2, 0.2, 0.2};  // intersection over union with `here`: one third

Detection at(double confidence, Box box = here) {
    return {Category::animal, confidence, box, 0, {}, {}};
}

Motion moved(Box box, double strength) {
    return {MotionVerdict::moved, {{box, strength}}, strength, 9};
}

TEST(SecondOpinions, WhatMovedJustThereSupportsBoxesFromHalfTheThreshold) {
    const std::vector boxes{at(0.7), at(0.17), at(0.15), at(0.2, half_beside)};
    EXPECT_THAT(
        second_opinions(boxes, moved(here, 5), typical),
        ElementsAre(SecondOpinion::supported, SecondOpinion::supported, SecondOpinion::none, SecondOpinion::none));
}

TEST(SecondOpinions, AWeakRegionSupportsNothing) {
    const Motion strong_elsewhere{MotionVerdict::moved, {{{0.7, 0.7, 0.2, 0.2}, 5}, {here, 1.5}}, 5, 9};
    EXPECT_THAT(second_opinions(std::vector{at(0.2)}, strong_elsewhere, typical), ElementsAre(SecondOpinion::none));
}

TEST(SecondOpinions, ABlankPictureDoubtsAllButSureBoxes) {
    const Motion blank{MotionVerdict::blank, {{here, 1.2}}, 1.2, 9};
    EXPECT_THAT(second_opinions(std::vector{at(0.2), at(0.47), at(0.49)}, blank, typical),
                ElementsAre(SecondOpinion::doubted, SecondOpinion::doubted, SecondOpinion::none));
}

TEST(SecondOpinions, WhereNothingIsKnownNothingIsSaid) {
    EXPECT_THAT(second_opinions(std::vector{at(0.2), at(0.9)}, Motion{}, typical),
                ElementsAre(SecondOpinion::none, SecondOpinion::none));
    EXPECT_THAT(second_opinions({}, moved(here, 5), typical), IsEmpty());
}

TEST(IsShown, FromTheThresholdUnlessDoubtedAndWhereSupported) {
    EXPECT_TRUE(is_shown(at(0.32), SecondOpinion::none, typical));
    EXPECT_FALSE(is_shown(at(0.31), SecondOpinion::none, typical));
    EXPECT_TRUE(is_shown(at(0.17), SecondOpinion::supported, typical));
    EXPECT_FALSE(is_shown(at(0.4), SecondOpinion::doubted, typical));
}

}  // namespace
}  // namespace serow::vision
