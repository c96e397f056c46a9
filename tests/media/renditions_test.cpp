// The two small pictures of a photo or clip.
#include "media/renditions.h"

#include <gmock/gmock.h>

#include "media/bare_jpeg.h"
#include "media/decode.h"
#include "media/facts.h"
#include "media/resize.h"
#include "media/shared.h"

namespace serow::media {
namespace {

TEST(MakeRenditions, OfAPhotoAreThePreviewAndTheThumbnail) {
    SEROW_NEEDS_SHARED();
    const auto path = testing::photo("buow_00_IMG_0708.JPG");
    const auto made = make_renditions(path, sniff_file(path));
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made->width, 1600);
    EXPECT_EQ(made->height, 1200);
    EXPECT_EQ(made->full_width, 2048);
    const auto preview = read_facts(made->preview).value();
    EXPECT_EQ(preview.width, 1600);
    EXPECT_EQ(preview.exif_json, "{}");  // nothing of the original's EXIF, its place least of all, goes along
    const auto thumbnail = read_facts(made->thumbnail).value();
    EXPECT_EQ(thumbnail.width, 320);
    EXPECT_EQ(thumbnail.height, 240);
}

TEST(MakeRenditions, APhotoNoLargerThanAPreviewIsItsOwn) {
    SEROW_NEEDS_SHARED();
    const auto path = testing::photo("sdzg173_EK000001.JPG");
    const auto made = make_renditions(path, sniff_file(path));
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made->width, 1152);
    EXPECT_EQ(made->full_width, 1152);
    EXPECT_EQ(decode_image(made->preview).value().image.rgb, decode_image(path).value().image.rgb);
    EXPECT_EQ(read_facts(made->preview).value().exif_json, "{}");
    EXPECT_EQ(read_facts(made->thumbnail).value().width, 320);
}

TEST(MakeRenditions, APhotoWhoseBytesAreManyIsEncodedAnew) {
    Image noise(400, 300);
    std::uint32_t state = 1;
    for (auto& value : noise.rgb) value = static_cast<std::uint8_t>((state = state * 1664525 + 1013904223) >> 24);
    const auto heavy = encode_jpeg(noise, 98).value();
    const auto made = make_renditions(std::span<const std::byte>(heavy));
    ASSERT_TRUE(made);
    EXPECT_LT(made->preview.size(), heavy.size() / 2);
}

TEST(MakeRenditions, WhatIsDamagedIsEncodedAnewWithTheWarning) {
    SEROW_NEEDS_SHARED();
    auto damaged = testing::bytes_of(testing::photo("sdzg173_EK000001.JPG"));
    const auto bare = bare_jpeg(damaged).value();
    // In the midst of the compressed picture: a restart that nobody asked for.
    damaged[damaged.size() / 2] = std::byte{0xFF};
    damaged[damaged.size() / 2 + 1] = std::byte{0xD3};
    const auto made = make_renditions(std::span<const std::byte>(damaged));
    ASSERT_TRUE(made);
    EXPECT_FALSE(made->warnings.empty());
    EXPECT_TRUE(decode_image(made->preview)->warnings.empty());
    EXPECT_NE(made->preview.size(), bare.size());
}

TEST(MakeRenditions, OfASmallPhotoAreNotEnlarged) {
    SEROW_NEEDS_SHARED();
    const auto made = make_renditions(testing::bytes_of(testing::bad("image_1x1.jpg")));
    ASSERT_TRUE(made);
    EXPECT_EQ(made->width, 1);
    EXPECT_EQ(read_facts(made->thumbnail).value().width, 1);
}

TEST(MakeRenditions, OfAClipIsAPosterThatIsNotBlack) {
    SEROW_NEEDS_SHARED();
    const auto path = testing::clip("zb_chimp.mp4");
    const auto made = make_renditions(path, sniff_file(path));
    ASSERT_TRUE(made) << made.error().detail;
    EXPECT_EQ(made->full_width, 320);
    const auto preview = decode_image(made->preview).value().image;
    double sum = 0;
    for (const auto value : preview.rgb) sum += value;
    EXPECT_GT(sum / static_cast<double>(preview.rgb.size()), 16);
}

}  // namespace
}  // namespace serow::media
