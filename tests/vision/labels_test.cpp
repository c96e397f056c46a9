#include "vision/labels.h"

#include <gmock/gmock.h>

namespace serow::vision {
namespace {

TEST(Labels, RowsCarryWordCategoryAndTaxon) {
    const auto labels = parse_labels(
        "index,label,category,scientificName\r\n"
        "0,background,,\r\n"
        "1,\"cougar, puma, \"\"catamount\"\"\",animal,Puma concolor\r\n"
        "2,person,person,Homo sapiens\n"
        "3,bicycle,vehicle,",
        "labels.csv");
    ASSERT_TRUE(labels) << labels.error().detail;
    ASSERT_EQ(labels->size(), 4U);
    EXPECT_EQ((*labels)[0].label, "background");
    EXPECT_FALSE((*labels)[0].category);
    EXPECT_EQ((*labels)[1].index, 1);
    EXPECT_EQ((*labels)[1].label, "cougar, puma, \"catamount\"");
    EXPECT_EQ((*labels)[1].category, Category::animal);
    EXPECT_EQ((*labels)[1].scientificName, "Puma concolor");
    EXPECT_EQ((*labels)[2].category, Category::person);
    EXPECT_EQ((*labels)[3].category, Category::vehicle);
    EXPECT_EQ((*labels)[3].scientificName, "");
}

TEST(Labels, WhatIsWrongIsNamedWithItsLine) {
    struct Case {
        std::string csv, detail;
    };
    const std::string head = "index,label,category,scientificName\n";
    const Case cases[] = {
        {"", "l.csv: there is no label in it"},
        {head, "l.csv: there is no label in it"},
        {"id,label\n0,a\n", "l.csv line 1: the header must be index,label,category,scientificName"},
        {head + "0,a,,\n2,b,,\n", "l.csv line 3: index \"2\" where 1 is expected"},
        {head + "x,a,,\n", "l.csv line 2: index \"x\" where 0 is expected"},
        {head + "0x,a,,\n", "l.csv line 2: index \"0x\" where 0 is expected"},
        {head + "99999999999999,a,,\n", "l.csv line 2: index \"99999999999999\" where 0 is expected"},
        {head + "0,a,\n", "l.csv line 2: 3 fields where 4 are expected"},
        {head + "0,,,\n", "l.csv line 2: the label is empty"},
        {head + "0,\"two\nlines\",,\n1,b,plant,\n",
         "l.csv line 4: category \"plant\" is none of animal, person, vehicle or empty"},
    };
    for (const auto& c : cases) {
        const auto labels = parse_labels(c.csv, "l.csv");
        ASSERT_FALSE(labels) << c.detail;
        EXPECT_EQ(labels.error().code, Code::invalid);
        EXPECT_EQ(labels.error().detail, c.detail);
    }
    EXPECT_FALSE(parse_labels(head + "0,\"never closed,,\n", "l.csv"));
}

}  // namespace
}  // namespace serow::vision
