#include "people/tokens.h"

#include <algorithm>
#include <format>

#include "people/text.h"

namespace serow::people {
namespace {

// So that scanners of published files recognise them.
constexpr std::string_view prefix = "serow_";
constexpr std::string_view camera_prefix = "serowcam_";
constexpr std::size_t random_characters = 43;  // 32 bytes in base64url
constexpr std::size_t most_characters = 200;

bool is_base64url(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' || c == '_';
}

bool is_control(char32_t c) {
    return c < 0x20 || (c >= 0x7F && c < 0xA0) || c == 0x2028 || c == 0x2029;
}

// Marks that turn the direction of the text around them could make a name read as another one.
bool turns_direction(char32_t c) {
    return (c >= 0x202A && c <= 0x202E) || (c >= 0x2066 && c <= 0x2069);
}

NewToken make_with(std::string_view begin) {
    std::string secret = std::string(begin) + random_token(32);
    Sha256 hash = sha256_of(secret);
    return {std::move(secret), std::move(hash)};
}

bool fits(std::string_view secret, std::string_view begin) {
    return secret.starts_with(begin) && secret.size() == begin.size() + random_characters &&
           std::ranges::all_of(secret.substr(begin.size()), is_base64url);
}

}  // namespace

NewToken make_token() {
    return make_with(prefix);
}

NewToken make_camera_key() {
    return make_with(camera_prefix);
}

Result<Sha256> token_hash(std::string_view secret) {
    if (!fits(secret, prefix))
        return problem(Code::unauthenticated, "This is not an API token; tokens begin with \"serow_\".");
    return sha256_of(secret);
}

Result<Sha256> camera_key_hash(std::string_view secret) {
    if (!fits(secret, camera_prefix))
        return problem(Code::unauthenticated, "This is not a camera's key; those begin with \"serowcam_\".");
    return sha256_of(secret);
}

Result<std::string> check_name(std::string_view text, std::string_view what) {
    const auto name = trimmed(text);
    if (name.size() > most_characters * 4)
        return problem(Code::invalid, std::format("{} must have at most {} characters.", what, most_characters));
    const auto characters = code_points(name);
    if (!characters) return problem(Code::invalid, std::format("{} must be valid UTF-8 text.", what));
    if (characters->empty()) return problem(Code::invalid, std::format("{} must be given.", what));
    if (characters->size() > most_characters)
        return problem(Code::invalid, std::format("{} must have at most {} characters.", what, most_characters));
    if (std::ranges::any_of(*characters, [](char32_t c) { return is_control(c) || turns_direction(c); }))
        return problem(Code::invalid, std::format("{} must be one line without control characters.", what));
    return std::string(name);
}

}  // namespace serow::people
