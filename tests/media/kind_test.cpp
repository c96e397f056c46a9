// Types by content; the name is never asked.
#include "media/kind.h"

#include <gtest/gtest.h>

#include "base/problem.h"
#include "media/shared.h"

namespace serow::media {
namespace {

using namespace std::string_view_literals;

FileType type_of(std::string_view head) {
    return sniff(std::as_bytes(std::span(head)));
}

TEST(Sniff, KnowsTheFormatsOfCardsByTheirFirstBytes) {
    struct Row {
        std::string_view head;
        const char* mediatype;
        Kind kind;
        bool supported;
    };
    const Row rows[] = {
        {"\xFF\xD8\xFF\xE1\x00\x00"sv, "image/jpeg", Kind::image, true},
        {"\x89PNG\r\n\x1A\n"sv, "image/png", Kind::image, true},
        {"GIF89a...."sv, "image/gif", Kind::image, true},
        {"II*\0\x08\0\0\0"sv, "image/tiff", Kind::image, true},
        {"MM\0*\0\0\0\x08"sv, "image/tiff", Kind::image, true},
        {"RIFF\x24\0\0\0WEBPVP8 "sv, "image/webp", Kind::image, true},
        {"RIFF\x24\0\0\0AVI LIST"sv, "video/x-msvideo", Kind::video, true},
        {"RIFF\x24\0\0\0WAVEfmt "sv, "audio/vnd.wave", Kind::other, false},
        {"\0\0\0\x18"
         "ftypmp42\0\0\0\0"sv,
         "video/mp4", Kind::video, true},
        {"\0\0\0\x14"
         "ftypqt  \0\0\0\0"sv,
         "video/quicktime", Kind::video, true},
        {"\0\0\0\x18"
         "ftyp3gp4\0\0\0\0"sv,
         "video/3gpp", Kind::video, true},
        {"\0\0\0\x18"
         "ftypheic\0\0\0\0"sv,
         "image/heic", Kind::image, false},
        {"\0\0\x10\0moov\0\0\0\0"sv, "video/quicktime", Kind::video, true},
        {"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\x82\x84webm"sv, "video/webm", Kind::video, true},
        {"\x1A\x45\xDF\xA3\x9F\x42\x86\x81\x01\x42\x82\x88matroska"sv, "video/x-matroska", Kind::video, true},
        {"\x30\x26\xB2\x75\x8E\x66\xCF\x11\xA6\xD9"sv, "video/x-ms-asf", Kind::video, true},
        {"\0\0\1\xBA\x44"sv, "video/mpeg", Kind::video, true},
        {"FLV\1\5"sv, "video/x-flv", Kind::video, true},
        {"<html>error</html>"sv, "application/octet-stream", Kind::other, false},
        {"BMW is a maker of cars, not of bitmaps"sv, "application/octet-stream", Kind::other, false},
        {"version https://git-lfs.github.com/spec/v1\n"sv, "application/octet-stream", Kind::other, false},
        {""sv, "application/octet-stream", Kind::other, false},
    };
    for (const auto& row : rows)
        EXPECT_EQ(type_of(row.head), (FileType{row.kind, row.mediatype, row.supported})) << row.mediatype;
}

TEST(Sniff, EveryPrefixOfEveryHeadIsAnsweredWithoutReadingFurther) {
    for (const auto head : {"\xFF\xD8\xFF\xE1"sv, "RIFF\x24\0\0\0AVI LIST"sv,
                            "\0\0\0\x18"
                            "ftypmp42"sv,
                            "BM\0\0\0\0\0\0"sv})
        for (std::size_t n = 0; n <= head.size(); ++n) {
            const std::vector<char> exact(head.begin(), head.begin() + static_cast<std::ptrdiff_t>(n));
            (void)sniff(std::as_bytes(std::span(exact)));  // a read past the end is the sanitizer's to find
        }
}

TEST(Sniff, MislabelledFilesAreWhatTheyContain) {
    SEROW_NEEDS_SHARED();
    const auto bad = testing::shared() / "bad" / "generated";
    EXPECT_EQ(sniff_file(bad / "avi_named_as.mp4").mediatype, "video/x-msvideo");
    EXPECT_EQ(sniff_file(bad / "jpg_named_as.mp4").mediatype, "image/jpeg");
    EXPECT_EQ(sniff_file(bad / "mp4_named_as.jpg").mediatype, "video/mp4");
    EXPECT_EQ(sniff_file(bad / "png_named_as.jpg").mediatype, "image/png");
    EXPECT_EQ(sniff_file(bad / "image_leading_garbage.jpg").mediatype, "image/jpeg");
    EXPECT_EQ(sniff_file(bad / "html_error_page.jpg").kind, Kind::other);
    EXPECT_THROW((void)sniff_file("no/such/file"), Failure);
}

TEST(KindOfName, GoesByTheExtensionInAnyCase) {
    EXPECT_EQ(kind_of_name("DCIM/100RECNX/RCNX0001.JPG"), Kind::image);
    EXPECT_EQ(kind_of_name("a.jpeg"), Kind::image);
    EXPECT_EQ(kind_of_name("EK000015.AVI"), Kind::video);
    EXPECT_EQ(kind_of_name("a.MP4"), Kind::video);
    EXPECT_EQ(kind_of_name("notes.txt"), Kind::other);
    EXPECT_EQ(kind_of_name("JPG"), Kind::other);
    EXPECT_TRUE(looks_like_media("x.3gp"));
}

}  // namespace
}  // namespace serow::media
