#include "card/folder_pattern.h"

#include <gtest/gtest.h>

#include "card/name_key.h"

namespace serow::card {
namespace {

FolderReading read(std::string_view pattern, std::string_view folder) {
    const auto reading = value_or_throw(FolderPattern::parse(pattern)).read(folder);
    return reading ? *reading : FolderReading{"does not fit", "", "", "", ""};
}

TEST(NameKey, names_that_people_take_for_the_same_have_the_same_key) {
    for (const auto* name : {"P01", "p1", "P-01", "P_001", "p 01", "Ｐ０１", "Ｐ－０１", "P#1"})
        EXPECT_EQ(name_key(name), "p1") << name;
    for (const auto* name : {"样点１", "样点 01", "样点1"}) EXPECT_EQ(name_key(name), "样点1") << name;
    EXPECT_EQ(name_key("Forêt"), name_key("FORET"));
    EXPECT_EQ(name_key("Fore\u0302t"), name_key("forêt")) << "as macOS writes it";
    EXPECT_EQ(name_key("Север 2"), "север2");
}

TEST(NameKey, names_that_differ_keep_different_keys) {
    EXPECT_NE(name_key("1-1"), name_key("11"));
    EXPECT_NE(name_key("P10"), name_key("P1"));
    EXPECT_NE(name_key("样点一"), name_key("样点二"));
    EXPECT_EQ(name_key("0"), "0");
    EXPECT_EQ(name_key("P00"), "p0");
    EXPECT_EQ(name_key(" - "), "");
    EXPECT_EQ(name_key("\xff\xfe"), name_key("\xff\xfe")) << "bytes that are no text do no harm";
}

TEST(FolderPattern, camera_folders_say_nothing) {
    for (const auto* name : {"DCIM", "dcim", "100MEDIA", "100RECNX", "101EK113", "100_BTCF", "100STLTH", "100BMCIM",
                             "999DSCIM", "100MEDIA (2)", "100MEDIA - 副本", "100RECNX - Copy", "MISC"})
        EXPECT_TRUE(is_camera_folder(name)) << name;
    for (const auto* name : {"P01", "20240501", "2024年5月", "样点１", "100", "CAM1", "100MEDIAS", "000MEDIA", ""})
        EXPECT_FALSE(is_camera_folder(name)) << name;
}

TEST(FolderPattern, dates_as_people_write_them) {
    for (const auto* name :
         {"2024", "202405", "2024-05", "20240501", "2024-05-01", "2024.5.1", "2024年5月", "2024年5月1日", "2024年",
          "2024_05_01", "20240501-20240615", "2024-05-01 to 2024-06-15", "２０２４０５０１"})
        EXPECT_TRUE(is_date(name)) << name;
    for (const auto* name : {"P01", "1234", "20241301", "2024-05-32", "20240501x", "240501", "", "2024 spring"})
        EXPECT_FALSE(is_date(name)) << name;
}

TEST(FolderPattern, reads_point_camera_area_and_date) {
    EXPECT_EQ(read("{point}/{camera}/100RECNX", "P01/HF0118/100RECNX"),
              (FolderReading{"P01/HF0118", "", "P01", "HF0118", ""}));
    EXPECT_EQ(read("{area}/{point}", "North slope/P01/DCIM/100MEDIA"),
              (FolderReading{"North slope/P01", "North slope", "P01", "", ""}));
    EXPECT_EQ(read("{point}_{date}", "A_1_20240501/DCIM"), (FolderReading{"A_1_20240501", "", "A_1", "", "20240501"}));
    EXPECT_EQ(read("Station {point}/DCIM/100MEDIA", "station 12/DCIM/100EK113"),
              (FolderReading{"station 12", "", "12", "", ""}));
    EXPECT_EQ(read("*/{point}", "SD cards May/样点３/DCIM/100MEDIA"),
              (FolderReading{"SD cards May/样点３", "", "样点３", "", ""}));
    EXPECT_EQ(read("{date}/{point}", "2024年5月/东坡-02"),
              (FolderReading{"2024年5月/东坡-02", "", "东坡-02", "", "2024年5月"}));
    EXPECT_EQ(read("{point}_{camera}", "A_1_C2").point, "A_1") << "the point takes as much as it can";
    EXPECT_EQ(read("样点{point}", "样点 １２").point, "１２");
}

TEST(FolderPattern, what_lies_between_and_below_does_not_matter) {
    EXPECT_EQ(read("{point}/{camera}", "P01/DCIM/CAM2/100MEDIA/old/older").folder, "P01/DCIM/CAM2");
    EXPECT_EQ(read("{point}", "P01/100MEDIA").folder, read("{point}", "P01/DCIM/101MEDIA").folder);
    EXPECT_EQ(read("{point}/{camera}", "P01/DCIM/100MEDIA"), (FolderReading{"P01", "", "P01", "", ""}))
        << "a point without a folder for its camera";
}

TEST(FolderPattern, what_does_not_fit_is_not_read) {
    for (const auto& [pattern, folder] : {std::pair{"{point}", ""},
                                          {"{point}", "DCIM/100MEDIA"},
                                          {"*/{point}", "P01"},
                                          {"Station {point}", "P01"},
                                          {"{point}_{date}", "P01_spring"},
                                          {"P{point}", "P"}})
        EXPECT_FALSE(value_or_throw(FolderPattern::parse(pattern)).read(folder)) << pattern << " of " << folder;
}

TEST(FolderPattern, a_pattern_that_is_none_is_refused_with_the_reason) {
    for (const auto& [pattern, told] : {std::pair{"", "{point}"},
                                        {"{camera}", "{point}"},
                                        {"{point", "not closed"},
                                        {"point}", "\"}\""},
                                        {"{station}", "{station}"},
                                        {"{point}{camera}", "between"},
                                        {"{point}/{point}", "twice"},
                                        {"a//{point}", "between two"}}) {
        const auto parsed = FolderPattern::parse(pattern);
        ASSERT_FALSE(parsed) << pattern;
        EXPECT_EQ(parsed.error().code, Code::invalid);
        EXPECT_NE(parsed.error().detail.find(told), std::string::npos) << parsed.error().detail;
    }
}

TEST(FolderPattern, hostile_names_end_soon) {
    // In 255 letters there are 10^13 ways to place seven of them: tried one by one, this takes until ctest's time
    // limit.
    EXPECT_EQ(read("*a*a*a*a*a*a*a{point}b", std::string(255, 'a')).folder, "does not fit");
    EXPECT_EQ(read("*a*a*a*a*a*a*a{point}b", std::string(254, 'a') + "b").point, "a");
    EXPECT_EQ(read("{point}", std::string(255, 'a')).point, std::string(255, 'a'));
    EXPECT_EQ(read("{point}", std::string(256, 'a')).folder, "does not fit") << "no disk has longer names";
}

}  // namespace
}  // namespace serow::card
