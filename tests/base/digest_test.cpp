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

}  // namespace serow
