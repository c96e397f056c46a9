#include "base/digest.h"

#include <openssl/crypto.h>
#include <openssl/evp.h>
#include <openssl/hmac.h>
#include <openssl/rand.h>

#include <algorithm>
#include <array>
#include <cctype>
#include <fstream>
#include <vector>

namespace serow {
namespace {

std::string hex_of(std::span<const unsigned char> bytes) {
    static constexpr char digits[] = "0123456789abcdef";
    std::string text;
    text.reserve(bytes.size() * 2);
    for (const auto byte : bytes) {
        text += digits[byte >> 4];
        text += digits[byte & 15];
    }
    return text;
}

}  // namespace

std::optional<Sha256> Sha256::parse(std::string_view text) {
    if (text.size() != 64) return {};
    Sha256 sha{std::string(text)};
    for (auto& c : sha.hex) {
        if (std::isxdigit(static_cast<unsigned char>(c)) == 0) return {};
        c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
    }
    return sha;
}

namespace {

class OpensslDigest {
public:
    OpensslDigest(const EVP_MD* kind, const char* name) : kind_(kind) {
        if (context_ == nullptr || EVP_DigestInit_ex(context_, kind_, nullptr) != 1)
            throw Failure(Code::internal, std::string(name) + " is not available from OpenSSL");
    }
    ~OpensslDigest() { EVP_MD_CTX_free(context_); }
    OpensslDigest(const OpensslDigest&) = delete;
    OpensslDigest& operator=(const OpensslDigest&) = delete;

