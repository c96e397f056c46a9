#include "server/http/target.h"

#include <gtest/gtest.h>

#include <string>

using namespace serow;
using namespace serow::server;

TEST(Target, IsDecodedOnce) {
    const auto target = parse_target("/projects/Panthera%20pardus/%E9%B9%BF%2541?q=a+b%26c&q=2&flag&=x#part");
    ASSERT_TRUE(target);
    EXPECT_EQ(target->path, "/projects/Panthera pardus/鹿%41");
    EXPECT_EQ(target->query.find("q"), "a b&c");
    EXPECT_EQ(target->query.find_all("q").size(), 2U);
    EXPECT_EQ(target->query.find("flag"), "");
    EXPECT_EQ(target->query.find("absent"), std::nullopt);
}

TEST(Target, MayHaveTheFormThatProxiesSend) {
    EXPECT_EQ(parse_target("http://example.org/a?b=1")->path, "/a");
    EXPECT_EQ(parse_target("HTTP://example.org")->path, "/");
    EXPECT_EQ(parse_target("https://example.org?b=1")->query.find("b"), "1");
}

TEST(Target, IsRefusedWhereItCouldMeanTwoThings) {
    for (const std::string bad :
         {"",         "a",       "*",      "/..",    "/../etc/passwd", "/a/../b",    "/./a",   "/%2e%2e/etc",
          "/%2E/x",   "/.%2e/x", "/a%2fb", "/a%5Cb", "/a\\b",          "/a%00b",     "/a%0Ab", "/a%7f",
          "/%",       "/%4",     "/%zz",   "/%ff",   "/%c0%af",        "/%ed%a0%80", "/a?q=%", "/a?q=%ff",
          "/a?q=%00", "ftp://x/"}) {
        const auto target = parse_target(bad);
        ASSERT_FALSE(target) << bad;
        EXPECT_EQ(target.error().code, Code::bad_request) << bad;
    }
}

TEST(Cookies, AreNamesAndValues) {
    const Fields cookies = parse_cookies("serow_session=abc123; theme=\"dark\";empty=; junk ;a=b=c");
    EXPECT_EQ(cookies.find("serow_session"), "abc123");
    EXPECT_EQ(cookies.find("theme"), "dark");
    EXPECT_EQ(cookies.find("empty"), "");
    EXPECT_EQ(cookies.find("junk"), std::nullopt);
    EXPECT_EQ(cookies.find("a"), "b=c");
}
