#include "card/settling.h"

#include <gtest/gtest.h>

namespace serow::card {
namespace {

using namespace std::chrono_literals;

CardFile file(const std::string& path, std::uint64_t size, std::int64_t modified_ms = 1000) {
    return {path, size, modified_ms, NameKind::image};
}

std::vector<std::string> names(const std::vector<CardFile>& files) {
    std::vector<std::string> all;
    for (const auto& each : files) all.push_back(each.path);
    return all;
}

using Names = std::vector<std::string>;
const Settling::Time start{};

TEST(Settling, AFileThatGrowsIsLeftUntilItStays) {
    Settling settling(5s);
    const auto look = [&](std::uint64_t size, auto when) {
        const auto one = file("a.jpg", size);
        return names(settling.look(std::span(&one, 1), start + when));
    };
    EXPECT_EQ(look(100, 0s), Names{});
    EXPECT_EQ(look(200, 4s), Names{});
    EXPECT_EQ(look(200, 8s), Names{});
    EXPECT_EQ(settling.unsettled(), 1u);
    EXPECT_EQ(look(200, 9s), Names{"a.jpg"});
    EXPECT_EQ(settling.unsettled(), 0u);
    EXPECT_EQ(look(200, 30s), Names{"a.jpg"});
    // Written again.
    EXPECT_EQ(look(201, 31s), Names{});
}

TEST(Settling, AChangeOfTimeAloneCounts) {
    Settling settling(5s);
    const auto before = file("a.jpg", 1, 1000);
    const auto after = file("a.jpg", 1, 1001);
    settling.look(std::span(&before, 1), start);
    EXPECT_EQ(names(settling.look(std::span(&after, 1), start + 6s)), Names{});
    EXPECT_EQ(names(settling.look(std::span(&after, 1), start + 11s)), Names{"a.jpg"});
}

TEST(Settling, AnEmptyFileWaitsTenTimesAsLong) {
    Settling settling(5s);
    const auto empty = file("a.jpg", 0);
    settling.look(std::span(&empty, 1), start);
    EXPECT_EQ(names(settling.look(std::span(&empty, 1), start + 49s)), Names{});
    EXPECT_EQ(names(settling.look(std::span(&empty, 1), start + 50s)), Names{"a.jpg"});
}

TEST(Settling, WhatWasAwayBeginsAnew) {
    Settling settling(5s);
    const auto one = file("a.jpg", 1);
    settling.look(std::span(&one, 1), start);
    settling.look({}, start + 4s);
    EXPECT_EQ(names(settling.look(std::span(&one, 1), start + 6s)), Names{});
}

TEST(Settling, WithoutAQuietTimeEverythingIsWhole) {
    Settling settling(0s);
    const std::vector files{file("a.jpg", 1), file("b.jpg", 0)};
    EXPECT_EQ(names(settling.look(files, start)), (Names{"a.jpg", "b.jpg"}));
}

}  // namespace
}  // namespace serow::card
