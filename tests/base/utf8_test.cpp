#include "base/utf8.h"

#include <gtest/gtest.h>

#include <string>

namespace serow {
namespace {

TEST(Utf8, ACharacterHasItsPointAndItsBytes) {
    for (const auto& [text, point, bytes] : {std::tuple{"a", U'a', 1U},
                                             {"é!", U'é', 2U},
                                             {"羚牛", U'羚', 3U},
                                             {"🦌", U'🦌', 4U},
                                             {"\xC2\x80", U'\x80', 2U},
                                             {"\xED\x9F\xBF", U'\xD7FF', 3U},
                                             {"\xEE\x80\x80", U'\xE000', 3U},
                                             {"\xF4\x8F\xBF\xBF", U'\x10FFFF', 4U}}) {
        const auto character = first_character(text);
        EXPECT_EQ(character.point, point) << text;
        EXPECT_EQ(character.bytes, bytes) << text;
        EXPECT_TRUE(is_utf8(text)) << text;
    }
    EXPECT_EQ(first_character(std::string_view("\0a", 2)).bytes, 1U);
    EXPECT_TRUE(is_utf8(""));
}

TEST(Utf8, ACharacterIsWrittenAsItIsRead) {
    for (const char32_t point : {0x0, 0x27, 0x7F, 0x80, 0x7FF, 0x800, 0x7F9A, 0xFFFD, 0x10000, 0x1F98C, 0x10FFFF}) {
        const auto text = utf8_of(point);
        EXPECT_EQ(first_character(text).point, point);
        EXPECT_EQ(first_character(text).bytes, text.size());
    }
    EXPECT_EQ(utf8_of(0x7F9A), "羚");
    EXPECT_EQ(utf8_of(0xD800), "\xEF\xBF\xBD");
    EXPECT_EQ(utf8_of(0x110000), "\xEF\xBF\xBD");
}

TEST(Utf8, WhatIsNoneHasNoBytes) {
    for (const std::string text : {"\x80", "\xBF!", "\xC0\xAF", "\xC1\xBF", "\xE0\x80\xAF", "\xE0\x9F\xBF",
                                   "\xED\xA0\x80", "\xF0\x8F\xBF\xBF", "\xF4\x90\x80\x80", "\xF5\x80\x80\x80", "\xFF",
                                   "\xC3", "\xE7\xBE", "\xF0\x9F\xA6", "\xC3(", "\xE7\xBE(", "\xF0\x9F\xA6("}) {
        EXPECT_EQ(first_character(text).bytes, 0U) << text;
        EXPECT_FALSE(is_utf8(text)) << text;
        EXPECT_FALSE(is_utf8("a" + text)) << text;
    }
    EXPECT_EQ(first_character("").bytes, 0U);
}

}  // namespace
}  // namespace serow
