#include "people/tokens.h"

#include <gtest/gtest.h>

namespace serow::people {
namespace {

TEST(Tokens, AreFoundAgainByTheirHash) {
    const auto token = make_token();
    EXPECT_TRUE(token.secret.starts_with("serow_"));
    EXPECT_EQ(token.secret.size(), 49U);
    EXPECT_EQ(token_hash(token.secret).value(), token.hash);
    EXPECT_EQ(token.hash, sha256_of(token.secret));
    EXPECT_NE(make_token().secret, token.secret);
}

TEST(Tokens, OtherTextsAreNone) {
    const auto secret = make_token().secret;
    for (const std::string& text :
         {std::string{}, std::string("serow_"), secret + "x", secret.substr(0, 48), "SEROW_" + secret.substr(6),
          secret.substr(0, 48) + "/", secret.substr(0, 48) + "\n"}) {
        const auto refused = token_hash(text);
        ASSERT_FALSE(refused) << text;
        EXPECT_EQ(refused.error().code, Code::unauthenticated);
    }
}

TEST(Tokens, ACamerasKeyIsNoTokenAndATokenNoKey) {
    const auto key = make_camera_key();
    EXPECT_TRUE(key.secret.starts_with("serowcam_"));
    EXPECT_EQ(key.secret.size(), 52U);
    EXPECT_EQ(camera_key_hash(key.secret).value(), key.hash);
    EXPECT_FALSE(token_hash(key.secret));
    EXPECT_FALSE(camera_key_hash(make_token().secret));
    for (const std::string& text :
         {std::string{}, std::string("serowcam_"), key.secret + "x", key.secret.substr(0, 51)})
        EXPECT_FALSE(camera_key_hash(text)) << text;
}

TEST(Names, AreTrimmedAndOneLine) {
    EXPECT_EQ(check_name("  秦岭 2024 春 ", "The name").value(), "秦岭 2024 春");
    EXPECT_FALSE(check_name("", "The name"));
    EXPECT_FALSE(check_name(" \u3000\t", "The name"));
    EXPECT_FALSE(check_name("two\nlines", "The name"));
    EXPECT_FALSE(check_name("a\x1b[31mb", "The name"));
    EXPECT_FALSE(check_name(std::string("a\0b", 3), "The name"));
    EXPECT_FALSE(check_name("abc\u202Etxt.exe", "The name")) << "turns the text around";
    EXPECT_FALSE(check_name("\xC3(", "The name"));
    EXPECT_EQ(check_name("", "The project's name").error().detail, "The project's name must be given.");
}

TEST(Names, HaveAtMostTwoHundredCharacters) {
    std::string name;
    for (int i = 0; i < 200; ++i) name += "豹";
    EXPECT_TRUE(check_name(name, "The name"));
    EXPECT_FALSE(check_name(name + "豹", "The name"));
    EXPECT_FALSE(check_name(std::string(100000, 'a'), "The name"));
}

}  // namespace
}  // namespace serow::people
