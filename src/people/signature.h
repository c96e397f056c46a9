// Signatures by which others can see that a text came from this Serow and was not changed (Ed25519, libsodium).
#pragma once

#include <filesystem>
#include <string>
#include <string_view>

#include "base/problem.h"

namespace serow::people {

// Keys and signatures are base64 (RFC 4648).
class SigningKey {
public:
    // The key that is kept in `file`, made when there is none (readable by the owner alone). Failure(internal) where
    // the file cannot be read or written, or holds no key.
    static SigningKey kept_in(const std::filesystem::path& file);

    [[nodiscard]] std::string sign(std::string_view text) const;
    [[nodiscard]] const std::string& public_key() const { return public_key_; }

private:
    std::string secret_;  // raw
    std::string public_key_;
};

// True where `signature` of `text` was made by the owner of `public_key`.
bool is_signed(std::string_view text, std::string_view signature, std::string_view public_key);

}  // namespace serow::people
