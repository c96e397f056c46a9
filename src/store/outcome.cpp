#include "store/outcome.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdint>
#include <format>

#include "base/utf8.h"

namespace serow::store {
namespace {

struct NamedError {
    std::string_view code;
    Outcome outcome;
};

// "Error responses" of Amazon's S3 API reference; what is not here follows from its status.
constexpr std::array named_errors{
    NamedError{"BadDigest", Outcome::retry},
    NamedError{"IncompleteBody", Outcome::retry},
    NamedError{"InternalError", Outcome::retry},
    NamedError{"OperationAborted", Outcome::retry},
    NamedError{"RequestTimeout", Outcome::retry},
    NamedError{"ServiceUnavailable", Outcome::retry},
    NamedError{"SlowDown", Outcome::retry},
    NamedError{"XAmzContentSHA256Mismatch", Outcome::retry},
    NamedError{"NoSuchKey", Outcome::not_found},
    NamedError{"NoSuchUpload", Outcome::not_found},
    NamedError{"NoSuchBucket", Outcome::refused},
    NamedError{"EntityTooSmall", Outcome::broken},
    NamedError{"InvalidPart", Outcome::broken},
    NamedError{"InvalidPartOrder", Outcome::broken},
    NamedError{"InvalidRange", Outcome::broken},
    // In an archive (Glacier): not to be had before somebody restores it.
    NamedError{"InvalidObjectState", Outcome::not_found},
};

// A character by its number: "#39", "#x27". Empty for what is none.
std::string numbered(std::string_view reference) {
    if (!reference.starts_with('#')) return {};
    reference.remove_prefix(1);
    const bool is_hex = reference.starts_with('x');
    if (is_hex) reference.remove_prefix(1);
    std::uint32_t code = 0;
    const auto read = std::from_chars(reference.data(), reference.data() + reference.size(), code, is_hex ? 16 : 10);
    if (read.ec != std::errc() || read.ptr != reference.data() + reference.size()) return {};
    return utf8_of(code);
}

std::string resolved(std::string_view text) {
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 5> entities{
        {{"lt", "<"}, {"gt", ">"}, {"quot", "\""}, {"apos", "'"}, {"amp", "&"}}};
    std::string out;
    while (!text.empty()) {
        const auto end = text.starts_with('&') ? text.find(';') : std::string_view::npos;
        if (end != std::string_view::npos) {
            const auto name = text.substr(1, end - 1);
            const auto* entity =
                std::ranges::find(entities, name, &std::pair<std::string_view, std::string_view>::first);
            const auto meant = entity != entities.end() ? std::string(entity->second) : numbered(name);
            if (!meant.empty()) {
                out += meant;
                text.remove_prefix(end + 1);
                continue;
            }
        }
        out += text.front();
        text.remove_prefix(1);
    }
    return out;
}

}  // namespace

std::optional<std::string_view> next_element(std::string_view& xml, std::string_view name) {
    const auto opening = std::format("<{}>", name);
    const auto closing = std::format("</{}>", name);
    const auto begin = xml.find(opening);
    if (begin == std::string_view::npos) return {};
    const auto end = xml.find(closing, begin);
    if (end == std::string_view::npos) return {};
    const auto content = xml.substr(begin + opening.size(), end - begin - opening.size());
    xml.remove_prefix(end + closing.size());
    return content;
}

std::optional<std::string> element(std::string_view xml, std::string_view name) {
    const auto content = next_element(xml, name);
    if (!content) return {};
    return resolved(*content);
}

Outcome outcome_of(int status, std::string_view body) {
    const bool is_good = status >= 200 && status < 300;
    if (is_good && !body.contains("<Error>")) return Outcome::done;
    if (const auto code = element(body, "Code")) {
        const auto* named = std::ranges::find(named_errors, *code, &NamedError::code);
        if (named != named_errors.end()) return named->outcome;
    }
    if (is_good) return Outcome::broken;
    switch (status) {
        case 404: return Outcome::not_found;
        case 408:
        case 429: return Outcome::retry;
        case 416: return Outcome::broken;
        case 501:
        case 507: return Outcome::refused;
        default: break;
    }
    if (status >= 500) return Outcome::retry;
    return status >= 300 ? Outcome::refused : Outcome::broken;
}

Outcome outcome_of(const Problem& no_answer) {
    switch (no_answer.code) {
        case Code::timeout:
        case Code::unavailable: return Outcome::retry;
        case Code::hash_mismatch:
        case Code::too_large: return Outcome::broken;
        default: return Outcome::refused;
    }
}

}  // namespace serow::store
