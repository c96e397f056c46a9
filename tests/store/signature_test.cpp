// Against AWS's published vectors: the "Signature Version 4 test suite" (service "service") and the examples of
// "Authenticating Requests: Using the Authorization Header" in Amazon S3's API reference (service "s3").
#include "store/signature.h"

#include <gtest/gtest.h>

#include "base/digest.h"

namespace serow::store {
namespace {

const S3Keys suite_keys{"AKIDEXAMPLE", "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY"};
const S3Keys s3_keys{"AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"};
const std::string no_bytes = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

std::string suite_signature(RequestToSign request) {
    request.headers.emplace_back("Host", "example.amazonaws.com");
    request.headers.emplace_back("X-Amz-Date", "20150830T123600Z");
    request.payload_sha256 = no_bytes;
    const auto header = authorization(request, suite_keys, "us-east-1", "service", "20150830T123600Z");
    return header.substr(header.rfind('=') + 1);
}

std::string s3_header(RequestToSign request) {
    request.headers.emplace_back("Host", "examplebucket.s3.amazonaws.com");
    request.headers.emplace_back("x-amz-content-sha256", request.payload_sha256);
    request.headers.emplace_back("x-amz-date", "20130524T000000Z");
    return authorization(request, s3_keys, "us-east-1", "s3", "20130524T000000Z");
}

TEST(Signature, TheSuitesVanillaRequests) {
    EXPECT_EQ(suite_signature({.method = "GET", .path = "/", .query = {}, .headers = {}, .payload_sha256 = {}}),
              "5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    EXPECT_EQ(suite_signature({.method = "POST", .path = "/", .query = {}, .headers = {}, .payload_sha256 = {}}),
              "5da7c1a2acd57cee7505fc6676e4e544621c30862966e37dddb68e92efbe5d6b");
}

TEST(Signature, TheSuitesQueryIsSigned) {
    EXPECT_EQ(suite_signature({.method = "GET",
                               .path = "/",
                               .query = {{"Param2", "value2"}, {"Param1", "value1"}},
                               .headers = {},
                               .payload_sha256 = {}}),
              "b97d918cfa904a5beff61c982a1b6f458b799221646efd99d3219ec94cdf2500");
}

TEST(Signature, S3GetsTheFirstTenBytesOfAnObject) {
    EXPECT_EQ(s3_header({.method = "GET",
                         .path = "/test.txt",
                         .query = {},
                         .headers = {{"Range", "bytes=0-9"}},
                         .payload_sha256 = no_bytes}),
              "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request, "
              "SignedHeaders=host;range;x-amz-content-sha256;x-amz-date, "
              "Signature=f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
}

TEST(Signature, S3PutsAnObjectWithADollarInItsName) {
    const auto header = s3_header(
        {.method = "PUT",
         .path = percent_encoded("/test$file.text", Slashes::kept),
         .query = {},
         .headers = {{"Date", "Fri, 24 May 2013 00:00:00 GMT"}, {"x-amz-storage-class", "REDUCED_REDUNDANCY"}},
         .payload_sha256 = sha256_of("Welcome to Amazon S3.").hex});
    EXPECT_TRUE(
        header.ends_with("SignedHeaders=date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class, "
                         "Signature=98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd"))
        << header;
}

TEST(Signature, S3AsksForALifecycleAndForAList) {
    EXPECT_TRUE(
        s3_header(
            {.method = "GET", .path = "/", .query = {{"lifecycle", ""}}, .headers = {}, .payload_sha256 = no_bytes})
            .ends_with("Signature=fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543"));
    EXPECT_TRUE(s3_header({.method = "GET",
                           .path = "/",
                           .query = {{"prefix", "J"}, {"max-keys", "2"}},
                           .headers = {},
                           .payload_sha256 = no_bytes})
                    .ends_with("Signature=34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7"));
}

TEST(Signature, SpacesInHeadersAreSqueezedAndNamesFolded) {
    const RequestToSign request{.method = "GET",
                                .path = "/",
                                .query = {},
                                .headers = {{"My-Header2", " \"a   b   c\" "}, {"Host", "h"}},
                                .payload_sha256 = "x"};
    EXPECT_EQ(canonical_request(request), "GET\n/\n\nhost:h\nmy-header2:\"a b c\"\n\nhost;my-header2\nx");
}

TEST(Signature, OnlyUnreservedCharactersStay) {
    EXPECT_EQ(percent_encoded("a b/ü~+", Slashes::kept), "a%20b/%C3%BC~%2B");
    EXPECT_EQ(percent_encoded("a/b", Slashes::encoded), "a%2Fb");
    EXPECT_EQ(query_text({{"b", "1 2"}, {"a", ""}}), "a=&b=1%202");
}

}  // namespace
}  // namespace serow::store
