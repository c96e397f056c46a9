#include "journeys/side_by_side.h"

#include <gtest/gtest.h>

#include <thread>

#include "base/problem.h"

namespace serow::journeys {
namespace {

TEST(SideBySide, EachThreadDoesTheWork) {
    std::atomic<int> done{0};
    side_by_side(3, "counting", [&](const std::atomic<bool>&) { ++done; }, [] {});
    EXPECT_EQ(done, 3);
}

TEST(SideBySide, WhereOneFailsTheOthersAreToldAndItsProblemIsThrown) {
    std::atomic<bool> first{true};
    try {
        side_by_side(
            2, "counting",
            [&](const std::atomic<bool>& failed) {
                if (first.exchange(false)) throw Failure(Code::storage_full, "no room");
                while (!failed) std::this_thread::yield();
            },
            [] {});
        FAIL() << "nothing was thrown";
    } catch (const Failure& failure) {
        EXPECT_EQ(failure.problem().code, Code::storage_full);
        EXPECT_EQ(failure.problem().detail, "no room");
    }
}

TEST(SideBySide, NeverMoreThreadsThanJobsAndAtLeastOne) {
    EXPECT_EQ(thread_count(8, 3), 3U);
    EXPECT_EQ(thread_count(2, 3), 2U);
    EXPECT_EQ(thread_count(2, 0), 1U);
    EXPECT_GE(thread_count(0, 1000), 1U);
}

}  // namespace
}  // namespace serow::journeys
