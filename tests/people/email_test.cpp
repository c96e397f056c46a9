#include "people/email.h"

#include <gtest/gtest.h>

#include <string>

namespace serow::people {
namespace {

TEST(Email, IsKeptWithoutSpaceAndInLowerCase) {
    EXPECT_EQ(normalise_email("  Li.Wei@Example.ORG\n").value(), "li.wei@example.org");
    EXPECT_EQ(normalise_email("\u3000li@example.org").value(), "li@example.org");
}

TEST(Email, GoodAddresses) {
    for (const std::string address :
         {"a@b.cn", "first+tag@sub.example.co.uk", "o'neil@example.org", "x_y-z@a-b.org", "李伟@例子.公司", "1@2.org"})
        EXPECT_EQ(normalise_email(address).value_or("refused"), address);
    EXPECT_TRUE(normalise_email(std::string(64, 'a') + "@example.org"));
}

TEST(Email, BadAddresses) {
    for (const std::string address : {"",
                                      "li",
                                      "@example.org",
                                      "li@",
                                      "li@localhost",
                                      "li@@example.org",
                                      "li@a@example.org",
                                      "li wei@example.org",
                                      ".li@example.org",
                                      "li.@example.org",
                                      "l..i@example.org",
                                      "li@-example.org",
                                      "li@example-.org",
                                      "li@.org",
                                      "li@example.",
                                      "li@[127.0.0.1]",
                                      "li@127.0.0.1",
                                      "\"li\"@example.org",
                                      "li@exa_mple.org",
                                      "li(x)@example.org",
                                      "li@example.org\r\nBcc: x@example.org",
                                      "\xFF@example.org"}) {
        const auto refused = normalise_email(address);
        ASSERT_FALSE(refused) << address;
        EXPECT_EQ(refused.error().code, Code::invalid);
    }
    EXPECT_FALSE(normalise_email(std::string(65, 'a') + "@example.org"));
    EXPECT_FALSE(normalise_email("a@" + std::string(64, 'b') + ".org"));
    std::string domain;
    for (int i = 0; i < 50; ++i) domain += "abcde.";
    EXPECT_FALSE(normalise_email("a@" + domain + "org")) << "305 bytes";
    EXPECT_FALSE(normalise_email(std::string("li@exa\0mple.org", 15)));
}

}  // namespace
}  // namespace serow::people
