#include "store/cache.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <format>
#include <fstream>

namespace serow::store {
namespace {

namespace fs = std::filesystem;

class CacheTest : public testing::Test {
protected:
    void TearDown() override { fs::remove_all(folder); }
    void keep(Cache& cache, const std::string& name, std::size_t bytes) const {
        NewFile file(folder);
        const std::string text(bytes, name.front());
        file.write(std::as_bytes(std::span(text)));
        cache.keep(file, name);
    }
    // As if it had been read so many hours ago.
    void age(const std::string& name, int hours) const {
        fs::last_write_time(folder / "cache" / name.substr(0, 2) / name,
                            fs::file_time_type::clock::now() - std::chrono::hours(hours));
    }
    fs::path folder = [] {
        auto path = fs::temp_directory_path() / std::format("serow-cache-{}", ::getpid());
        fs::create_directories(path);
        return path;
    }();
};

TEST_F(CacheTest, WhatWasNotReadForLongestGoesFirst) {
    Cache cache(folder / "cache", 1000);
    for (const std::string name : {"aa", "bb", "cc"}) keep(cache, name, 300);
    age("aa", 3);
    age("bb", 2);
    age("cc", 1);
    EXPECT_TRUE(cache.find("aa")) << "reading makes it the newest";
    keep(cache, "dd", 300);
    EXPECT_TRUE(cache.find("aa"));
    EXPECT_FALSE(cache.find("bb"));
    EXPECT_TRUE(cache.find("cc"));
    EXPECT_TRUE(cache.find("dd"));
}

TEST_F(CacheTest, WhatIsHeldCanBeReadThoughItWasDropped) {
    Cache cache(folder / "cache", 1000);
    keep(cache, "aa", 600);
    const auto held = cache.find("aa");
    ASSERT_TRUE(held);
    age("aa", 1);
    keep(cache, "bb", 600);
    EXPECT_FALSE(cache.find("aa"));
    std::ifstream in(held->path());
    EXPECT_EQ(std::string(std::istreambuf_iterator<char>(in), {}), std::string(600, 'a'));
}

TEST_F(CacheTest, TheLastOneStaysHoweverLarge) {
    Cache cache(folder / "cache", 1000);
    keep(cache, "aa", 5000);
    EXPECT_TRUE(cache.find("aa"));
}

}  // namespace
}  // namespace serow::store
