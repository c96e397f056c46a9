#include "share/zip_reader.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <format>
#include <fstream>

#include "share/zip_stream.h"

namespace serow::share {
namespace {

namespace fs = std::filesystem;

class ZipReaderTest : public testing::Test {
protected:
    ~ZipReaderTest() override { fs::remove(file); }

    // A zip of one file after another.
    void write(const std::vector<std::pair<std::string, std::string>>& entries) {
        std::ofstream out(file, std::ios::binary | std::ios::trunc);
        ZipStream zip([&](std::span<const std::byte> bytes) {
            out.write(reinterpret_cast<const char*>(bytes.data()), static_cast<std::streamsize>(bytes.size()));
        });
        for (const auto& [name, content] : entries) {
            zip.begin_entry(name);
            zip.write(content);
        }
        zip.finish();
    }
    Result<std::string> content_of_first(const ZipLimits& limits) {
        auto zip = ZipReader::open(file, limits);
        if (!zip) return std::unexpected(zip.error());
        auto entry = zip->next();
        if (!entry) return std::unexpected(entry.error());
        std::string content;
        auto done = zip->read([&](std::span<const std::byte> piece) {
            content.append(reinterpret_cast<const char*>(piece.data()), piece.size());
        });
        if (!done) return std::unexpected(done.error());
        return content;
    }

    fs::path file = fs::temp_directory_path() / std::format("serow-zip-{}.zip", ::getpid());
};

TEST_F(ZipReaderTest, FilesComeInTheirOrder) {
    write({{"DCIM/a.jpg", "one"}, {"b.jpg", ""}});
    auto zip = value_or_throw(ZipReader::open(file));
    auto first = value_or_throw(zip.next());
    ASSERT_TRUE(first);
    EXPECT_EQ(first->name, "DCIM/a.jpg");
    EXPECT_FALSE(first->is_encrypted);
    // Passed over without being read.
    auto second = value_or_throw(zip.next());
    ASSERT_TRUE(second);
    EXPECT_EQ(second->name, "b.jpg");
    EXPECT_FALSE(value_or_throw(zip.next()));
    EXPECT_EQ(content_of_first({}).value(), "one");
}

TEST_F(ZipReaderTest, ABombIsSeenWhileItUnpacks) {
    write({{"a.jpg", std::string(4 << 20, 'a')}});
    EXPECT_EQ(content_of_first({}).value().size(), std::size_t{4} << 20);  // small enough to be harmless
    EXPECT_EQ(content_of_first({.ratio = 20, .ratio_floor_bytes = 1 << 20}).error().code, Code::too_large);
    EXPECT_EQ(content_of_first({.entry_bytes = 1000}).error().code, Code::too_large);
}

TEST_F(ZipReaderTest, ThereIsAMostOfEntries) {
    write({{"a.jpg", "a"}, {"b.jpg", "b"}, {"c.jpg", "c"}});
    auto zip = value_or_throw(ZipReader::open(file, {.entries = 2}));
    EXPECT_TRUE(zip.next());
    EXPECT_TRUE(zip.next());
    EXPECT_EQ(zip.next().error().code, Code::too_large);
}

TEST_F(ZipReaderTest, WhatIsNoneIsUnreadable) {
    write({{"a.jpg", "one"}});
    const auto size = fs::file_size(file);
    for (const auto kept : {size - 10, size / 2, std::uintmax_t{0}}) {
        fs::resize_file(file, kept);
        const auto opened = ZipReader::open(file);
        ASSERT_FALSE(opened) << kept;
        EXPECT_EQ(opened.error().code, Code::unreadable);
    }
    std::ofstream(file) << "this is a text";
    EXPECT_EQ(ZipReader::open(file).error().code, Code::unreadable);
    EXPECT_EQ(ZipReader::open("/no/such.zip").error().code, Code::unreadable);
}

TEST(EntryNames, MustStayBelowTheRoot) {
    for (const auto* name : {"a.jpg", "DCIM/100/IMG 1.JPG", "羚/牛.jpg", "..a.jpg", "a..", "x/...jpg"})
        EXPECT_EQ(fault_of_entry_name(name), "") << name;
    for (const auto* name :
         {"", "/etc/a.jpg", "../a.jpg", "x/../../a.jpg", "x/..", "C:/a.jpg", "C:a.jpg", R"(\\server\a.jpg)",
          R"(\a.jpg)", R"(..\a.jpg)", R"(x\..\a.jpg)", "a\nb.jpg", "x//a.jpg", "./a.jpg", "x/"})
        EXPECT_NE(fault_of_entry_name(name), "") << name;
    EXPECT_NE(fault_of_entry_name(std::string(5000, 'a')), "");
}

}  // namespace
}  // namespace serow::share
