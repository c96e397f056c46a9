// SHA-256 and random bytes (OpenSSL).
#pragma once

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <span>
#include <string>
#include <string_view>

#include "base/problem.h"

namespace serow {

// A SHA-256 in lower-case hexadecimal, 64 characters: the identity of a file's bytes.
struct Sha256 {
    std::string hex;
    auto operator<=>(const Sha256&) const = default;
    // nullopt unless 64 hexadecimal digits; upper case is folded.
    static std::optional<Sha256> parse(std::string_view text);
};

// Hashes a stream piece by piece, in constant memory.
class Sha256Stream {
public:
    Sha256Stream();
    ~Sha256Stream();
    Sha256Stream(Sha256Stream&&) noexcept;
    Sha256Stream& operator=(Sha256Stream&&) noexcept;

    void add(std::span<const std::byte> bytes);
    // The digest of all that was added; the stream then starts anew.
    Sha256 finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

Sha256 sha256_of(std::span<const std::byte> bytes);
Sha256 sha256_of(std::string_view text);
// Reads the file in pieces; Code::unreadable with the path where it cannot be opened or read.
Result<Sha256> sha256_of_file(const std::filesystem::path& path);

// A checksum of a piece of a transfer, by the algorithm's name.
class ChecksumStream {
public:
    // "sha1" or "sha256"; nullopt for others.
    static std::optional<ChecksumStream> by_name(std::string_view algorithm);
    ~ChecksumStream();
    ChecksumStream(ChecksumStream&&) noexcept;
    ChecksumStream& operator=(ChecksumStream&&) noexcept;

    void add(std::span<const std::byte> bytes);
    std::string finish();  // the raw bytes of the digest; the stream is then used up

private:
    struct State;
    explicit ChecksumStream(std::unique_ptr<State> state);
    std::unique_ptr<State> state_;
};

// RFC 4648, section 4, with padding.
std::string to_base64(std::string_view bytes);
std::optional<std::string> from_base64(std::string_view text);  // nullopt where it is none

// HMAC-SHA-256 (RFC 2104), 32 bytes that need not be text.
std::string hmac_sha256(std::string_view key, std::string_view message);
// Lower-case hexadecimal digits, two a byte.
std::string hex_digits(std::string_view bytes);

// MD5 in hexadecimal, piece by piece. No protection against anybody: only to compare with what other services say.
class Md5Stream {
public:
    Md5Stream();
    ~Md5Stream();
    Md5Stream(Md5Stream&&) noexcept;
    Md5Stream& operator=(Md5Stream&&) noexcept;

    void add(std::span<const std::byte> bytes);
    // The digest of all that was added; the stream then starts anew.
    std::string finish();

private:
    struct State;
    std::unique_ptr<State> state_;
};

// Cryptographically random; throws Failure(internal) if the system has none to give.
void random_bytes(std::span<std::uint8_t> out);
// `bytes` random bytes as base64url without padding: 43 characters for 32 bytes.
std::string random_token(std::size_t bytes = 32);

// True when both are the same, in a time that depends on the length alone.
bool equal_in_constant_time(std::string_view a, std::string_view b);

}  // namespace serow
