#include "people/passwords.h"

#include <sodium.h>

#include <algorithm>
#include <array>
#include <string>

#include "people/text.h"

namespace serow::people {
namespace {

constexpr std::size_t fewest_characters = 10;
constexpr std::size_t most_password_bytes = 1024;

void require_sodium() {
    static const bool ready = sodium_init() >= 0;
    if (!ready) throw Failure(Code::internal, "libsodium cannot be started");
}

}  // namespace

Result<void> check_password(std::string_view password, std::string_view email) {
    if (password.size() > most_password_bytes)
        return problem(Code::invalid, "The password must be at most 1024 bytes long.");
    const auto characters = code_points(password);
    if (!characters) return problem(Code::invalid, "The password must be valid UTF-8 text.");
    if (characters->size() < fewest_characters)
        return problem(Code::invalid, "The password must have at least 10 characters; a few words make a good one.");
    if (!email.empty() && ascii_lower(trimmed(password)) == ascii_lower(trimmed(email)))
        return problem(Code::invalid, "The password must not be the e-mail address.");
    if (std::ranges::all_of(*characters, [&](char32_t c) { return c == characters->front(); }))
        return problem(Code::invalid, "The password must not be one character over and over.");
    return {};
}

std::string hash_password(std::string_view password, const PasswordCost& cost) {
    require_sodium();
    std::array<char, crypto_pwhash_STRBYTES> text{};
    // Argon2id by name, not by "the default", which a later libsodium may change.
    if (crypto_pwhash_argon2id_str(text.data(), password.data(), password.size(), cost.passes, cost.memory_bytes) != 0)
        throw Failure(Code::unavailable, "there is not enough memory to check passwords now; try again soon");
    return text.data();
}

bool verify_password(std::string_view password, const std::string& hash) {
    require_sodium();
    if (!hash.starts_with("$argon2id$") || hash.size() >= crypto_pwhash_STRBYTES || hash.contains('\0'))
        return verify_nobody(password);
    return crypto_pwhash_argon2id_str_verify(hash.c_str(), password.data(), password.size()) == 0;
}

bool needs_rehash(const std::string& hash, const PasswordCost& cost) {
    require_sodium();
    if (hash.size() >= crypto_pwhash_STRBYTES || hash.contains('\0')) return true;
    return crypto_pwhash_argon2id_str_needs_rehash(hash.c_str(), cost.passes, cost.memory_bytes) != 0;
}

bool verify_nobody(std::string_view password) {
    require_sodium();
    // The hash of 32 random bytes that nobody knows, made once a process.
    static const std::string nobody = [] {
        std::array<char, 32> secret{};
        randombytes_buf(secret.data(), secret.size());
        return hash_password({secret.data(), secret.size()});
    }();
    return crypto_pwhash_argon2id_str_verify(nobody.c_str(), password.data(), password.size()) == 0;
}

}  // namespace serow::people
