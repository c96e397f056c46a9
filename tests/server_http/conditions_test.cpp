#include "server/http/conditions.h"

#include <gtest/gtest.h>

#include <string>

#include "server/http/gzip.h"
#include "server/http/http_date.h"

using namespace serow;
using namespace serow::server;

namespace {

Request asking(const std::string& name, const std::string& value) {
    Request request;
    request.method = "GET";
    request.headers.add(name, value);
    return request;
}

}  // namespace

TEST(HttpDate, IsTheStandardsExample) {
    // RFC 9110, 5.6.7; 784111777 seconds since 1970.
    const Instant instant{std::chrono::seconds(784111777)};
    EXPECT_EQ(http_date(instant), "Sun, 06 Nov 1994 08:49:37 GMT");
    EXPECT_EQ(parse_http_date("Sun, 06 Nov 1994 08:49:37 GMT"), instant);
    for (const std::string bad : {"", "Sunday, 06-Nov-94 08:49:37 GMT", "Sun, 31 Feb 1994 08:49:37 GMT",
                                  "Sun, 06 Nov 1994 24:49:37 GMT", "Sun, 06 Nov 1994 08:49:37 CET"})
        EXPECT_EQ(parse_http_date(bad), std::nullopt) << bad;
}

TEST(Conditions, ATagThatTheClientHasSparesTheBody) {
    EXPECT_TRUE(is_not_modified(asking("If-None-Match", "\"a\""), "\"a\"", ""));
    EXPECT_TRUE(is_not_modified(asking("If-None-Match", "\"x\", W/\"a\""), "\"a\"", ""));
    EXPECT_TRUE(is_not_modified(asking("If-None-Match", "\"a-gzip\""), "\"a\"", ""));
    EXPECT_TRUE(is_not_modified(asking("If-None-Match", "*"), "\"a\"", ""));
    EXPECT_FALSE(is_not_modified(asking("If-None-Match", "\"b\""), "\"a\"", ""));
    EXPECT_FALSE(is_not_modified(asking("If-None-Match", "a"), "\"a\"", ""));
    EXPECT_FALSE(is_not_modified(asking("If-None-Match", "\"a\""), "", ""));
}

TEST(Conditions, DatesCountWhereNoTagIsAsked) {
    const std::string noon = "Sun, 06 Nov 1994 12:00:00 GMT", evening = "Sun, 06 Nov 1994 18:00:00 GMT";
    EXPECT_TRUE(is_not_modified(asking("If-Modified-Since", noon), "", noon));
    EXPECT_TRUE(is_not_modified(asking("If-Modified-Since", evening), "", noon));
    EXPECT_FALSE(is_not_modified(asking("If-Modified-Since", noon), "", evening));
    Request both = asking("If-Modified-Since", evening);
    both.headers.add("If-None-Match", "\"old\"");
    EXPECT_FALSE(is_not_modified(both, "\"new\"", noon));
}

TEST(Ranges, OfTenThousandBytes) {
    using Kind = RangeChoice::Kind;
    struct Case {
        std::string header;
        Kind kind;
        std::uint64_t offset, length;
    };
    // The first four are RFC 9110's own examples (14.1.2).
    for (const auto& [header, kind, offset, length] : {
             Case{"bytes=0-499", Kind::part, 0, 500},
             {"bytes=500-999", Kind::part, 500, 500},
             {"bytes=-500", Kind::part, 9500, 500},
             {"bytes=9500-", Kind::part, 9500, 500},
             {"bytes=9999-20000", Kind::part, 9999, 1},
             {"bytes=-20000", Kind::part, 0, 10000},
             {"bytes=10000-", Kind::unsatisfiable, 0, 0},
             {"bytes=-0", Kind::unsatisfiable, 0, 0},
             {"bytes=5-2", Kind::whole, 0, 0},
             {"bytes=0-0,-1", Kind::whole, 0, 0},
             {"bytes=a-b", Kind::whole, 0, 0},
             {"bytes=1", Kind::whole, 0, 0},
             {"bytes=99999999999999999999-", Kind::whole, 0, 0},
             {"lines=0-5", Kind::whole, 0, 0},
         }) {
        const auto choice = choose_range(asking("Range", header), 10000, "\"t\"", "");
        EXPECT_EQ(choice.kind, kind) << header;
        EXPECT_EQ(choice.part.offset, offset) << header;
        EXPECT_EQ(choice.part.length, length) << header;
    }
}

TEST(Ranges, AreNotTakenFromAnotherState) {
    Request request = asking("Range", "bytes=0-9");
    request.headers.add("If-Range", "\"old\"");
    EXPECT_EQ(choose_range(request, 100, "\"new\"", "").kind, RangeChoice::Kind::whole);
    EXPECT_EQ(choose_range(request, 100, "\"old\"", "").kind, RangeChoice::Kind::part);
}

TEST(Gzip, IsTakenWhereTheClientWantsIt) {
    EXPECT_TRUE(accepts_gzip(asking("Accept-Encoding", "br, gzip;q=0.8")));
    EXPECT_TRUE(accepts_gzip(asking("Accept-Encoding", "*")));
    EXPECT_FALSE(accepts_gzip(asking("Accept-Encoding", "gzip;q=0, *")));
    EXPECT_FALSE(accepts_gzip(asking("Accept-Encoding", "br")));
    EXPECT_FALSE(accepts_gzip(Request{}));
    EXPECT_TRUE(is_compressible("Application/JSON; charset=utf-8"));
    EXPECT_FALSE(is_compressible("image/jpeg"));
    EXPECT_FALSE(is_compressible("text/event-stream"));
}
