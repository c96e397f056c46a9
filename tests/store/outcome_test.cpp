#include "store/outcome.h"

#include <gtest/gtest.h>

namespace serow::store {
namespace {

std::string error(const char* code) {
    return std::string("<?xml version=\"1.0\"?><Error><Code>") + code + "</Code><Message>m</Message></Error>";
}

TEST(Outcome, FollowsTheStatusWhereTheServiceSaysNoMore) {
    for (const int status : {200, 204, 206}) EXPECT_EQ(outcome_of(status, ""), Outcome::done) << status;
    for (const int status : {408, 429, 500, 502, 503, 504}) EXPECT_EQ(outcome_of(status, ""), Outcome::retry) << status;
    EXPECT_EQ(outcome_of(404, ""), Outcome::not_found);
    for (const int status : {301, 307, 400, 401, 403, 405, 409, 411, 412, 501, 507})
        EXPECT_EQ(outcome_of(status, ""), Outcome::refused) << status;
    for (const int status : {0, 100, 416}) EXPECT_EQ(outcome_of(status, ""), Outcome::broken) << status;
}

TEST(Outcome, FollowsTheCodeWhereThereIsOne) {
    EXPECT_EQ(outcome_of(503, error("SlowDown")), Outcome::retry);
    EXPECT_EQ(outcome_of(400, error("RequestTimeout")), Outcome::retry);
    EXPECT_EQ(outcome_of(400, error("XAmzContentSHA256Mismatch")), Outcome::retry);
    EXPECT_EQ(outcome_of(400, error("BadDigest")), Outcome::retry);
    EXPECT_EQ(outcome_of(409, error("OperationAborted")), Outcome::retry);
    EXPECT_EQ(outcome_of(404, error("NoSuchKey")), Outcome::not_found);
    EXPECT_EQ(outcome_of(404, error("NoSuchUpload")), Outcome::not_found);
    EXPECT_EQ(outcome_of(404, error("NoSuchBucket")), Outcome::refused);
    EXPECT_EQ(outcome_of(403, error("SignatureDoesNotMatch")), Outcome::refused);
    EXPECT_EQ(outcome_of(403, error("RequestTimeTooSkewed")), Outcome::refused);
    EXPECT_EQ(outcome_of(400, error("InvalidPart")), Outcome::broken);
}

TEST(Outcome, AnErrorUnderStatus200IsNone) {
    // CompleteMultipartUpload begins its answer before it knows how it will end.
    EXPECT_EQ(outcome_of(200, error("InternalError")), Outcome::retry);
    EXPECT_EQ(outcome_of(200, error("SomethingNew")), Outcome::broken);
    EXPECT_EQ(outcome_of(200, "<CompleteMultipartUploadResult/>"), Outcome::done);
}

TEST(Outcome, NoAnswerMayBeOneTheNextTime) {
    EXPECT_EQ(outcome_of(Problem{Code::timeout, ""}), Outcome::retry);
    EXPECT_EQ(outcome_of(Problem{Code::unavailable, ""}), Outcome::retry);
    EXPECT_EQ(outcome_of(Problem{Code::hash_mismatch, ""}), Outcome::broken);
    EXPECT_EQ(outcome_of(Problem{Code::invalid, ""}), Outcome::refused);
}

TEST(Element, IsFoundAndResolved) {
    EXPECT_EQ(element("<a><b>x &amp;&quot;&lt;y&gt;&apos;</b></a>", "b"), "x &\"<y>'");
    EXPECT_EQ(element("<a>&amp;lt;</a>", "a"), "&lt;") << "resolved once only";
    EXPECT_EQ(element("<a>Bear&#39;s &#34;den&#x22; &#x7F9A;</a>", "a"), "Bear's \"den\" 羚") << "as Go writes it";
    EXPECT_EQ(element("<a>&none; & &#; &#x; &#9z; &amp</a>", "a"), "&none; & &#; &#x; &#9z; &amp");
    EXPECT_EQ(element("<a></a>", "a"), "");
    EXPECT_EQ(element("<a>cut", "a"), std::nullopt);
    EXPECT_EQ(element("<ab>1</ab>", "a"), std::nullopt);
    EXPECT_EQ(element("", "a"), std::nullopt);
    std::string_view list = "<l><k>1</k><k>2</k></l>";
    EXPECT_EQ(next_element(list, "k"), "1");
    EXPECT_EQ(next_element(list, "k"), "2");
    EXPECT_EQ(next_element(list, "k"), std::nullopt);
}

}  // namespace
}  // namespace serow::store
