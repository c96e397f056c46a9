// The order of review, by hand and by what must hold of any event.
#include "review/order.h"

#include <gmock/gmock.h>

#include <cmath>
#include <numeric>
#include <random>
#include <string>

namespace serow::review {
namespace {

using ::testing::DoubleNear;
using ::testing::ElementsAre;
using ::testing::Pair;

double total(const WaitingEvent& event) {
    const auto shares = worth_of(event);
    return std::accumulate(shares.begin(), shares.end(), 0.0,
                           [](double sum, const auto& one) { return sum + one.share; });
}

std::vector<std::pair<std::string, double>> told(const WaitingEvent& event) {
    std::vector<std::pair<std::string, double>> list;
    for (const auto& share : worth_of(event)) list.emplace_back(word(share.reason), share.share);
    return list;
}

const auto about = [](std::string reason, double share) { return Pair(std::move(reason), DoubleNear(share, 1e-12)); };

TEST(Worth, IsTheSumOfItsReasonsTheWeightiestFirst) {
    // d = 0.75, r = 1/sqrt(1 + 8) = 1/3, u = 1 - 0.41, e = 1/sqrt(1 + 3) = 1/2.
    EXPECT_THAT(told({.machines_differ = true, .surest = 0.41, .settled_alike = 8, .reviewed_nights = 3}),
                ElementsAre(about("machines_differ", 0.3), about("unsure", 0.118), about("rare", 0.25 / 3),
                            about("little_reviewed", 0.075)));
    EXPECT_NEAR(total({.machines_differ = true, .surest = 0.41, .settled_alike = 8, .reviewed_nights = 3}),
                0.3 + 0.118 + 0.083333333333 + 0.075, 1e-9);
}

TEST(Worth, OfPeopleWhoDifferIsMoreThanOfMachinesAndOfThoseMoreThanOfWaiting) {
    const double nights = 99;  // e = 0.1
    EXPECT_THAT(
        told({.people_differ = true, .machines_differ = true, .awaits_another = true, .reviewed_nights = nights}),
        ElementsAre(about("people_differ", 0.4), about("little_reviewed", 0.015)));
    EXPECT_THAT(told({.machines_differ = true, .awaits_another = true, .reviewed_nights = nights}),
                ElementsAre(about("machines_differ", 0.3), about("little_reviewed", 0.015)));
    EXPECT_THAT(told({.awaits_another = true, .reviewed_nights = nights}),
                ElementsAre(about("awaits_another", 0.2), about("little_reviewed", 0.015)));
}

TEST(Worth, OfTheFirstOfATaxonAtANewPointThatNobodyLookedAt) {
    EXPECT_THAT(told({.not_looked_at = true, .surest = 0.99, .settled_alike = 0}),
                ElementsAre(about("rare", 0.25), about("not_looked_at", 0.2), about("little_reviewed", 0.15)));
    EXPECT_DOUBLE_EQ(total({.people_differ = true, .not_looked_at = true, .settled_alike = 0}), 1);
}

TEST(Worth, OfASureBlankIsItsPointAlone) {
    EXPECT_THAT(told({.surest = 1, .reviewed_nights = 3}), ElementsAre(about("little_reviewed", 0.075)));
    EXPECT_THAT(told({.reviewed_nights = 3}), ElementsAre(about("little_reviewed", 0.075)));
}

TEST(Worth, TakesNumbersOutOfRangeAsTheNearestWithin) {
    EXPECT_DOUBLE_EQ(total({.surest = -2, .reviewed_nights = -5}), total({.surest = 0}));
    EXPECT_DOUBLE_EQ(total({.surest = 7}), total({.surest = 1}));
}

// A settled event is worth 0: every one in which something waits must be worth more. And no reason more may make less.
TEST(Worth, OfAnythingThatWaitsIsAboveNothingAndGrowsWithEachReason) {
    std::mt19937 random(4);
    std::uniform_real_distribution<double> share(0, 1);
    const auto chance = [&] { return share(random) < 0.5; };
    for (int round = 0; round < 20'000; ++round) {
        WaitingEvent event{chance(), chance(), chance(), chance(), {}, {}, std::pow(10, 6 * share(random) - 1)};
        if (chance()) event.surest = share(random);
        if (chance()) event.settled_alike = static_cast<std::int64_t>(std::pow(10, 6 * share(random)));
        const double worth = total(event);
        ASSERT_GT(worth, 0);
        ASSERT_LE(worth, 1 + 1e-12);

        std::vector<WaitingEvent> more(8, event);
        more[0].people_differ = more[1].machines_differ = more[2].awaits_another = more[3].not_looked_at = true;
        if (event.surest) more[4].surest = *event.surest * share(random);
        if (event.settled_alike) more[5].settled_alike = *event.settled_alike / 2;
        more[6].reviewed_nights = event.reviewed_nights * share(random);
        more[7].settled_alike = event.settled_alike ? *event.settled_alike : 100;
        for (const auto& other : more) ASSERT_GE(total(other), worth - 1e-12);
    }
}

}  // namespace
}  // namespace serow::review
