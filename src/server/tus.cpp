#include "server/tus.h"

#include <algorithm>
#include <charconv>
#include <format>

#include "base/problem.h"
#include "server/http/problem.h"

namespace serow::server::tus {

void require_version(const Request& request) {
    const auto said = request.header("tus-resumable");
    if (said == version) return;
    auto response =
        problem_response(412, "tus-version", "Another version of tus",
                         said ? std::format("the request is of tus {}, this service speaks {}", *said, version)
                              : std::format("the header Tus-Resumable: {} is missing", version));
    response.header("Tus-Version", version);
    throw Refusal{std::move(response)};
}

void require_content_type(const Request& request) {
    if (request.content_type() == content_type) return;
    throw Refusal{problem_response(415, "content-type", "Another type of content",
                                   std::format("the bytes of a file are sent as {}", content_type))};
}

std::string method_of(const Request& request) {
    auto method = std::string(request.header("x-http-method-override").value_or(request.method));
    std::ranges::transform(method, method.begin(),
                           [](char c) { return c >= 'a' && c <= 'z' ? static_cast<char>(c - 32) : c; });
    return method;
}

std::optional<std::uint64_t> byte_count(const Request& request, std::string_view header) {
    const auto text = request.header(header);
    if (!text) return {};
    std::uint64_t value = 0;
    const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), value);
    if (error != std::errc() || end != text->data() + text->size())
        throw Failure(Code::bad_request, std::format("{}: \"{}\" is no number of bytes", header, *text));
    return value;
}

std::vector<std::pair<std::string, std::string>> metadata(std::string_view header) {
    std::vector<std::pair<std::string, std::string>> all;
    while (!header.empty()) {
        const auto comma = header.find(',');
        auto pair = header.substr(0, comma);
        header.remove_prefix(comma == std::string_view::npos ? header.size() : comma + 1);
        while (pair.starts_with(' ')) pair.remove_prefix(1);
        while (pair.ends_with(' ')) pair.remove_suffix(1);
        const auto space = pair.find(' ');
        const auto key = pair.substr(0, space);
        const auto value =
            space == std::string_view::npos ? std::optional(std::string()) : from_base64(pair.substr(space + 1));
        const bool twice = std::ranges::any_of(all, [&](const auto& known) { return known.first == key; });
        if (key.empty() || !value || twice)
            throw Failure(Code::bad_request, "Upload-Metadata is a list of \"key base64\", each key once, with commas");
        all.emplace_back(key, *value);
    }
    return all;
}

std::optional<Checksum> checksum(const Request& request) {
    const auto text = request.header("upload-checksum");
    if (!text) return {};
    const auto space = text->find(' ');
    auto stream = ChecksumStream::by_name(text->substr(0, space));
    auto expected = space == std::string_view::npos ? std::nullopt : from_base64(text->substr(space + 1));
    if (!stream)
        throw Failure(Code::bad_request, std::format("Upload-Checksum: this service knows {}", checksum_algorithms));
    if (!expected) throw Failure(Code::bad_request, "Upload-Checksum is an algorithm's name and a digest in base64");
    return Checksum{std::move(*stream), std::move(*expected)};
}

}  // namespace serow::server::tus
