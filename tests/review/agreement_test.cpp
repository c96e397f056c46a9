// Against the examples that Cohen and Krippendorff printed, and by hand.
#include "review/agreement.h"

#include <gtest/gtest.h>

#include <string_view>

// A namespace of its own: the files of a room are compiled as one.
namespace serow::review::agreement_cases {
namespace {

using camtrap::ObservationType;

// One line for each rater, one letter for each unit; a dot: not rated.
std::vector<Rating> table(std::initializer_list<std::string_view> raters) {
    std::vector<Rating> ratings;
    std::size_t rater = 0;
    for (const auto line : raters) {
        for (std::size_t unit = 0; unit < line.size(); ++unit)
            if (line[unit] != '.') ratings.push_back({unit, rater, static_cast<std::size_t>(line[unit])});
        ++rater;
    }
    return ratings;
}

// K. Krippendorff (2011), Computing Krippendorff's Alpha-Reliability, sections A, B and C.
TEST(Krippendorff, BinaryDataOfTwoObserversWithoutMissingData) {
    const auto found = krippendorff(table({"0100000010", "1110010000"}));
    EXPECT_EQ(found.units, 10U);
    EXPECT_EQ(found.ratings, 20U);
    EXPECT_NEAR(found.alpha.value(), 0.095, 0.0005);
    EXPECT_NEAR(found.agreement.value(), 0.6, 1e-12);
}
TEST(Krippendorff, NominalDataOfTwoObserversWithoutMissingData) {
    EXPECT_NEAR(krippendorff(table({"aabbdcccedda", "babbbccceddd"})).alpha.value(), 0.692, 0.0005);
}
TEST(Krippendorff, NominalDataOfAnyNumberOfObserversWithMissingData) {
    const auto found = krippendorff(table({"123321412...", "1233224125.3", ".3332342251.", "12332441251."}));
    EXPECT_NEAR(found.alpha.value(), 0.743, 0.0005);
    EXPECT_EQ(found.units, 11U) << "the last unit was rated by one observer alone";
    EXPECT_EQ(found.ratings, 40U);
}

TEST(Krippendorff, IsUndefinedWithoutVariationOrWithoutUnitsRatedTwice) {
    const auto same = krippendorff(table({"aaa", "aaa"}));
    EXPECT_FALSE(same.alpha);
    EXPECT_EQ(same.agreement, 1);
    const auto alone = krippendorff(table({"ab..", "..ab"}));
    EXPECT_FALSE(alone.alpha);
    EXPECT_FALSE(alone.agreement);
    EXPECT_EQ(alone.units, 0U);
    EXPECT_FALSE(krippendorff({}).alpha);
}
TEST(Krippendorff, PerfectAgreementIsOneAndWorseThanChanceBelowZero) {
    EXPECT_EQ(krippendorff(table({"ab", "ab"})).alpha, 1);
    // n = 4, nothing equal: D_o = 1; n_a = n_b = 2: D_e = 1 - (2 + 2) / (4 · 3) = 2/3.
    EXPECT_NEAR(krippendorff(table({"ab", "ba"})).alpha.value(), -0.5, 1e-12);
}

// J. Cohen (1960), table 2: 200 cases, p_o = 0.70, p_c = 0.41.
TEST(Cohen, ThePrintedExample) {
    constexpr int counts[3][3] = {{88, 14, 18}, {10, 40, 10}, {2, 6, 12}};
    std::vector<Rating> ratings;
    std::size_t unit = 0;
    for (std::size_t a = 0; a < 3; ++a)
        for (std::size_t b = 0; b < 3; ++b)
            for (int n = 0; n < counts[a][b]; ++n, ++unit) {
                ratings.push_back({unit, 4, b});
                ratings.push_back({unit, 2, a});
            }
    const auto found = cohen(ratings);
    ASSERT_EQ(found.size(), 1U);
    EXPECT_EQ(found[0].one, 2U);
    EXPECT_EQ(found[0].other, 4U);
    EXPECT_EQ(found[0].units, 200U);
    EXPECT_NEAR(found[0].agreement, 0.70, 1e-12);
    EXPECT_NEAR(found[0].kappa.value(), 0.492, 0.0005);
}
TEST(Cohen, EachTwoWhoShareAUnitAndNobodyElse) {
    const auto found = cohen(table({"ab..", "ab.a", "..ba"}));
    ASSERT_EQ(found.size(), 2U);
    EXPECT_EQ(found[0].kappa, 1) << "the first and the second, on two units";
    EXPECT_EQ(found[1].units, 1U) << "the second and the third; the first and the third share none";
    EXPECT_FALSE(found[1].kappa) << "both used one category: undefined";
    EXPECT_EQ(found[1].agreement, 1);
}
TEST(Cohen, ByHand) {
    // Equal in 2 of 4: p_o = 0.5; margins 3/4, 1/4 and 1/4, 3/4: p_c = 2 · 3/16 = 0.375; kappa = 0.125 / 0.625 = 0.2.
    EXPECT_NEAR(cohen(table({"aaab", "abbb"}))[0].kappa.value(), 0.2, 1e-12);
}

Seen animals(std::initializer_list<const char*> names) {
    Seen seen;
    for (const auto* name : names) seen.emplace_back(ObservationType::animal, name);
    return seen;
}

TEST(Agreement, ASpeciesAgainstTheRest) {
    // Two people, four media. Takin: equal in three of four; muntjac: equal in all.
    const std::vector<Coding> codings{{0, 0, animals({"Budorcas taxicolor"})},
                                      {0, 1, animals({"Budorcas taxicolor"})},
                                      {1, 0, animals({"Budorcas taxicolor", "Muntiacus reevesi"})},
                                      {1, 1, animals({"Muntiacus reevesi"})},
                                      {2, 0, {{ObservationType::blank, ""}}},
                                      {2, 1, {{ObservationType::blank, ""}}},
                                      {3, 0, {{ObservationType::blank, ""}}},
                                      {3, 1, {{ObservationType::blank, ""}}},
                                      {4, 1, animals({"Sus scrofa"})}};
    const auto report = agreement_of(codings);
    EXPECT_EQ(report.all.units, 4U) << "the fifth was seen by one person alone";
    EXPECT_NEAR(report.all.agreement.value(), 0.75, 1e-12) << "whole sets";
    ASSERT_EQ(report.taxa.size(), 3U) << "the wild boar is in no medium that two people looked at";
    const auto& takin =
        *std::ranges::find_if(report.taxa, [](const auto& t) { return t.taxon.second == "Budorcas taxicolor"; });
    EXPECT_EQ(takin.seen, 2U);
    // n = 8; there 3, not there 5: D_e = 1 - (3·2 + 5·4) / (8·7) = 30/56; D_o = 2/8; alpha = 1 - 0.25 · 56/30.
    EXPECT_NEAR(takin.alpha.alpha.value(), 1 - 0.25 * 56 / 30, 1e-12);
    const auto& muntjac =
        *std::ranges::find_if(report.taxa, [](const auto& t) { return t.taxon.second == "Muntiacus reevesi"; });
    EXPECT_EQ(muntjac.alpha.alpha, 1);
    EXPECT_EQ(muntjac.seen, 1U);
    ASSERT_EQ(report.raters.size(), 2U);
    EXPECT_EQ(report.raters[1].units, 4U);
    EXPECT_NEAR(report.raters[1].agreement.value(), 0.75, 1e-12);
}
TEST(Agreement, OfNobody) {
    const auto report = agreement_of({});
    EXPECT_TRUE(report.taxa.empty() && report.raters.empty() && report.pairs.empty());
    EXPECT_FALSE(report.all.alpha);
}

}  // namespace
}  // namespace serow::review::agreement_cases
