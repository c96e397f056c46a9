// Cohorts of crops: by hand where they are few, by what must hold where they are drawn.
#include "training/cohorts.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <chrono>
#include <iostream>
#include <random>
#include <set>

#include "training/neighbours.h"

namespace serow::training {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;
using ::testing::SizeIs;
using Bytes = std::vector<std::int8_t>;

CohortCrop crop(std::string id, double score, const Bytes& features, std::string beside = "") {
    return {std::move(id), score, features, std::move(beside)};
}

TEST(Cohorts, OfNothingThereAreNone) {
    EXPECT_THAT(cohorts({}), IsEmpty());
}

// Directions in a plane, by their angle: a 0°, b 20°, c 40°, d 60°, e 150°. Cosine 0.9 is 25.8°.
TEST(Cohorts, TheCropThatMostOthersLookLikeLeads) {
    const Bytes a{100, 0}, b{94, 34}, c{77, 64}, d{50, 87}, e{-87, 50};
    const std::vector<CohortCrop> all{crop("a", 0.9, a), crop("b", 0.5, b), crop("c", 0.6, c), crop("d", 0.7, d),
                                      crop("e", 0.8, e)};
    // b is near a and c; c near b and d: two each. c is surer than b and leads; b and d go with it (d 20.3°, b 19.9°
    // by the rounded numbers), a is left alone, and so is e.
    const auto found = cohorts(all, {0.9, 60});
    ASSERT_THAT(found, SizeIs(2));
    EXPECT_EQ(found[0].by, Cohort::By::alike);
    EXPECT_EQ(found[0].members.front(), 2U);
    EXPECT_THAT(found[0].members, ::testing::UnorderedElementsAre(1, 2, 3));
    EXPECT_GE(cosine(c, all[found[0].members[1]].features), cosine(c, all[found[0].members[2]].features));
    EXPECT_DOUBLE_EQ(found[0].least_similarity, cosine(c, all[found[0].members[2]].features));
    EXPECT_EQ(found[1].by, Cohort::By::apart);
    EXPECT_THAT(found[1].members, ElementsAre(0, 4));  // the surest first
}

TEST(Cohorts, TheSimilarityThatIsAskedForIsEnough) {
    const Bytes a{3, 4}, b{4, 3};  // cosine 24/25 exactly
    const std::vector<CohortCrop> all{crop("a", 0.5, a), crop("b", 0.5, b)};
    EXPECT_THAT(cohorts(all, {0.96, 60}), SizeIs(1));
    EXPECT_EQ(cohorts(all, {0.96, 60})[0].by, Cohort::By::alike);
    EXPECT_EQ(cohorts(all, {0.9601, 60})[0].by, Cohort::By::apart);
    EXPECT_THAT(cohorts(all, {0.96, 60})[0].members, ElementsAre(0, 1));  // equal in all: the smaller id leads
}

TEST(Cohorts, NoneIsLargerThanAPersonLooksThrough) {
    const Bytes same{1, 2, 3};
    std::vector<CohortCrop> all;
    for (int i = 0; i < 7; ++i) all.push_back(crop(std::to_string(i), 0.1 * i, same));
    const auto found = cohorts(all, {0.8, 3});
    ASSERT_THAT(found, SizeIs(3));
    EXPECT_THAT(found[0].members, ElementsAre(6, 5, 4));
    EXPECT_THAT(found[1].members, ElementsAre(3, 2, 1));
    EXPECT_EQ(found[2].by, Cohort::By::apart);  // the seventh has nobody left
    EXPECT_THAT(found[2].members, ElementsAre(0));
    EXPECT_THAT(cohorts(all, {0.8, 1}), SizeIs(7));
}

TEST(Cohorts, WithoutFeaturesThoseOfOneEventAreTogether) {
    const std::vector<CohortCrop> all{crop("a", 0.5, {}, "event 1"), crop("b", 0.9, {}, "event 2"),
                                      crop("c", 0.6, {}, "event 1"), crop("d", 0.7, {}), crop("e", 0.4, {}, "event 1")};
    const auto found = cohorts(all, {0.8, 60});
    ASSERT_THAT(found, SizeIs(2));
    EXPECT_EQ(found[0].by, Cohort::By::together);
    EXPECT_THAT(found[0].members, ElementsAre(2, 0, 4));
    EXPECT_EQ(found[1].by, Cohort::By::apart);
    EXPECT_THAT(found[1].members, ElementsAre(1, 3));
}

TEST(Cohorts, TheLargestComeFirst) {
    const Bytes x{1, 0}, y{0, 1};
    const std::vector<CohortCrop> all{crop("a", 0.9, x),           crop("b", 0.9, x),
                                      crop("c", 0.1, {}, "event"), crop("d", 0.1, {}, "event"),
                                      crop("e", 0.1, {}, "event"), crop("f", 0.95, y)};
    const auto found = cohorts(all);
    ASSERT_THAT(found, SizeIs(3));
    EXPECT_EQ(found[0].by, Cohort::By::together);
    EXPECT_EQ(found[1].by, Cohort::By::alike);
    EXPECT_THAT(found[2].members, ElementsAre(5));
}

// Of what is drawn: some heaps in a space of twelve dimensions, some crops without features.
struct Drawn {
    std::vector<Bytes> features;
    std::vector<CohortCrop> crops;
};
Drawn draw(unsigned seed, std::size_t count) {
    std::mt19937 random(seed);
    std::normal_distribution<float> normal;
    std::vector<std::vector<float>> heaps(5, std::vector<float>(12));
    for (auto& heap : heaps)
        for (auto& value : heap) value = std::max(0.0F, 2 * normal(random));
    Drawn drawn;
    drawn.features.resize(count);
    for (std::size_t i = 0; i < count; ++i) {
        if (random() % 7 != 0) {
            auto features = heaps[random() % heaps.size()];
            for (auto& value : features) value = std::max(0.0F, value + 0.6F * normal(random));
            drawn.features[i] = in_bytes(features);
        }
        drawn.crops.push_back(crop("crop " + std::to_string(i), static_cast<double>(random() % 10) / 10, {},
                                   random() % 3 == 0 ? "" : "event " + std::to_string(random() % 6)));
    }
    for (std::size_t i = 0; i < count; ++i) drawn.crops[i].features = drawn.features[i];
    return drawn;
}

TEST(Cohorts, EachCropIsInExactlyOneAndAllLookLikeTheirLeader) {
    for (unsigned seed = 0; seed < 40; ++seed) {
        const auto drawn = draw(seed, 30 + 5 * seed);
        const CohortRule rule{0.85, 2 + seed % 20};
        std::multiset<std::size_t> seen;
        bool apart = false;
        std::size_t before = drawn.crops.size();
        for (const auto& cohort : cohorts(drawn.crops, rule)) {
            ASSERT_FALSE(cohort.members.empty());
            ASSERT_LE(cohort.members.size(), rule.most_members);
            seen.insert(cohort.members.begin(), cohort.members.end());
            EXPECT_FALSE(apart && cohort.by != Cohort::By::apart) << "those apart come last";
            apart = cohort.by == Cohort::By::apart;
            if (apart) continue;
            EXPECT_LE(cohort.members.size(), before) << "the largest come first";
            before = cohort.members.size();
            const auto& leader = drawn.crops[cohort.members.front()];
            double last = 1.0001;
            for (const auto i : cohort.members) {
                if (cohort.by == Cohort::By::together) {
                    EXPECT_TRUE(drawn.crops[i].features.empty());
                    EXPECT_EQ(drawn.crops[i].beside, leader.beside);
                    continue;
                }
                const double alike = cosine(leader.features, drawn.crops[i].features);
                EXPECT_GE(alike, rule.least_similarity - 1e-12);
                EXPECT_LE(alike, last + 1e-12) << "the most similar come first";
                last = alike;
            }
        }
        EXPECT_EQ(seen.size(), drawn.crops.size());
        EXPECT_EQ(std::set<std::size_t>(seen.begin(), seen.end()).size(), drawn.crops.size());
    }
}

TEST(Cohorts, TheOrderInWhichCropsAreGivenDoesNotMatter) {
    const auto ids = [](const std::vector<CohortCrop>& crops, const CohortRule& rule) {
        std::vector<std::vector<std::string>> out;
        for (const auto& cohort : cohorts(crops, rule)) {
            auto& one = out.emplace_back();
            for (const auto i : cohort.members) one.push_back(crops[i].id);
        }
        return out;
    };
    std::mt19937 random(7);
    for (unsigned seed = 100; seed < 120; ++seed) {
        auto drawn = draw(seed, 120);
        const CohortRule rule{0.85, 15};
        const auto once = ids(drawn.crops, rule);
        for (int round = 0; round < 3; ++round) {
            std::ranges::shuffle(drawn.crops, random);
            EXPECT_EQ(ids(drawn.crops, rule), once);
        }
    }
}

// The largest batch that the service reads, of features as MobileNetV2 has them.
TEST(Cohorts, TwoThousandOfFullWidth) {
    std::mt19937 random(3);
    std::vector<Bytes> heaps(40, Bytes(1280)), features(2000, Bytes(1280));
    for (auto& heap : heaps)
        for (auto& value : heap) value = static_cast<std::int8_t>(random() % 80);
    std::vector<CohortCrop> crops;
    for (std::size_t i = 0; i < features.size(); ++i) {
        for (std::size_t k = 0; k < 1280; ++k)
            features[i][k] = static_cast<std::int8_t>(heaps[i % 40][k] + static_cast<int>(random() % 40));
        crops.push_back(crop(std::to_string(i), 0.5, features[i]));
    }
    const auto begun = std::chrono::steady_clock::now();
    const auto found = cohorts(crops, {0.95, 60});
    std::cout << "2000 crops in "
              << std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - begun).count() << " ms\n";
    ASSERT_THAT(found, SizeIs(40));  // the heaps that they were drawn from
    for (const auto& cohort : found)
        for (const auto i : cohort.members) EXPECT_EQ(i % 40, cohort.members.front() % 40);
}

// No two crops that are left apart look like each other: nothing that could be settled together is left alone.
TEST(Cohorts, NothingAlikeIsLeftApart) {
    for (unsigned seed = 200; seed < 220; ++seed) {
        const auto drawn = draw(seed, 150);
        std::vector<std::size_t> alone;
        for (const auto& cohort : cohorts(drawn.crops, {0.85, 1000}))
            if (cohort.by == Cohort::By::apart)
                for (const auto i : cohort.members)
                    if (!drawn.crops[i].features.empty()) alone.push_back(i);
        for (const auto a : alone)
            for (const auto b : alone)
                EXPECT_TRUE(a == b || cosine(drawn.crops[a].features, drawn.crops[b].features) < 0.85);
    }
}

}  // namespace
}  // namespace serow::training
