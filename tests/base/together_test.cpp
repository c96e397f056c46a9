#include "base/together.h"

#include <gtest/gtest.h>

#include <atomic>
#include <future>
#include <latch>
#include <set>
#include <stdexcept>
#include <thread>

namespace serow {
namespace {

using Numbers = Together<int, int>;

TEST(Together, WhatComesMeanwhileIsWorkedOnAtOnce) {
    Numbers numbers;
    std::vector<std::size_t> sizes;  // of the batches; one is worked on at a time
    std::set<int> seen;
    std::atomic<int> waiting{0};
    const auto work = [&](std::span<int* const> pieces) {
        // The first holds the others up until all of them wait.
        if (sizes.empty())
            while (waiting < 5) std::this_thread::yield();
        sizes.push_back(pieces.size());
        for (const int* piece : pieces) seen.insert(*piece);
    };
    std::latch begun(1);
    std::vector<std::jthread> threads;
    threads.emplace_back([&] {
        int first = 0;
        numbers.join(7, first, [&](std::span<int* const> pieces) {
            if (*pieces.front() == 0) begun.count_down();
            work(pieces);
        });
    });
    begun.wait();
    for (int i = 1; i <= 5; ++i)
        threads.emplace_back([&, i] {
            int own = i;
            ++waiting;
            numbers.join(7, own, work);
        });
    threads.clear();
    EXPECT_EQ(seen, (std::set<int>{0, 1, 2, 3, 4, 5}));
    EXPECT_EQ(sizes.front(), 1U);
    std::size_t all = 0;
    for (const auto size : sizes) all += size;
    EXPECT_EQ(all, 6U) << "each once";
}

TEST(Together, NeverMoreThanAllowed) {
    Numbers numbers(2);
    std::atomic<std::size_t> most{0}, all{0};
    {
        std::vector<std::jthread> threads;
        for (int i = 0; i < 16; ++i)
            threads.emplace_back([&, i] {
                int own = i;
                numbers.join(1, own, [&](std::span<int* const> pieces) {
                    std::this_thread::sleep_for(std::chrono::milliseconds(1));
                    all += pieces.size();
                    most = std::max(most.load(), pieces.size());
                });
            });
    }
    EXPECT_LE(most, 2U);
    EXPECT_EQ(all, 16U);
}

TEST(Together, WhoBringsWhatFailsIsToldAndNobodyElse) {
    Numbers numbers;
    std::latch begun(1);
    std::atomic<int> waiting{0}, faults{0}, good{0};
    const auto work = [&](std::span<int* const> pieces) {
        if (*pieces.front() == 0) {
            begun.count_down();
            while (waiting < 4) std::this_thread::yield();
            // Until they have really joined.
            std::this_thread::sleep_for(std::chrono::milliseconds(50));
        }
        for (const int* piece : pieces)
            if (*piece == 3) throw std::runtime_error("three");
        good += static_cast<int>(pieces.size());
    };
    const auto join = [&](int number) {
        try {
            numbers.join(1, number, work);
        } catch (const std::runtime_error& error) {
            EXPECT_EQ(number, 3);
            EXPECT_STREQ(error.what(), "three");
            ++faults;
        }
    };
    {
        std::vector<std::jthread> threads;
        threads.emplace_back([&] { join(0); });
        begun.wait();
        for (int i = 1; i <= 4; ++i)
            threads.emplace_back([&, i] {
                ++waiting;
                join(i);
            });
    }
    EXPECT_EQ(faults, 1);
    EXPECT_EQ(good, 4);
}

TEST(Together, KeysDoNotWaitForEachOther) {
    Numbers numbers;
    std::promise<void> other;
    std::jthread first([&] {
        int own = 1;
        // Ends only when the other key's work was done.
        numbers.join(1, own, [&](auto) { other.get_future().wait(); });
    });
    int own = 2;
    numbers.join(2, own, [&](auto) { other.set_value(); });
}

}  // namespace
}  // namespace serow
