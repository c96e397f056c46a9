// AWS Signature Version 4, the way S3 wants it (docs.aws.amazon.com: "Signature Version 4 signing process",
// "Authenticating Requests: Using the Authorization Header").
#pragma once

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace serow::store {

struct S3Keys {
    std::string access_key;
    std::string secret_key;
};

using NamedValues = std::vector<std::pair<std::string, std::string>>;

struct RequestToSign {
    std::string method;          // "GET"
    std::string path;            // as it is sent: percent_encoded(), with its slashes
    NamedValues query;           // not encoded
    NamedValues headers;         // every one is signed; Host must be among them
    std::string payload_sha256;  // in hexadecimal
};

// RFC 3986's unreserved characters stay, all others become %XX of their UTF-8 bytes; slashes stay where asked for.
enum class Slashes { kept, encoded };
std::string percent_encoded(std::string_view text, Slashes slashes);

// "a=1&b=", encoded and in the order of the names, as it is signed and sent.
std::string query_text(NamedValues query);

std::string canonical_request(const RequestToSign& request);

// The value of the header Authorization. `timestamp` is "20130524T000000Z", the same as in the header x-amz-date.
std::string authorization(const RequestToSign& request, const S3Keys& keys, std::string_view region,
                          std::string_view service, std::string_view timestamp);

}  // namespace serow::store
