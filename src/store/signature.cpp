#include "store/signature.h"

#include <algorithm>
#include <format>

#include "base/digest.h"

namespace serow::store {
namespace {

bool is_unreserved(char c) {
    return (c >= 'A' && c <= 'Z') || (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' ||
           c == '_' || c == '~';
}

// Without spaces at the ends, and with single ones inside.
std::string squeezed(std::string_view value) {
    std::string out;
    for (const char c : value)
        if (c != ' ' || (!out.empty() && out.back() != ' ')) out += c;
    if (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

// Names in lower case and in their order.
NamedValues canonical_headers(const NamedValues& headers) {
    NamedValues sorted;
    for (const auto& [name, value] : headers) {
        std::string small = name;
        for (auto& c : small)
            if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
        sorted.emplace_back(std::move(small), squeezed(value));
    }
    std::ranges::stable_sort(sorted, {}, &NamedValues::value_type::first);
    return sorted;
}

std::string signed_names(const NamedValues& sorted) {
    std::string names;
    for (const auto& [name, value] : sorted) names += (names.empty() ? "" : ";") + name;
    return names;
}

}  // namespace

std::string percent_encoded(std::string_view text, Slashes slashes) {
    std::string out;
    for (const char c : text) {
        if (is_unreserved(c) || (c == '/' && slashes == Slashes::kept))
            out += c;
        else
            out += std::format("%{:02X}", static_cast<unsigned char>(c));
    }
    return out;
}

std::string query_text(NamedValues query) {
    for (auto& [name, value] : query) {
        name = percent_encoded(name, Slashes::encoded);
        value = percent_encoded(value, Slashes::encoded);
    }
    std::ranges::sort(query);
    std::string out;
    for (const auto& [name, value] : query) out += std::format("{}{}={}", out.empty() ? "" : "&", name, value);
    return out;
}

std::string canonical_request(const RequestToSign& request) {
    const auto headers = canonical_headers(request.headers);
    std::string lines;
    for (const auto& [name, value] : headers) lines += std::format("{}:{}\n", name, value);
    return std::format("{}\n{}\n{}\n{}\n{}\n{}", request.method, request.path, query_text(request.query), lines,
                       signed_names(headers), request.payload_sha256);
}

std::string authorization(const RequestToSign& request, const S3Keys& keys, std::string_view region,
                          std::string_view service, std::string_view timestamp) {
    const auto day = timestamp.substr(0, 8);
    const auto scope = std::format("{}/{}/{}/aws4_request", day, region, service);
    const auto to_sign =
        std::format("AWS4-HMAC-SHA256\n{}\n{}\n{}", timestamp, scope, sha256_of(canonical_request(request)).hex);
    auto key = hmac_sha256("AWS4" + keys.secret_key, day);
    for (const auto step : {region, service, std::string_view("aws4_request")}) key = hmac_sha256(key, step);
    return std::format("AWS4-HMAC-SHA256 Credential={}/{}, SignedHeaders={}, Signature={}", keys.access_key, scope,
                       signed_names(canonical_headers(request.headers)), hex_digits(hmac_sha256(key, to_sign)));
}

}  // namespace serow::store
