// How many animals are missed, by a sample: against R's binom.test, by hand, and in simulated projects whose truth is
// known.
#include "review/measured_trust.h"

#include <gmock/gmock.h>

#include <cmath>
#include <iostream>
#include <numeric>
#include <random>

namespace serow::review {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

TEST(ExactInterval, IsThatOfRsBinomTest) {
    // binom.test(5, 100)$conf.int, binom.test(10, 20)$conf.int, and the example of its manual: binom.test(682, 925).
    const auto five = exact_interval(5, 100);
    EXPECT_NEAR(five.least, 0.01643188, 1e-8);
    EXPECT_NEAR(five.most, 0.11283491, 1e-8);
    const auto ten = exact_interval(10, 20);
    EXPECT_NEAR(ten.least, 0.2719578, 1e-7);
    EXPECT_NEAR(ten.most, 0.7280422, 1e-7);
    const auto mendel = exact_interval(682, 925);
    EXPECT_NEAR(mendel.least, 0.7076683, 1e-7);
    EXPECT_NEAR(mendel.most, 0.7654066, 1e-7);
}

TEST(ExactInterval, OfNothingFoundIsKnownByHand) {
    // (1 - p)^59 = 0.05
    EXPECT_NEAR(exact_most(0, 59), 1 - std::pow(0.05, 1.0 / 59), 1e-12);
    EXPECT_EQ(exact_interval(0, 59).least, 0);
    EXPECT_NEAR(exact_interval(0, 59).most, 1 - std::pow(0.025, 1.0 / 59), 1e-12);
    EXPECT_EQ(exact_most(7, 7), 1);
    EXPECT_EQ(exact_most(0, 0), 1);
    EXPECT_EQ(exact_interval(0, 0).most, 1);
}

TEST(Draws, AreAsManyAsTheBoundNeeds) {
    EXPECT_EQ(draws_for(0.01, 1'000'000), 299);  // 0.99^298 > 0.05 >= 0.99^299
    EXPECT_EQ(draws_for(0.05, 1'000'000), 59);
    EXPECT_EQ(draws_for(0.05, 40), 40) << "all are looked at";
    EXPECT_EQ(draws_for(0.05, 0), 0);
    const auto one = draws_for(0.05, 1'000'000, 1);
    EXPECT_LE(exact_most(1, one), 0.05);
    EXPECT_GT(exact_most(1, one - 1), 0.05);
}

TEST(Draws, AreSharedByMedia) {
    const std::vector<Stratum> strata{{"P01", false, 500}, {"P01", true, 300}, {"P02", false, 199}, {"P02", true, 1}};
    Chance chance(1);
    int last = 0;  // 19.9 and 0.1: one draw in ten is of the last stratum
    for (int time = 0; time < 2000; ++time) {
        const auto drawn = allocate(strata, 100, chance);
        ASSERT_THAT(drawn, ::testing::AnyOf(ElementsAre(50, 30, 20, 0), ElementsAre(50, 30, 19, 1)));
        last += static_cast<int>(drawn[3]);
    }
    EXPECT_NEAR(last, 200, 55);  // four standard deviations of a binomial
    EXPECT_THAT(allocate(strata, 5000, chance), ElementsAre(500, 300, 199, 1));
    EXPECT_THAT(allocate(strata, 0, chance), Each(0));
    EXPECT_TRUE(allocate({}, 10, chance).empty());
}

TEST(Draws, ComeFromEachOfManySmallStrata) {
    const std::vector<Stratum> strata(200, {"P", false, 3});
    Chance chance(2);
    std::vector<std::int64_t> all(200);
    for (int time = 0; time < 1000; ++time) {
        const auto drawn = allocate(strata, 59, chance);
        ASSERT_EQ(std::accumulate(drawn.begin(), drawn.end(), 0), 59);
        for (std::size_t i = 0; i < drawn.size(); ++i) all[i] += drawn[i];
    }
    // 295 of each are awaited; five standard deviations of a binomial.
    EXPECT_THAT(all, Each(::testing::AllOf(::testing::Gt(220), ::testing::Lt(370))));
}

TEST(Draws, AreAsLikelyForEachMedium) {
    const std::vector<Stratum> strata{{"P01", false, 5}, {"P01", true, 2}, {"P02", false, 13}};
    Chance chance(3);
    std::vector<std::vector<int>> times{std::vector<int>(5), std::vector<int>(2), std::vector<int>(13)};
    std::vector<int> first(3);
    for (int time = 0; time < 10'000; ++time) {
        const auto sample = draw_sample(strata, 7, chance);
        ASSERT_EQ(sample.size(), 7U);
        std::vector<std::vector<int>> seen{std::vector<int>(5), std::vector<int>(2), std::vector<int>(13)};
        for (const auto& draw : sample)
            ASSERT_EQ(++seen.at(draw.stratum).at(static_cast<std::size_t>(draw.medium)), 1) << "nothing is put back";
        for (std::size_t i = 0; i < seen.size(); ++i)
            for (std::size_t n = 0; n < seen[i].size(); ++n) times[i][n] += seen[i][n];
        ++first[sample[0].stratum];
    }
    // 7 of 20 each: 3500 of 10 000, with a standard deviation of 48.
    for (const auto& stratum : times)
        EXPECT_THAT(stratum, Each(::testing::AllOf(::testing::Gt(3260), ::testing::Lt(3740))));
    // Whichever comes first is as likely of any medium: 5, 2 and 13 of 20.
    EXPECT_NEAR(first[0], 2500, 220);
    EXPECT_NEAR(first[1], 1000, 150);
    EXPECT_NEAR(first[2], 6500, 240);
}

TEST(Draws, AreTheSameOfTheSameSeed) {
    const std::vector<Stratum> strata{{"P01", false, 50}, {"P02", true, 20}};
    Chance one(7), same(7), other(8);
    const auto sample = draw_sample(strata, 20, one);
    EXPECT_EQ(sample, draw_sample(strata, 20, same));
    EXPECT_NE(sample, draw_sample(strata, 20, other));
}

TEST(TrustedShares, InProportionAllDrawsCountTogether) {
    const std::vector<Reviewed> reviewed{{{"P01", false, 600}, 60, 0}, {{"P01", true, 400}, 40, 5}};
    const auto all = trusted_share(reviewed);
    EXPECT_EQ(all.media, 1000);
    EXPECT_EQ(all.drawn, 100);
    EXPECT_EQ(all.missed, 5);
    EXPECT_NEAR(all.share, 0.05, 1e-12);
    EXPECT_NEAR(all.interval.most, 0.11283491, 1e-8);
    EXPECT_NEAR(all.most, exact_most(5, 100), 1e-12);
}

TEST(TrustedShares, OutOfProportionEachStratumStandsForItself) {
    // By night nobody looked: all of it may be missed.
    const auto half = trusted_share(std::vector<Reviewed>{{{"P01", false, 500}, 500, 0}, {{"P01", true, 500}, 0, 0}});
    EXPECT_NEAR(half.most, 0.5, 1e-12);
    const auto both = trusted_share(std::vector<Reviewed>{{{"P01", false, 500}, 100, 0}, {{"P01", true, 500}, 20, 2}});
    EXPECT_NEAR(both.share, 0.05, 1e-12);
    EXPECT_NEAR(both.most, (exact_most(0, 100, 0.975) + exact_most(2, 20, 0.975)) / 2, 1e-12);
    EXPECT_GT(both.most, exact_most(2, 120));
}

TEST(TrustedShares, WhereAllWasLookedAtTheShareIsKnown) {
    const auto all = trusted_share(std::vector<Reviewed>{{{"P01", false, 30}, 30, 3}, {{"P02", false, 70}, 70, 0}});
    EXPECT_NEAR(all.most, 0.03, 1e-12);
    EXPECT_NEAR(all.interval.least, 0.03, 1e-12);
    EXPECT_EQ(trusted_share({}).most, 0);
}

struct Simulated {
    int covered = 0, at_most = 0;
};

// Projects of 1 to 20 points by day and night, of very different sizes and with very different shares of missed
// animals; `of` draws from each without putting back.
Simulated simulate(int projects, std::int64_t of, std::uint64_t seed) {
    std::mt19937_64 random(seed);
    Chance chance(seed + 1);
    Simulated counted;
    for (int project = 0; project < projects; ++project) {
        std::vector<Stratum> strata;
        std::vector<std::int64_t> missed;
        std::int64_t media = 0, all_missed = 0;
        const double typical = std::pow(10, -3 + 2 * std::uniform_real_distribution(0.0, 1.0)(random));  // 0.1 to 10 %
        const int points = std::uniform_int_distribution(1, 20)(random);
        for (int point = 0; point < points; ++point)
            for (const bool by_night : {false, true}) {
                const auto size = static_cast<std::int64_t>(std::exp(std::uniform_real_distribution(2.0, 8.0)(random)));
                const double share = std::min(1.0, typical * std::exponential_distribution(1.0)(random));
                strata.push_back({std::to_string(point), by_night, size});
                missed.push_back(std::binomial_distribution<std::int64_t>(size, share)(random));
                media += size;
                all_missed += missed.back();
            }
        const auto drawn = allocate(strata, of, chance);
        std::vector<Reviewed> reviewed;
        for (std::size_t i = 0; i < strata.size(); ++i) {
            Reviewed one{strata[i], drawn[i], 0};
            auto left = missed[i];
            for (std::int64_t n = 0; n < drawn[i]; ++n) {
                if (std::uniform_int_distribution<std::int64_t>(0, strata[i].media - n - 1)(random) >= left) continue;
                ++one.missed;
                --left;
            }
            reviewed.push_back(one);
        }
        const auto told = trusted_share(reviewed);
        const double truth = static_cast<double>(all_missed) / static_cast<double>(media);
        counted.covered += told.interval.least <= truth && truth <= told.interval.most ? 1 : 0;
        counted.at_most += truth <= told.most ? 1 : 0;
    }
    return counted;
}

TEST(TrustedShares, HoldTheTruthInAtLeast94OfAHundredSimulatedProjects) {
    for (const std::int64_t draws : {59, 299, 1000}) {
        SCOPED_TRACE(draws);
        const auto counted = simulate(1000, draws, static_cast<std::uint64_t>(draws));
        EXPECT_GE(counted.covered, 940);
        EXPECT_GE(counted.at_most, 940);
        std::cout << draws << " draws: the interval holds the truth in " << counted.covered << ", the bound in "
                  << counted.at_most << " of 1000\n";
    }
}

}  // namespace
}  // namespace serow::review
