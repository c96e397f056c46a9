// Stills into pixels: sizes, scaling, orientation, damage.
#include "media/decode.h"

#include <gmock/gmock.h>

#include "media/resize.h"
#include "media/shared.h"

namespace serow::media {
namespace {

using ::testing::Contains;
using ::testing::HasSubstr;

TEST(DecodeImage, ScalesAJpegNoFurtherThanIsAskedFor) {
    SEROW_NEEDS_SHARED();
    const auto bytes = testing::bytes_of(testing::photo("buow_00_IMG_0708.JPG"));  // 2048 × 1536
    const auto width_at = [&](int side) { return decode_image(bytes, side).value().image.width; };
    EXPECT_EQ(width_at(0), 2048);
    EXPECT_EQ(width_at(1600), 2048);
    EXPECT_EQ(width_at(1024), 1024);
    EXPECT_EQ(width_at(640), 1024);
    EXPECT_EQ(width_at(512), 512);
    EXPECT_EQ(width_at(320), 512);
    EXPECT_EQ(width_at(10), 256);
    EXPECT_EQ(width_at(5000), 2048);
    const auto small = decode_image(bytes, 320).value();
    EXPECT_EQ(small.full_width, 2048);
    EXPECT_EQ(small.full_height, 1536);
    EXPECT_TRUE(small.warnings.empty());
}

TEST(DecodeImage, AScaledDecodeShowsTheSamePicture) {
    SEROW_NEEDS_SHARED();
    const auto bytes = testing::bytes_of(testing::photo("buow_00_IMG_0708.JPG"));
    const auto full = resize(decode_image(bytes, 0).value().image, 256, 192);
    const auto scaled = decode_image(bytes, 256).value().image;
    ASSERT_EQ(scaled.rgb.size(), full.rgb.size());
    double difference = 0;
    for (std::size_t i = 0; i < full.rgb.size(); ++i) difference += std::abs(full.rgb[i] - scaled.rgb[i]);
    EXPECT_LT(difference / static_cast<double>(full.rgb.size()), 3.0);
}

TEST(DecodeImage, ATruncatedJpegGivesItsUpperPartAndSaysSo) {
    SEROW_NEEDS_SHARED();
    const auto whole = decode_image(testing::photo("buow_00_IMG_0708.JPG"));
    ASSERT_TRUE(whole);
    const auto cut = decode_image(testing::bad("image_truncated_60pct.jpg"));
    ASSERT_TRUE(cut) << cut.error().detail;
    EXPECT_THAT(cut->warnings, Contains(HasSubstr("truncated")));
    EXPECT_TRUE(decode_image(testing::bad("image_truncated_last_2_bytes.jpg")));
    // Only headers left: there is nothing to show.
    auto bytes = testing::bytes_of(testing::photo("buow_00_IMG_0708.JPG"));
    bytes.resize(700);
    EXPECT_EQ(decode_image(bytes).error().code, Code::unreadable);
}

TEST(DecodeImage, RefusesWhatItsHeaderClaimsBeforeAllocating) {
    SEROW_NEEDS_SHARED();
    EXPECT_EQ(decode_image(testing::bad("image_declares_65500x65500.jpg")).error().code, Code::too_large);
    EXPECT_EQ(decode_image(testing::bad("image_declares_0x0.jpg")).error().code, Code::unreadable);
}

TEST(DecodeImage, RefusesAProgressiveJpegOfEndlessScans) {
    // 8000 × 8000 progressive, and the same empty scan header a thousand times.
    std::string jpeg("\xFF\xD8\xFF\xC2\x00\x0B\x08\x1F\x40\x1F\x40\x01\x01\x11\x00", 15);
    for (int i = 0; i < 1000; ++i) jpeg += std::string("\xFF\xDA\x00\x08\x01\x01\x00\x00\x00\x01", 10);
    jpeg += "\xFF\xD9";
    EXPECT_EQ(decode_image(std::as_bytes(std::span(jpeg))).error().code, Code::too_large);
}

TEST(DecodeImage, ReadsGreyCmykProgressiveAndShiftedJpegs) {
    SEROW_NEEDS_SHARED();
    for (const auto* name : {"image_gray.jpg", "image_cmyk.jpg", "image_progressive.jpg", "image_1x1.jpg",
                             "image_8000x8000_black.jpg", "image_trailing_garbage.jpg"}) {
        const auto decoded = decode_image(testing::bad(name), 640);
        ASSERT_TRUE(decoded) << name << ": " << decoded.error().detail;
        EXPECT_FALSE(decoded->image.empty()) << name;
        EXPECT_TRUE(decoded->warnings.empty()) << name << ": " << decoded->warnings.front();
    }
    const auto shifted = decode_image(testing::bad("image_leading_garbage.jpg"));
    ASSERT_TRUE(shifted);
    EXPECT_THAT(shifted->warnings, Contains(HasSubstr("foreign bytes")));
}

TEST(DecodeImage, ReadsOtherStills) {
    SEROW_NEEDS_SHARED();
    EXPECT_TRUE(decode_image(testing::bad("png_named_as.jpg")));
    const auto small = testing::shared() / "bad" / "small";
    const auto gif = decode_image(small / "gif.gif");
    const auto png = decode_image(small / "png-transparent.png");
    ASSERT_TRUE(png) << png.error().detail;
    EXPECT_EQ(png->image.width, 1);
    const auto bmp = decode_image(small / "bmp.bmp");
    EXPECT_EQ(decode_image(small / "heif.heif").error().code, Code::unsupported);
    EXPECT_EQ(decode_image(small / "png-truncated.png").error().code, Code::unreadable);
    EXPECT_EQ(decode_image(testing::clip("zb_chimp.mp4")).error().code, Code::unsupported);
    EXPECT_EQ(decode_image(std::filesystem::path("no/such/file.jpg")).error().code, Code::unreadable);
}

TEST(DecodeImage, TurnsAPictureAsItsExifAsks) {
    // An 8 × 4 JPEG, with an EXIF block put in by hand: little-endian TIFF, one entry, orientation 6.
    Image image(16, 8);
    std::fill_n(image.rgb.begin(), 16 * 3, std::uint8_t{255});  // the top row is white
    for (int y = 0; y < 4; ++y) std::fill_n(image.row(y), 16 * 3, std::uint8_t{255});
    const auto plain = encode_jpeg(image, 95).value();
    const std::string exif(
        "\xFF\xE1\x00\x22"
        "Exif\0\0II*\0\x08\0\0\0\x01\0\x12\x01\x03\0\x01\0\0\0\x06\0\0\0\0\0\0\0",
        36);
    std::vector<std::byte> bytes(plain.begin(), plain.begin() + 2);
    for (const char c : exif) bytes.push_back(static_cast<std::byte>(c));
    bytes.insert(bytes.end(), plain.begin() + 2, plain.end());
    const auto turned = decode_image(bytes);
    ASSERT_TRUE(turned) << turned.error().detail;
    EXPECT_EQ(turned->image.width, 8);
    EXPECT_EQ(turned->image.height, 16);
    EXPECT_EQ(turned->full_width, 8);
    EXPECT_GT(turned->image.row(8)[7 * 3], 200);  // the top is now at the right
    EXPECT_LT(turned->image.row(8)[0], 50);

    int asked_width = 0;
    const auto half = decode_image(bytes, [&](int width, int height) {
        asked_width = width;  // as it stands upright
        return height / 2;
    });
    ASSERT_TRUE(half) << half.error().detail;
    EXPECT_EQ(asked_width, 8);
    EXPECT_EQ(half->image.height, 8);
    EXPECT_EQ(half->full_height, 16);
}

}  // namespace
}  // namespace serow::media
