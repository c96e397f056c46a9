#include "base/scratch_text.h"

#include <gtest/gtest.h>

#include <filesystem>
#include <string>

#include "base/problem.h"

namespace serow {
namespace {

std::span<const std::uint8_t> octets(const std::string& text) {
    return {reinterpret_cast<const std::uint8_t*>(text.data()), text.size()};
}

TEST(ScratchText, PiecesAreReadAsOneAndNothingIsSeenInTheFolder) {
    const auto folder = std::filesystem::temp_directory_path() / "serow-scratch-test";
    std::filesystem::create_directories(folder);
    {
        ScratchText text(folder);
        EXPECT_EQ(text.view(), "");
        std::string whole;
        for (int i = 0; i < 300; ++i) {
            const std::string piece(5000 + i, static_cast<char>('a' + i % 26));
            text.append(octets(piece));
            whole += piece;
        }
        EXPECT_EQ(text.view(), whole);
        EXPECT_TRUE(std::filesystem::is_empty(folder));
    }
    EXPECT_TRUE(std::filesystem::is_empty(folder));
    std::filesystem::remove_all(folder);
}

TEST(ScratchText, AFolderThatIsNotThereIsSaid) {
    EXPECT_THROW(ScratchText("/nowhere/at/all"), Failure);
}

}  // namespace
}  // namespace serow
