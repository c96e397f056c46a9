// What is left of a JPEG when all but its picture is taken away.
#include "media/bare_jpeg.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <initializer_list>
#include <string_view>

#include "media/decode.h"
#include "media/drawn.h"
#include "media/facts.h"
#include "media/renditions.h"
#include "media/shared.h"
#include "media/stamp.h"

namespace serow::media {
namespace {

using Jpeg = std::vector<std::byte>;

// With a segment put in behind the start.
Jpeg with(Jpeg jpeg, std::uint8_t marker, std::initializer_list<int> content) {
    Jpeg segment{std::byte{0xFF}, std::byte{marker}, std::byte{0}, static_cast<std::byte>(content.size() + 2)};
    for (const int value : content) segment.push_back(static_cast<std::byte>(value));
    jpeg.insert(jpeg.begin() + 2, segment.begin(), segment.end());
    return jpeg;
}

// An EXIF segment that says only which side is up.
Jpeg turned(int orientation) {
    return with(testing::drawn_jpeg(), 0xE1, {'E',  'x', 'i', 'f', 0, 0, 'I', 'I', 42,          0, 8, 0, 0, 0, 1, 0,
                                              0x12, 1,   3,   0,   1, 0, 0,   0,   orientation, 0, 0, 0, 0, 0, 0, 0});
}

// At the first marker of that kind, so many bytes behind its two.
std::byte& behind(Jpeg& jpeg, std::uint8_t marker, std::size_t offset) {
    for (std::size_t at = 0; at + 1 < jpeg.size(); ++at)
        if (jpeg[at] == std::byte{0xFF} && jpeg[at + 1] == std::byte{marker}) return jpeg.at(at + 2 + offset);
    throw std::runtime_error("no such marker");
}

bool holds(const Jpeg& jpeg, std::string_view text) {
    return std::ranges::search(jpeg, text, {}, [](std::byte b) { return std::to_integer<char>(b); }).begin() !=
           jpeg.end();
}

TEST(BareJpeg, HoldsThePictureBitForBitAndNothingElse) {
    const auto stamped =
        value_or_throw(stamp_exif(testing::drawn_jpeg(), {.taken = *parse_camera_time("2024-05-01T06:40:07"),
                                                          .make = "Reconyx",
                                                          .model = {},
                                                          .description = {},
                                                          .software = {},
                                                          .offset_minutes = {}}));
    auto file = with(stamped, 0xFE, {'a', ' ', 'c', 'o', 'm', 'm', 'e', 'n', 't'});
    for (const char each : std::string_view("what lies behind the end")) file.push_back(static_cast<std::byte>(each));
    ASSERT_TRUE(holds(file, "Reconyx"));
    const auto bare = bare_jpeg(file);
    ASSERT_TRUE(bare);
    for (const auto* gone : {"Reconyx", "2024", "comment", "behind"}) EXPECT_FALSE(holds(*bare, gone)) << gone;
    EXPECT_EQ(bare, bare_jpeg(testing::drawn_jpeg()));
    EXPECT_EQ(decode_image(*bare).value().image.rgb, decode_image(testing::drawn_jpeg()).value().image.rgb);
    EXPECT_TRUE(decode_image(*bare)->warnings.empty());
}

TEST(BareJpeg, OfAPhotoIsWhatDecodesToTheSamePixels) {
    SEROW_NEEDS_SHARED();
    const auto bytes = testing::bytes_of(testing::photo("buow_00_IMG_0708.JPG"));
    const auto bare = bare_jpeg(bytes);
    ASSERT_TRUE(bare);
    EXPECT_EQ(read_facts(*bare).value().exif_json, "{}");
    EXPECT_EQ(decode_image(*bare).value().image.rgb, decode_image(bytes).value().image.rgb);
}

TEST(BareJpeg, OnlyUprightOnes) {
    EXPECT_EQ(bare_jpeg(turned(1)), bare_jpeg(testing::drawn_jpeg()));
    for (const int orientation : {2, 3, 6, 8}) EXPECT_FALSE(bare_jpeg(turned(orientation))) << orientation;
}

TEST(BareJpeg, OnlyWhereColoursAreWhatEverybodyTakesThemFor) {
    EXPECT_FALSE(bare_jpeg(with(testing::drawn_jpeg(), 0xEE, {'A', 'd', 'o', 'b', 'e', 0, 100, 0, 0, 0, 0, 0})));
    auto lettered = testing::drawn_jpeg();
    behind(lettered, 0xC0, 8) = std::byte{'R'};  // of the first component its number
    EXPECT_FALSE(bare_jpeg(lettered));
    auto deep = testing::drawn_jpeg();
    behind(deep, 0xC0, 2) = std::byte{12};  // bits of a sample
    EXPECT_FALSE(bare_jpeg(deep));
    auto progressive = testing::drawn_jpeg();
    behind(progressive, 0xC0, 0);
    for (std::size_t at = 0; at + 1 < progressive.size(); ++at)
        if (progressive[at] == std::byte{0xFF} && progressive[at + 1] == std::byte{0xC0})
            progressive[at + 1] = std::byte{0xC2};
    EXPECT_FALSE(bare_jpeg(progressive));
}

TEST(BareJpeg, OfAFileCutShortIsNone) {
    const auto whole = testing::drawn_jpeg();
    for (std::size_t size = 0; size < whole.size(); ++size)
        ASSERT_FALSE(bare_jpeg(std::span(whole).first(size))) << size << " of " << whole.size() << " bytes";
}

TEST(BareJpeg, NoByteThatIsWrongDoesHarm) {
    const auto right = turned(1);
    std::size_t taken = 0;
    for (std::size_t at = 0; at < right.size(); ++at)
        for (const int wrong : {0x00, 0x7F, 0xC0, 0xD9, 0xDA, 0xFF}) {
            auto file = right;
            file[at] = static_cast<std::byte>(wrong);
            const auto bare = bare_jpeg(file);
            if (!bare) continue;
            ++taken;
            ASSERT_LE(bare->size(), file.size() + 20);
            (void)make_renditions(std::span<const std::byte>(file));
        }
    EXPECT_GT(taken, 1000U);  // most bytes are of the compressed picture, which is not looked at
}

}  // namespace
}  // namespace serow::media
