#include "card/hash_book.h"

#include <gtest/gtest.h>

#include <chrono>
#include <fstream>

#include "folder.h"

namespace serow::card {
namespace {

using testing::Folder;
// printf one | sha256sum
constexpr auto hash_of_one = "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed";

struct HashBookTest : ::testing::Test {
    Folder card, cache;
    std::string hash(HashBook& book, const std::string& path, HashBook::Use use = HashBook::Use::book) {
        return value_or_throw(book.hash(card.path(), path, use)).sha256.hex;
    }
    std::filesystem::path file_of_book() { return std::filesystem::directory_iterator(cache.path())->path(); }
};

TEST_F(HashBookTest, AnotherRunNeedNotReadTheFile) {
    card.put("DCIM/a.jpg", "one");
    {
        HashBook book(cache.path(), card.path());
        EXPECT_EQ(hash(book, "DCIM/a.jpg"), hash_of_one);
        EXPECT_EQ(book.remembered(), 0u);
    }
    HashBook book(cache.path(), card.path());
    EXPECT_EQ(hash(book, "DCIM/a.jpg"), hash_of_one);
    EXPECT_EQ(book.remembered(), 1u);
    EXPECT_EQ(hash(book, "DCIM/a.jpg", HashBook::Use::fresh), hash_of_one);
    EXPECT_EQ(book.remembered(), 1u);
}

TEST_F(HashBookTest, AnotherCardAtTheSamePlaceIsRead) {
    const auto file = card.put("IMG_0001.JPG", "one");
    const auto time = std::filesystem::last_write_time(file);
    {
        HashBook book(cache.path(), card.path());
        hash(book, "IMG_0001.JPG");
    }
    // Same name, same length, same time, as a camera whose clock was never set would write it.
    std::ofstream(file, std::ios::binary) << "two";
    std::filesystem::last_write_time(file, time);
    HashBook book(cache.path(), card.path());
    // printf two | sha256sum
    EXPECT_EQ(hash(book, "IMG_0001.JPG"), "3fc4ccfe745870e2c0d99f71f30ff0656c8dedd41cc1d7d3d376b0dbe685e2f3");
    EXPECT_EQ(book.remembered(), 0u);
}

TEST_F(HashBookTest, ATornOrDamagedBookOnlyForgets) {
    card.put("a b.jpg", "one");
    card.put("c.jpg", "one");
    {
        HashBook book(cache.path(), card.path());
        hash(book, "a b.jpg");
        hash(book, "c.jpg");
    }
    const auto text = testing::content_of(file_of_book());
    std::ofstream(file_of_book(), std::ios::binary) << "no hash at all\n\n"
                                                    << std::string(64, 'z') << " 1.2.3 c.jpg\n"
                                                    << text.substr(0, text.size() - 3);
    {
        HashBook book(cache.path(), card.path());
        EXPECT_EQ(hash(book, "a b.jpg"), hash_of_one);
        EXPECT_EQ(hash(book, "c.jpg"), hash_of_one);
        EXPECT_EQ(book.remembered(), 1u);  // of the whole line
    }
    HashBook again(cache.path(), card.path());
    hash(again, "a b.jpg");
    hash(again, "c.jpg");
    EXPECT_EQ(again.remembered(), 2u);
}

TEST_F(HashBookTest, WithoutAPlaceItHashesAllTheSame) {
    card.put("a.jpg", "one");
    HashBook book("/proc/no/such/place", card.path());
    EXPECT_EQ(hash(book, "a.jpg"), hash_of_one);
    EXPECT_EQ(hash(book, "a.jpg"), hash_of_one);
    HashBook none;
    EXPECT_EQ(hash(none, "a.jpg"), hash_of_one);
}

TEST_F(HashBookTest, WhatCannotBeReadIsNamed) {
    HashBook book;
    const auto found = book.hash(card.path(), "gone.jpg");
    ASSERT_FALSE(found);
    EXPECT_EQ(found.error().code, Code::unreadable);
    EXPECT_NE(found.error().detail.find("gone.jpg"), std::string::npos);
}

}  // namespace
}  // namespace serow::card
