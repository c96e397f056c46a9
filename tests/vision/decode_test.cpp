#include "vision/decode.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace serow::vision {
namespace {

constexpr float nan = std::numeric_limits<float>::quiet_NaN();

const std::vector<Label> labels{{0, "person", Category::person, "Homo sapiens"},
                                {1, "bench", std::nullopt, ""},
                                {2, "cow", Category::animal, "Bos taurus"}};

// An input of 32 x 32.
Asked asked(const Region& place, double least_confidence) {
    return {{32, 32}, place, labels, least_confidence};
}

TEST(DetrSet, CornersBecomeBoxesAndOnlyLabelsWithACategoryCount) {
    const Output classes{{1, 6}, std::vector<std::int64_t>{2, 1, 0, 2, 2, 0}};
    const Output scores{{1, 6}, std::vector<float>{0.9F, 0.95F, 0.3F, 0.29F, 0.8F, nan}};
    const Output boxes{{1, 6, 4}, std::vector<float>{0.1F,  0.2F, 0.4F, 0.8F,  // a cow
                                                     0,     0,    1,    1,     // a bench
                                                     -0.1F, 0.5F, 0.2F, 1.2F,  // a person, partly outside
                                                     0,     0,    1,    1,     // below the threshold
                                                     0.5F,  0.5F, nan,  0.6F,  // no box
                                                     0,     0,    1,    1}};   // no confidence
    const auto found = decode_detr_set(classes, boxes, scores, asked({}, 0.3));
    ASSERT_TRUE(found) << found.error().detail;
    ASSERT_EQ(found->size(), 2U);
    const auto& cow = (*found)[0];
    EXPECT_EQ(cow.category, Category::animal);
    EXPECT_EQ(cow.label, 2);
    EXPECT_NEAR(cow.confidence, 0.9, 1e-6);
    EXPECT_NEAR(cow.box.x, 0.1, 1e-6);
    EXPECT_NEAR(cow.box.y, 0.2, 1e-6);
    EXPECT_NEAR(cow.box.width, 0.3, 1e-6);
    EXPECT_NEAR(cow.box.height, 0.6, 1e-6);
    const auto& person = (*found)[1];
    EXPECT_EQ(person.category, Category::person);
    EXPECT_EQ(person.box.x, 0);
    EXPECT_NEAR(person.box.width, 0.2, 1e-6);
    EXPECT_NEAR(person.box.height, 0.5, 1e-6);
}

TEST(DetrSet, TensorsOfAnotherFormAreAProblem) {
    const Output classes{{1, 1}, std::vector<std::int64_t>{2}};
    const Output scores{{1, 1}, std::vector<float>{0.9F}};
    const Output boxes{{1, 1, 4}, std::vector<float>{0, 0, 1, 1}};
    EXPECT_TRUE(decode_detr_set(classes, boxes, scores, asked({}, 0.1)));
    const Output unknown{{1, 1}, std::vector<std::int64_t>{3}};
    const Output negative{{1, 1}, std::vector<std::int64_t>{-1}};
    const Output flat{{4}, std::vector<float>{0, 0, 1, 1}};
    EXPECT_EQ(decode_detr_set(unknown, boxes, scores, asked({}, 0.1)).error().code, Code::internal);
    EXPECT_EQ(decode_detr_set(negative, boxes, scores, asked({}, 0.1)).error().code, Code::internal);
    EXPECT_EQ(decode_detr_set(classes, flat, scores, asked({}, 0.1)).error().code, Code::internal);
    EXPECT_EQ(decode_detr_set(scores, boxes, scores, asked({}, 0.1)).error().code, Code::internal);
}

// Strides 16 and 32: cells (0,0) (1,0) (0,1) (1,1) of the first, then one of the second.
TEST(YoloxRaw, OffsetsAndLogSizesBecomeBoxesByHand) {
    std::vector<float> values(5 * 8, 0.0F);
    // Cell (1, 0) of stride 16: centre ((1 + 0.25) * 16, (0 + 0.25) * 16) = (20, 4), size (e^-0.5 * 16, 16).
    const float cell[8] = {0.25F, 0.25F, -0.5F, 0, 0.8F, 0.1F, 0.2F, 0.5F};
    std::copy_n(cell, 8, values.begin() + 8);
    // The cell of stride 32: centre (16, 16), size 8 = e^ln(0.25) * 32, a person.
    const float coarse[8] = {0.5F, 0.5F, std::log(0.25F), std::log(0.25F), 0.9F, 1, 0, 0};
    std::copy_n(coarse, 8, values.begin() + 32);
    const int strides[] = {16, 32};
    // The picture fills the upper half, 32 x 16.
    const auto found = decode_yolox_raw({{1, 5, 8}, values}, strides, asked({0, 0, 32, 16}, 0.3));
    ASSERT_TRUE(found) << found.error().detail;
    ASSERT_EQ(found->size(), 2U);
    const auto& cow = (*found)[0];
    EXPECT_EQ(cow.label, 2);
    EXPECT_NEAR(cow.confidence, 0.4, 1e-6);  // 0.8 * 0.5
    EXPECT_NEAR(cow.box.x, (20 - 8 * std::exp(-0.5)) / 32, 1e-6);
    EXPECT_NEAR(cow.box.width, std::exp(-0.5) / 2, 1e-6);
    EXPECT_EQ(cow.box.y, 0);  // from -4 to 12 of 16 rows: its upper quarter lies above the picture
    EXPECT_NEAR(cow.box.height, 0.75, 1e-6);
    const auto& person = (*found)[1];
    EXPECT_EQ(person.category, Category::person);
    EXPECT_NEAR(person.confidence, 0.9, 1e-6);
    EXPECT_NEAR(person.box.x, 12.0 / 32, 1e-6);
    EXPECT_NEAR(person.box.y, 12.0 / 16, 1e-6);
    EXPECT_NEAR(person.box.width, 8.0 / 32, 1e-6);
    EXPECT_NEAR(person.box.height, 4.0 / 16, 1e-6);  // its lower half is padding
}

TEST(YoloxRaw, CentredLetterboxIsTakenOff) {
    std::vector<float> values(5 * 8, 0.0F);
    const float coarse[8] = {0.5F, 0.5F, std::log(0.25F), std::log(0.25F), 0.9F, 1, 0, 0};
    std::copy_n(coarse, 8, values.begin() + 32);
    const int strides[] = {16, 32};
    const auto found = decode_yolox_raw({{1, 5, 8}, values}, strides, asked({0, 8, 32, 16}, 0.3));
    ASSERT_TRUE(found);
    ASSERT_EQ(found->size(), 1U);
    EXPECT_NEAR((*found)[0].box.y, 0.25, 1e-6);
    EXPECT_NEAR((*found)[0].box.height, 0.5, 1e-6);
}

TEST(YoloxRaw, HugeSizesAndWrongShapesAreNoCrash) {
    std::vector<float> values(5 * 8, 0.0F);
    const float wild[8] = {0, 0, 1e30F, 0, 1, 1, 0, 0};
    std::copy_n(wild, 8, values.begin());
    const int strides[] = {16, 32};
    const auto found = decode_yolox_raw({{1, 5, 8}, values}, strides, asked({0, 0, 32, 32}, 0.3));
    ASSERT_TRUE(found);
    EXPECT_TRUE(found->empty());
    EXPECT_FALSE(decode_yolox_raw({{1, 4, 8}, values}, strides, asked({0, 0, 32, 32}, 0.3)));
    EXPECT_FALSE(decode_yolox_raw({{1, 5, 7}, values}, strides, asked({0, 0, 32, 32}, 0.3)));
}

}  // namespace
}  // namespace serow::vision
