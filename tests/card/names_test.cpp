#include "card/names.h"

#include <gtest/gtest.h>

namespace serow::card {
namespace {

TEST(Names, Utf8StaysAsItIs) {
    for (const auto* name : {"IMG_0001.JPG", "秦岭/羚牛.jpg", "café.jpg", "🦌.mp4", "100%.jpg"})
        EXPECT_EQ(name_in_utf8(name), name);
}

TEST(Names, ChineseSystemsWriteGb18030) {
    // By the table of GB 2312: 羚 is C1 E7, 牛 is C5 A3.
    EXPECT_EQ(name_in_utf8("DCIM/\xC1\xE7\xC5\xA3.jpg"), "DCIM/羚牛.jpg");
}

TEST(Names, OtherBytesAreShownByTheirValue) {
    // 0xFF begins no character of either.
    EXPECT_EQ(name_in_utf8("a\xFF.jpg"), "a%FF.jpg");
    EXPECT_EQ(name_in_utf8("羚\xFF.jpg"), "羚%FF.jpg");
}

}  // namespace
}  // namespace serow::card
