#include "people/signature.h"

#include <gtest/gtest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <fstream>

#include "base/digest.h"

namespace serow::people {
namespace {

class SignatureTest : public testing::Test {
protected:
    ~SignatureTest() override { std::filesystem::remove(file_); }
    std::filesystem::path file_ = std::filesystem::temp_directory_path() / ("serow-key-" + std::to_string(::getpid()));
};

std::string of_hex(std::string_view hex) {
    std::string bytes;
    for (std::size_t i = 0; i < hex.size(); i += 2)
        bytes += static_cast<char>(std::stoi(std::string(hex.substr(i, 2)), nullptr, 16));
    return bytes;
}

TEST_F(SignatureTest, SignsAsRfc8032Says) {
    // RFC 8032, section 7.1, test 2: the seed, its public key, one byte, its signature.
    const auto seed = of_hex("4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb");
    const auto open = of_hex("3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c");
    const auto signature = of_hex(
        "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da"
        "085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00");
    std::ofstream(file_) << to_base64(seed + open) << '\n';
    const auto key = SigningKey::kept_in(file_);
    EXPECT_EQ(key.public_key(), to_base64(open));
    EXPECT_EQ(key.sign("\x72"), to_base64(signature));
    EXPECT_TRUE(is_signed("\x72", to_base64(signature), to_base64(open)));
}

TEST_F(SignatureTest, TheKeyIsMadeOnceAndIsTheOwnersAlone) {
    const auto first = SigningKey::kept_in(file_);
    EXPECT_EQ(SigningKey::kept_in(file_).public_key(), first.public_key());
    struct stat facts{};
    ASSERT_EQ(::stat(file_.c_str(), &facts), 0);
    EXPECT_EQ(facts.st_mode & 0777, 0600U);
}

TEST_F(SignatureTest, AChangedTextOrAForeignKeyIsSeen) {
    const auto key = SigningKey::kept_in(file_);
    const auto signature = key.sign("400 files");
    EXPECT_TRUE(is_signed("400 files", signature, key.public_key()));
    EXPECT_FALSE(is_signed("401 files", signature, key.public_key()));
    EXPECT_FALSE(is_signed("400 files", signature, to_base64(std::string(32, '\x05'))));
    EXPECT_FALSE(is_signed("400 files", "no base64", key.public_key()));
    EXPECT_FALSE(is_signed("400 files", "", ""));
}

TEST_F(SignatureTest, AFileThatHoldsNoKeyIsRefused) {
    std::ofstream(file_) << "not a key\n";
    EXPECT_THROW(SigningKey::kept_in(file_), Failure);
}

}  // namespace
}  // namespace serow::people
