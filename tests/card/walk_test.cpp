#include "card/walk.h"

#include <fcntl.h>
#include <gmock/gmock.h>
#include <sys/stat.h>

#include <algorithm>

#include "card/folder.h"

namespace serow::card {
namespace {

using ::testing::ElementsAre;
using testing::Folder;
using ::testing::HasSubstr;

std::vector<std::string> paths(const Card& card) {
    std::vector<std::string> result;
    for (const auto& file : card.files) result.push_back(file.path);
    return result;
}
std::string reason(const Card& card, std::string_view path) {
    const auto found = std::ranges::find(card.left_out, path, &LeftOut::path);
    return found == card.left_out.end() ? "" : found->reason;
}

TEST(Walk, ListsFilesInTheOrderOfTheirCounters) {
    const Folder folder;
    for (const auto* name : {"DCIM/101RECNX/RCNX0001.JPG", "DCIM/100RECNX/IMG_10.JPG", "DCIM/100RECNX/IMG_9.JPG",
                             "DCIM/100RECNX/img_009.jpg", "notes.txt"})
        folder.put(name);
    const auto card = walk(folder.path());
    ASSERT_TRUE(card);
    EXPECT_THAT(paths(*card), ElementsAre("DCIM/100RECNX/IMG_9.JPG", "DCIM/100RECNX/img_009.jpg",
                                          "DCIM/100RECNX/IMG_10.JPG", "DCIM/101RECNX/RCNX0001.JPG", "notes.txt"));
    EXPECT_EQ(card->files[0].kind, NameKind::image);
    EXPECT_EQ(card->files[4].kind, NameKind::not_media);
    EXPECT_TRUE(card->left_out.empty());
}

TEST(Walk, TellsSizeAndTimeOfChange) {
    const Folder folder;
    const auto file = folder.put("a.AVI", "12345");
    const timespec times[2] = {{1618166589, 250'000'000}, {1618166589, 250'000'000}};
    ASSERT_EQ(::utimensat(AT_FDCWD, file.c_str(), times, 0), 0);
    const auto card = walk(folder.path()).value();
    EXPECT_EQ(card.files.at(0), (CardFile{"a.AVI", 5, 1618166589250, NameKind::video}));
}

TEST(Walk, LeavesNothingOutInSilence) {
    const Folder folder;
    folder.put("a.jpg");
    folder.put("._a.jpg");
    folder.put(".hidden/b.jpg");
    folder.put("Thumbs.db");
    folder.put(".DS_Store");
    folder.put("System Volume Information/IndexerVolumeGuid");
    std::filesystem::create_symlink(folder.path(), folder.path() / "loop");
    std::filesystem::create_symlink("a.jpg", folder.path() / "link.jpg");
    ASSERT_EQ(::mkfifo((folder.path() / "pipe.jpg").c_str(), 0600), 0);
    const auto card = walk(folder.path()).value();
    EXPECT_THAT(paths(card), ElementsAre("a.jpg"));
    EXPECT_THAT(reason(card, "._a.jpg"), HasSubstr("operating system"));
    EXPECT_THAT(reason(card, ".hidden/"), HasSubstr("hidden"));
    EXPECT_THAT(reason(card, "Thumbs.db"), HasSubstr("operating system"));
    EXPECT_THAT(reason(card, ".DS_Store"), HasSubstr("hidden"));
    EXPECT_THAT(reason(card, "System Volume Information/"), HasSubstr("operating system"));
    EXPECT_THAT(reason(card, "loop"), HasSubstr("link"));
    EXPECT_THAT(reason(card, "link.jpg"), HasSubstr("link"));
    EXPECT_THAT(reason(card, "pipe.jpg"), HasSubstr("regular"));
    EXPECT_EQ(card.left_out.size(), 8u);
}

TEST(Walk, SaysWhichFolderCannotBeRead) {
    if (::geteuid() == 0) GTEST_SKIP() << "NOT TESTED as root, who may read every folder";
    const Folder folder;
    folder.put("shut/a.jpg");
    std::filesystem::permissions(folder.path() / "shut", std::filesystem::perms::none);
    const auto card = walk(folder.path()).value();
    std::filesystem::permissions(folder.path() / "shut", std::filesystem::perms::owner_all);
    EXPECT_THAT(reason(card, "shut/"), HasSubstr("cannot be read"));
}

TEST(Walk, RefusesWhatIsNoFolderAndWhatIsTooMuch) {
    const Folder folder;
    const auto file = folder.put("a.jpg");
    folder.put("b.jpg");
    EXPECT_EQ(walk(file).error().code, Code::invalid);
    EXPECT_EQ(walk(folder.path() / "nothing").error().code, Code::not_found);
    EXPECT_EQ(walk(folder.path(), {.files = 1}).error().code, Code::too_large);
    folder.put("1/2/3/c.jpg");
    const auto shallow = walk(folder.path(), {.depth = 2}).value();
    EXPECT_THAT(reason(shallow, "1/2/3/"), HasSubstr("deep"));
}

TEST(NaturalLess, ComparesNumbersByTheirValue) {
    EXPECT_TRUE(natural_less("IMG_2.JPG", "IMG_10.JPG"));
    EXPECT_FALSE(natural_less("IMG_10.JPG", "IMG_2.JPG"));
    EXPECT_TRUE(natural_less("a/1", "a 2/1"));  // the files of "a" before those of "a 2"
    EXPECT_TRUE(natural_less("IMG_1.JPG", "img_2.jpg"));
    EXPECT_TRUE(natural_less("99999999999999999999999", "100000000000000000000000"));
    EXPECT_TRUE(natural_less("a", "ab"));
    EXPECT_TRUE(natural_less("", "a"));
}

TEST(NaturalLess, IsATotalOrder) {
    const std::vector<std::string> names{"a1", "a01", "A1", "a", "", "a10", "a2", "a/1", "a-1", "1", "01", "001", "b"};
    for (const auto& a : names)
        for (const auto& b : names) {
            EXPECT_EQ(natural_less(a, b) + natural_less(b, a), a == b ? 0 : 1) << a << " " << b;
            for (const auto& c : names) {
                if (natural_less(a, b) && natural_less(b, c)) {
                    EXPECT_TRUE(natural_less(a, c)) << a << " " << b << " " << c;
                }
            }
        }
}

TEST(BrandOfFolder, KnowsOnlyWhatOneBrandAloneWrites) {
    EXPECT_EQ(brand_of_folder("DCIM/100RECNX/RCNX0001.JPG"), "Reconyx");
    EXPECT_EQ(brand_of_folder("card 7/DCIM/102_BTCF/IMG_0001.JPG"), "Browning");
    EXPECT_EQ(brand_of_folder("DCIM/100EK113/EK000015.AVI"), "Bushnell");
    EXPECT_FALSE(brand_of_folder("DCIM/100MEDIA/IMAG0001.JPG"));
    EXPECT_FALSE(brand_of_folder(""));
}

TEST(FileCounter, IsTheLastNumberOfTheName) {
    EXPECT_EQ(file_counter("DCIM/100RECNX/IMG_0708.JPG"), 708);
    EXPECT_EQ(file_counter("mica_20210531082538-RCNX0031.JPG"), 31);
    EXPECT_EQ(file_counter("EK000015.AVI"), 15);
    EXPECT_FALSE(file_counter("100RECNX/readme.txt"));
    EXPECT_FALSE(file_counter("20210531082538.jpg"));  // a time, not a counter
}

}  // namespace
}  // namespace serow::card
