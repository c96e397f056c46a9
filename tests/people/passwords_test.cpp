#include "people/passwords.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace serow::people {
namespace {

using testing::StartsWith;

constexpr PasswordCost cheap{1, 8UL << 10U};  // tests of behaviour need no dear hash

TEST(Passwords, TheRightOneVerifiesAndOthersDoNot) {
    const auto hash = hash_password("correct horse battery", cheap);
    EXPECT_TRUE(verify_password("correct horse battery", hash));
    EXPECT_FALSE(verify_password("correct horse batterx", hash));
    EXPECT_FALSE(verify_password("correct horse battery ", hash));
    EXPECT_FALSE(verify_password("", hash));
}

TEST(Passwords, EveryHashHasItsOwnSalt) {
    EXPECT_NE(hash_password("same words", cheap), hash_password("same words", cheap));
}

TEST(Passwords, TheDefaultCosts64MebibytesAndTwoPasses) {
    const auto hash = hash_password("correct horse battery");
    EXPECT_THAT(hash, StartsWith("$argon2id$v=19$m=65536,t=2,p=1$"));
    EXPECT_TRUE(verify_password("correct horse battery", hash));
    EXPECT_FALSE(needs_rehash(hash));
}

TEST(Passwords, AKnownHashOfAnotherProgramVerifies) {
    // Published test vector of the reference implementation (phc-winner-argon2, test.c).
    EXPECT_TRUE(verify_password(
        "password", "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc"));
}

TEST(Passwords, TamperedHashesNeverVerify) {
    const auto hash = hash_password("correct horse battery", cheap);
    for (std::size_t i = hash.rfind('$') + 1; i + 1 < hash.size(); ++i) {
        auto tampered = hash;
        tampered[i] = tampered[i] == 'A' ? 'B' : 'A';
        EXPECT_FALSE(verify_password("correct horse battery", tampered)) << i;
    }
}

TEST(Passwords, WhatIsNoHashVerifiesNothing) {
    for (const std::string text :
         {"", "correct horse battery", "$argon2id$", "$2b$12$abcdefghijklmnopqrstuv", "$argon2id$v=19$m=1,t=1"})
        EXPECT_FALSE(verify_password("correct horse battery", text)) << text;
    EXPECT_FALSE(verify_password("x", "$argon2id$" + std::string(5000, 'a')));
    EXPECT_FALSE(verify_password("x", std::string("$argon2id$\0$", 12)));
    EXPECT_FALSE(verify_nobody("anything"));
}

TEST(Passwords, AnotherCostAsksForANewHash) {
    EXPECT_TRUE(needs_rehash(hash_password("correct horse battery", cheap)));
    EXPECT_TRUE(needs_rehash("no hash"));
    EXPECT_TRUE(needs_rehash(""));
}

TEST(Passwords, AnyScriptAndTheNulByteAreWhole) {
    const auto hash = hash_password("雪豹在高山上行走着 🐆", cheap);
    EXPECT_TRUE(verify_password("雪豹在高山上行走着 🐆", hash));
    EXPECT_FALSE(verify_password("雪豹在高山上行走着 🐅", hash));
    const std::string with_nul("ten letter\0A", 12);
    EXPECT_FALSE(verify_password("ten letter", hash_password(with_nul, cheap)));
}

TEST(Passwords, RulesCountCharactersNotBytes) {
    EXPECT_TRUE(check_password("0123456789", "li@example.org"));
    EXPECT_TRUE(check_password("雪豹在高山上行走着吗", "li@example.org"));  // 10 characters
    EXPECT_FALSE(check_password("雪豹在高山上行走着", "li@example.org"));   // 9 of 27 bytes
    EXPECT_TRUE(check_password(std::string(1023, 'a') + "b", ""));
    EXPECT_FALSE(check_password(std::string(1024, 'a') + "b", ""));
    EXPECT_FALSE(check_password("LI@example.org", "li@example.org"));
    EXPECT_FALSE(check_password("aaaaaaaaaaaa", "li@example.org"));
    EXPECT_FALSE(check_password("\xFF\xFE\xFD\xFC\xFB\xFA\xF9\xF8\xF7\xF6", ""));
    EXPECT_EQ(check_password("short", "").error().code, Code::invalid);
}

}  // namespace
}  // namespace serow::people
