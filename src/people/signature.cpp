#include "people/signature.h"

#include <fcntl.h>
#include <sodium.h>
#include <unistd.h>

#include <fstream>
#include <iterator>

#include "base/digest.h"

namespace serow::people {
namespace {

const unsigned char* raw(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

// Written beside and put in place by linking: of two programs that begin at once, one makes the key.
void make_key(const std::filesystem::path& file) {
    std::string secret(crypto_sign_SECRETKEYBYTES, '\0'), open(crypto_sign_PUBLICKEYBYTES, '\0');
    crypto_sign_keypair(reinterpret_cast<unsigned char*>(open.data()), reinterpret_cast<unsigned char*>(secret.data()));
    const auto beside = file.string() + "." + std::to_string(::getpid());
    const int fd = ::open(beside.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
    const auto text = to_base64(secret) + "\n";
    const bool written =
        fd >= 0 && ::write(fd, text.data(), text.size()) == static_cast<ssize_t>(text.size()) && ::fsync(fd) == 0;
    if (fd >= 0) ::close(fd);
    if (written) ::link(beside.c_str(), file.c_str());
    ::unlink(beside.c_str());
    if (!written) throw Failure(Code::internal, "the key for receipts cannot be written: " + file.string());
}

}  // namespace

SigningKey SigningKey::kept_in(const std::filesystem::path& file) {
    if (sodium_init() < 0) throw Failure(Code::internal, "libsodium cannot be started");
    if (!std::filesystem::exists(file)) make_key(file);
    std::ifstream in(file);
    std::string text((std::istreambuf_iterator<char>(in)), {});
    while (!text.empty() && text.back() == '\n') text.pop_back();
    auto secret = from_base64(text);
    if (!secret || secret->size() != crypto_sign_SECRETKEYBYTES)
        throw Failure(Code::internal, "there is no key for receipts in " + file.string());
    SigningKey key;
    key.secret_ = std::move(*secret);
    // libsodium keeps the public half behind the seed.
    key.public_key_ = to_base64(std::string_view(key.secret_).substr(crypto_sign_SEEDBYTES));
    return key;
}

std::string SigningKey::sign(std::string_view text) const {
    std::string signature(crypto_sign_BYTES, '\0');
    crypto_sign_detached(reinterpret_cast<unsigned char*>(signature.data()), nullptr, raw(text), text.size(),
                         raw(secret_));
    return to_base64(signature);
}

bool is_signed(std::string_view text, std::string_view signature, std::string_view public_key) {
    if (sodium_init() < 0) throw Failure(Code::internal, "libsodium cannot be started");
    const auto bytes = from_base64(signature), key = from_base64(public_key);
    return bytes && key && bytes->size() == crypto_sign_BYTES && key->size() == crypto_sign_PUBLICKEYBYTES &&
           crypto_sign_verify_detached(raw(*bytes), raw(text), text.size(), raw(*key)) == 0;
}

}  // namespace serow::people