    void add(std::span<const std::byte> bytes) { EVP_DigestUpdate(context_, bytes.data(), bytes.size()); }
    std::string finish_in_hex() {
        std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
        unsigned size = 0;
        EVP_DigestFinal_ex(context_, digest.data(), &size);
        EVP_DigestInit_ex(context_, kind_, nullptr);
        return hex_of(std::span(digest).first(size));
    }

private:
    const EVP_MD* kind_;
    EVP_MD_CTX* context_ = EVP_MD_CTX_new();
};

}  // namespace

struct Sha256Stream::State : OpensslDigest {
    State() : OpensslDigest(EVP_sha256(), "SHA-256") {}
};

Sha256Stream::Sha256Stream() : state_(std::make_unique<State>()) {}
Sha256Stream::~Sha256Stream() = default;
Sha256Stream::Sha256Stream(Sha256Stream&&) noexcept = default;
Sha256Stream& Sha256Stream::operator=(Sha256Stream&&) noexcept = default;

void Sha256Stream::add(std::span<const std::byte> bytes) {
    state_->add(bytes);
}

Sha256 Sha256Stream::finish() {
    return Sha256{state_->finish_in_hex()};
}

struct Md5Stream::State : OpensslDigest {
    State() : OpensslDigest(EVP_md5(), "MD5") {}
};

Md5Stream::Md5Stream() : state_(std::make_unique<State>()) {}
Md5Stream::~Md5Stream() = default;
Md5Stream::Md5Stream(Md5Stream&&) noexcept = default;
Md5Stream& Md5Stream::operator=(Md5Stream&&) noexcept = default;

void Md5Stream::add(std::span<const std::byte> bytes) {
    state_->add(bytes);
}

std::string Md5Stream::finish() {
    return state_->finish_in_hex();
}

std::string hmac_sha256(std::string_view key, std::string_view message) {
    std::array<unsigned char, 32> digest{};
    unsigned size = 0;
    // OpenSSL takes bytes as unsigned char.
    const auto* bytes = reinterpret_cast<const unsigned char*>(message.data());
    if (HMAC(EVP_sha256(), key.data(), static_cast<int>(key.size()), bytes, message.size(), digest.data(), &size) ==
        nullptr)
        throw Failure(Code::internal, "HMAC-SHA-256 is not available from OpenSSL");
    return {digest.begin(), digest.end()};
}

std::string hex_digits(std::string_view bytes) {
    return hex_of(std::span(reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size()));
}

Sha256 sha256_of(std::span<const std::byte> bytes) {
    std::array<unsigned char, 32> digest{};
    EVP_Digest(bytes.data(), bytes.size(), digest.data(), nullptr, EVP_sha256(), nullptr);
    return Sha256{hex_of(digest)};
}

Sha256 sha256_of(std::string_view text) {
    return sha256_of(std::as_bytes(std::span(text)));
}

Result<Sha256> sha256_of_file(const std::filesystem::path& path) {
    std::ifstream file(path, std::ios::binary);
    if (!file) return problem(Code::unreadable, "cannot open " + path.string());
    Sha256Stream stream;
    std::vector<char> buffer(1 << 18);
    while (file) {
        file.read(buffer.data(), static_cast<std::streamsize>(buffer.size()));
        stream.add(std::as_bytes(std::span(buffer.data(), static_cast<std::size_t>(file.gcount()))));
    }
    if (file.bad()) return problem(Code::unreadable, "reading failed half-way: " + path.string());
    return stream.finish();
}

struct ChecksumStream::State {
    EVP_MD_CTX* context = EVP_MD_CTX_new();
    State() = default;
    ~State() { EVP_MD_CTX_free(context); }
    State(const State&) = delete;
    State& operator=(const State&) = delete;
};

ChecksumStream::ChecksumStream(std::unique_ptr<State> state) : state_(std::move(state)) {}
ChecksumStream::~ChecksumStream() = default;
ChecksumStream::ChecksumStream(ChecksumStream&&) noexcept = default;
ChecksumStream& ChecksumStream::operator=(ChecksumStream&&) noexcept = default;

std::optional<ChecksumStream> ChecksumStream::by_name(std::string_view algorithm) {
    const EVP_MD* which = algorithm == "sha1" ? EVP_sha1() : algorithm == "sha256" ? EVP_sha256() : nullptr;
    if (which == nullptr) return {};
    auto state = std::make_unique<State>();
    if (state->context == nullptr || EVP_DigestInit_ex(state->context, which, nullptr) != 1)
        throw Failure(Code::internal, std::string(algorithm) + " is not available from OpenSSL");
    return ChecksumStream(std::move(state));
}

void ChecksumStream::add(std::span<const std::byte> bytes) {
    EVP_DigestUpdate(state_->context, bytes.data(), bytes.size());
}

std::string ChecksumStream::finish() {
    std::array<unsigned char, EVP_MAX_MD_SIZE> digest{};
    unsigned size = 0;
    EVP_DigestFinal_ex(state_->context, digest.data(), &size);
    return {reinterpret_cast<const char*>(digest.data()), size};
}

std::string to_base64(std::string_view bytes) {
    std::string text((bytes.size() + 2) / 3 * 4 + 1, '\0');
    const int length =
        EVP_EncodeBlock(reinterpret_cast<unsigned char*>(text.data()),
                        reinterpret_cast<const unsigned char*>(bytes.data()), static_cast<int>(bytes.size()));
    text.resize(static_cast<std::size_t>(length));
    return text;
}

std::optional<std::string> from_base64(std::string_view text) {
    const auto padding = text.size() - std::min(text.size(), text.find_last_not_of('=') + 1);
    if (text.size() % 4 != 0 || padding > 2) return {};
    std::string bytes(text.size() / 4 * 3 + 1, '\0');
    const int length =
        EVP_DecodeBlock(reinterpret_cast<unsigned char*>(bytes.data()),
                        reinterpret_cast<const unsigned char*>(text.data()), static_cast<int>(text.size()));
    if (length < 0) return {};
    bytes.resize(static_cast<std::size_t>(length) - padding);
    return bytes;
}

void random_bytes(std::span<std::uint8_t> out) {
    if (RAND_bytes(out.data(), static_cast<int>(out.size())) != 1)
        throw Failure(Code::internal, "the system gives no random numbers");
}

std::string random_token(std::size_t bytes) {
    static constexpr char alphabet[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    std::vector<std::uint8_t> random(bytes);
    random_bytes(random);
    std::string text;
    unsigned bits = 0;
    int held = 0;
    for (const auto byte : random) {
        bits = bits << 8 | byte;
        held += 8;
        while (held >= 6) text += alphabet[bits >> (held -= 6) & 63];
    }
    if (held > 0) text += alphabet[bits << (6 - held) & 63];
    return text;
}

bool equal_in_constant_time(std::string_view a, std::string_view b) {
    return a.size() == b.size() && CRYPTO_memcmp(a.data(), b.data(), a.size()) == 0;
}

}  // namespace serow
