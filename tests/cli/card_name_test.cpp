#include "cli/card_name.h"

#include <gtest/gtest.h>
#include <unistd.h>

namespace serow::cli {
namespace {

namespace fs = std::filesystem;

TEST(CardName, IsThatOfTheFolderAboveDcimOrOfTheZip) {
    for (const auto& [source, name] : {std::pair{"/nowhere/card12", "card12"},
                                       {"/nowhere/card12/", "card12"},
                                       {"/nowhere/card12/DCIM", "card12"},
                                       {"/nowhere/card12/DCIM/", "card12"},
                                       {"/nowhere/other/../card12", "card12"},
                                       {"/DCIM", "DCIM"},
                                       {"s3://cards/2024/card12/", "card12"},
                                       {"s3://card12", "card12"},
                                       {"/nowhere/card12.zip", "card12"},
                                       {"/nowhere/2024.05.01", "2024.05.01"},
                                       {"/nowhere/羚牛.ZIP", "羚牛"}})
        EXPECT_EQ(card_name_of(source), name) << source;
}

TEST(CardName, AFolderThatIsCalledLikeAZipIsNone) {
    const auto folder = fs::temp_directory_path() / ("serow-name-" + std::to_string(::getpid()) + ".zip");
    fs::create_directories(folder);
    EXPECT_FALSE(is_zip(folder));
    EXPECT_EQ(card_name_of(folder), folder.filename());
    fs::remove_all(folder);
    EXPECT_TRUE(is_zip(folder));
    EXPECT_FALSE(is_zip("/nowhere/zip"));
}

}  // namespace
}  // namespace serow::cli
