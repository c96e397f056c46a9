#include "people/roles.h"

#include <gtest/gtest.h>

#include <array>

namespace serow::people {
namespace {

using enum Act;
constexpr std::array all_roles{Role::viewer, Role::annotator, Role::manager, Role::owner};

struct Line {
    Act act;
    std::array<bool, 4> may;  // viewer, annotator, manager, owner
};

// The whole table, said once more by hand: a change of who may do what has to be made twice.
constexpr std::array table{
    Line{see, {true, true, true, true}},
    Line{download, {true, true, true, true}},
    Line{answer, {false, true, true, true}},
    Line{upload, {false, true, true, true}},
    Line{export_data, {false, true, true, true}},
    Line{analyse, {false, false, true, true}},
    Line{manage_places, {false, false, true, true}},
    Line{retract_others, {false, false, true, true}},
    Line{delete_media, {false, false, true, true}},
    Line{manage_project, {false, false, true, true}},
    Line{manage_members, {false, false, true, true}},
    Line{delete_project, {false, false, false, true}},
    Line{manage_organisation, {false, false, false, true}},
};

TEST(Roles, TheTableOfWhoMay) {
    for (const auto& line : table)
        for (std::size_t i = 0; i < all_roles.size(); ++i)
            EXPECT_EQ(may(all_roles[i], line.act), line.may[i])
                << static_cast<int>(line.act) << " " << word(all_roles[i]);
}

TEST(Roles, WithoutARoleNothingExists) {
    for (const auto& line : table) EXPECT_FALSE(may(std::nullopt, line.act));
}

TEST(Roles, TheLargerOfTwoRolesHolds) {
    EXPECT_EQ(effective_role(Role::viewer, Role::manager), Role::manager);
    EXPECT_EQ(effective_role(Role::owner, Role::viewer), Role::owner);
    EXPECT_EQ(effective_role(std::nullopt, Role::viewer), Role::viewer);
    EXPECT_EQ(effective_role(Role::annotator, std::nullopt), Role::annotator);
    EXPECT_EQ(effective_role(std::nullopt, std::nullopt), std::nullopt);
}

TEST(Roles, NobodyGivesMoreThanTheyHave) {
    EXPECT_TRUE(may_give(Role::manager, Role::manager));
    EXPECT_FALSE(may_give(Role::manager, Role::owner));
    EXPECT_TRUE(may_give(Role::owner, Role::owner));
    EXPECT_FALSE(may_give(Role::annotator, Role::viewer));
}

TEST(Roles, WordsAndNumbersAreStable) {
    EXPECT_EQ(static_cast<int>(Role::viewer), 1);
    EXPECT_EQ(static_cast<int>(Role::owner), 4);
    for (const Role role : all_roles) EXPECT_EQ(parse_role(word(role)), role);
    EXPECT_EQ(word(Role::annotator), "annotator");
    EXPECT_FALSE(parse_role("admin"));
    EXPECT_FALSE(parse_role("Owner"));
}

}  // namespace
}  // namespace serow::people
