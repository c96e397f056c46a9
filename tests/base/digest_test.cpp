#include "base/digest.h"

#include <gtest/gtest.h>

#include "base/id.h"

namespace serow {

// FIPS 180-4's examples.
TEST(Digest, MatchesThePublishedVectors) {
    EXPECT_EQ(sha256_of("abc").hex, "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    EXPECT_EQ(sha256_of("").hex, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    Sha256Stream stream;
    const std::string half = "abcdbcdecdefdefgefghfghighij";
    stream.add(std::as_bytes(std::span(half)));
    const std::string rest = "hijkijkljklmklmnlmnomnopnopq";
    stream.add(std::as_bytes(std::span(rest)));
    EXPECT_EQ(stream.finish().hex, "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
    EXPECT_EQ(stream.finish(), sha256_of(""));
}

TEST(Digest, AHashIsSixtyFourHexDigits) {
    EXPECT_TRUE(Sha256::parse(std::string(64, 'A')));
    EXPECT_FALSE(Sha256::parse(std::string(63, 'a')));
    EXPECT_FALSE(Sha256::parse(std::string(64, 'g')));
}

TEST(Digest, TokensCarryTheAskedRandomness) {
    EXPECT_EQ(random_token(32).size(), 43u);
    EXPECT_NE(random_token(), random_token());
}

TEST(Ids, SortByTheirTimeOfMaking) {
    const auto a = MediaId::make();
    EXPECT_EQ(MediaId::parse(a.text()), a);
    EXPECT_EQ(a.text()[14], '7');
    EXPECT_FALSE(MediaId::parse("not-a-uuid"));
    EXPECT_FALSE(MediaId::parse(a.text() + "0"));
}

TEST(Digest, HmacIsRfc4231s) {
    // Test cases 1 and 2.
    EXPECT_EQ(hex_digits(hmac_sha256(std::string(20, '\x0b'), "Hi There")),
              "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7");
    EXPECT_EQ(hex_digits(hmac_sha256("Jefe", "what do ya want for nothing?")),
              "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
}

TEST(Digest, Md5IsRfc1321s) {
    Md5Stream md5;
    EXPECT_EQ(md5.finish(), "d41d8cd98f00b204e9800998ecf8427e");
    md5.add(std::as_bytes(std::span(std::string_view("ab"))));
    md5.add(std::as_bytes(std::span(std::string_view("c"))));
    EXPECT_EQ(md5.finish(), "900150983cd24fb0d6963f7d28e17f72");
}

}  // namespace serow
