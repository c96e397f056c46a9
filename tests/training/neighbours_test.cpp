// Similar crops: by hand where they are few, against the exact search where they are many.
#include "training/neighbours.h"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>
#include <random>
#include <set>

namespace serow::training {
namespace {

using ::testing::ElementsAre;

using Bytes = std::vector<std::int8_t>;

TEST(Neighbours, FeaturesAreKeptInAByteEach) {
    EXPECT_EQ(in_bytes(std::vector<float>{0, 0.5F, -1, 2}), (Bytes{0, 32, -64, 127}));  // 31.75 and -63.5, away from 0
    EXPECT_EQ(in_bytes(std::vector<float>{3}), (Bytes{127}));
    EXPECT_TRUE(in_bytes({}).empty());
    EXPECT_TRUE(in_bytes(std::vector<float>{0, 0}).empty());
    EXPECT_TRUE(in_bytes(std::vector<float>{1, std::numeric_limits<float>::quiet_NaN()}).empty());
}

TEST(Neighbours, TheCosineIsThatOfTheAngle) {
    EXPECT_DOUBLE_EQ(cosine(Bytes{3, 4}, Bytes{6, 8}), 1);
    EXPECT_DOUBLE_EQ(cosine(Bytes{1, 0}, Bytes{0, 5}), 0);
    EXPECT_DOUBLE_EQ(cosine(Bytes{3, 4}, Bytes{4, 3}), 24.0 / 25);
    EXPECT_DOUBLE_EQ(cosine(Bytes{1, 0}, Bytes{-2, 0}), -1);
    EXPECT_DOUBLE_EQ(cosine(Bytes{-128, -128}, Bytes{-128, -128}), 1);
}

std::vector<float> drawn(std::mt19937& random, std::size_t width) {
    std::normal_distribution<float> normal;
    std::vector<float> features(width);
    for (auto& value : features) value = std::max(0.0F, normal(random));  // as behind a ReLU
    return features;
}

double exact_cosine(const std::vector<float>& a, const std::vector<float>& b) {
    double ab = 0, aa = 0, bb = 0;
    for (std::size_t i = 0; i < a.size(); ++i) {
        ab += static_cast<double>(a[i]) * static_cast<double>(b[i]);
        aa += static_cast<double>(a[i]) * static_cast<double>(a[i]);
        bb += static_cast<double>(b[i]) * static_cast<double>(b[i]);
    }
    return ab / std::sqrt(aa * bb);
}

TEST(Neighbours, AByteEachChangesTheCosineByLessThanAHundredth) {
    std::mt19937 random(1);
    for (int i = 0; i < 50; ++i) {
        const auto a = drawn(random, 1280), b = drawn(random, 1280);
        EXPECT_NEAR(cosine(in_bytes(a), in_bytes(b)), exact_cosine(a, b), 0.01);
    }
}

TEST(Neighbours, TheMostSimilarComeFirst) {
    Neighbours all(2);
    for (const auto& one : {Bytes{0, 100}, Bytes{100, 0}, Bytes{100, 100}, Bytes{50, 0}}) all.add(one);
    const auto found = all.nearest(Bytes{1, 0}, 3);
    ASSERT_EQ(found.size(), 3U);
    EXPECT_EQ(found[0].number, 1U);  // of equal ones the first
    EXPECT_EQ(found[1].number, 3U);
    EXPECT_EQ(found[2].number, 2U);
    EXPECT_NEAR(found[0].similarity, 1, 1e-6);
    EXPECT_NEAR(found[2].similarity, std::sqrt(0.5), 1e-6);
    EXPECT_EQ(all.nearest(Bytes{1, 0}, 9).size(), 4U);
    EXPECT_TRUE(Neighbours(2).nearest(Bytes{1, 0}, 3).empty());
}

// Clusters of 20 around 100 centres, as animals of a kind are; the graph begins after 300.
TEST(Neighbours, TheGraphFindsNearlyAllThatTheExactSearchFinds) {
    std::mt19937 random(2);
    std::normal_distribution<float> normal(0, 0.3F);
    Neighbours exact(64, 100'000), graph(64, 300);
    std::vector<Bytes> all;
    for (int centre = 0; centre < 100; ++centre) {
        const auto middle = drawn(random, 64);
        for (int i = 0; i < 20; ++i) {
            auto one = middle;
            for (auto& value : one) value += normal(random);
            all.push_back(in_bytes(one));
            exact.add(all.back());
            graph.add(all.back());
        }
    }
    int same = 0;
    for (std::size_t i = 0; i < all.size(); i += 10) {
        std::set<std::size_t> wanted;
        for (const auto& one : exact.nearest(all[i], 10)) wanted.insert(one.number);
        for (const auto& one : graph.nearest(all[i], 10)) same += wanted.contains(one.number) ? 1 : 0;
        EXPECT_EQ(graph.nearest(all[i], 1).front().number, i);
    }
    EXPECT_GE(same, 1980);  // of 2000
    EXPECT_EQ(graph.size(), 2000U);
    EXPECT_GT(graph.bytes(), 2000U * 64);
    EXPECT_LT(graph.bytes(), 2000U * 64 * 8);
}

}  // namespace
}  // namespace serow::training
