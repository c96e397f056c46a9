#include "media/whole.h"

#include <gtest/gtest.h>
#include <unistd.h>

#include <fstream>
#include <string>

namespace serow::media {
namespace {

namespace fs = std::filesystem;

std::string big_endian(std::uint32_t value) {
    return {static_cast<char>(value >> 24), static_cast<char>(value >> 16), static_cast<char>(value >> 8),
            static_cast<char>(value)};
}

std::string box(const std::string& type, const std::string& content) {
    return big_endian(static_cast<std::uint32_t>(content.size() + 8)) + type + content;
}

class WholeTest : public ::testing::Test {
protected:
    ~WholeTest() override { fs::remove(file); }
    Whole whole(const std::string& bytes) {
        std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
        return is_whole(file);
    }
    fs::path file = fs::temp_directory_path() / ("serow-whole-" + std::to_string(::getpid()));
};

const std::string jpeg_head = std::string("\xFF\xD8\xFF\xE0\x00\x10JFIF\x00\x01\x01\x00\x00\x01\x00\x01\x00\x00", 20);

TEST_F(WholeTest, AJpegEndsWithItsMark) {
    const auto body = jpeg_head + std::string(100'000, 'x');
    EXPECT_EQ(whole(body + "\xFF\xD9"), Whole::yes);
    EXPECT_EQ(whole(body), Whole::no);
    EXPECT_EQ(whole(body + "\xFF\xD9" + std::string(20'000, '\0')), Whole::yes) << "filled up to a sector";
    EXPECT_EQ(whole(body + "\xFF\xD9" + std::string(2'000, 't')), Whole::yes) << "a camera's own words behind it";
    EXPECT_EQ(whole(jpeg_head + "thumbnail\xFF\xD9" + std::string(100'000, 'x')), Whole::no);
}

TEST_F(WholeTest, AnMp4EndsWithItsLastBox) {
    const auto head = box("ftyp", "isom\0\0\0\0isom");
    const auto film = head + box("mdat", std::string(5'000, 'v')) + box("moov", std::string(500, 'i'));
    EXPECT_EQ(whole(film), Whole::yes);
    EXPECT_EQ(whole(film.substr(0, film.size() - 1)), Whole::no);
    EXPECT_EQ(whole(film.substr(0, 3'000)), Whole::no);
    EXPECT_EQ(whole(head + box("mdat", std::string(5'000, 'v'))), Whole::no) << "the index comes last";
}

TEST_F(WholeTest, AnMp4OfBoxesWithoutAnEndIsNotWalkedThrough) {
    auto film = box("ftyp", "isom\0\0\0\0isom") + box("moov", "i");
    const auto crumb = box("free", "");
    for (int i = 0; i < 1'000; ++i) film += crumb;
    EXPECT_EQ(whole(film), Whole::yes);
    for (int i = 0; i < 100'000; ++i) film += crumb;
    EXPECT_EQ(whole(film), Whole::unknown);
}

TEST_F(WholeTest, AnAviHasTheBytesThatItsHeadSays) {
    const std::string body = "AVI LIST" + std::string(992, 'a');  // 1000 bytes
    const auto head = std::string("RIFF") + std::string("\xE8\x03\x00\x00", 4);
    EXPECT_EQ(whole(head + body), Whole::yes);
    EXPECT_EQ(whole((head + body).substr(0, 900)), Whole::no);
}

TEST_F(WholeTest, OfOthersNothingIsKnown) {
    EXPECT_EQ(whole("\x89PNG\r\n\x1a\n half a picture"), Whole::unknown);
    EXPECT_EQ(whole(""), Whole::unknown);
    EXPECT_EQ(is_whole("/no/such/file"), Whole::unknown);
}

}  // namespace
}  // namespace serow::media
