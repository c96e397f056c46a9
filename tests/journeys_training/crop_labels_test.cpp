#include "journeys/crop_labels.h"

#include <gmock/gmock.h>

#include <sstream>

namespace serow::journeys {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Result<std::vector<LabelledCrop>> read(const std::string& csv) {
    std::istringstream in(csv);
    return read_crop_labels(in, "crops.csv", Taxa());
}

TEST(CropLabels, AreReadInAnyOrderOfColumns) {
    const auto crops = read(
        "scientificName,notes,location,filePath,bboxX,bboxY,bboxWidth,bboxHeight\n"
        "Puma concolor,at night,P01,100MEDIA/a.JPG,0.25,0.5,0.125,0.25\n"
        "Cervidae,,P02,b.JPG,,,,\n");
    ASSERT_TRUE(crops) << crops.error().detail;
    ASSERT_EQ(crops->size(), 2U);
    EXPECT_EQ((*crops)[0].filePath, "100MEDIA/a.JPG");
    EXPECT_EQ((*crops)[0].location, "P01");
    EXPECT_EQ((*crops)[0].scientificName, "Puma concolor");
    EXPECT_EQ((*crops)[0].box, (Box{0.25, 0.5, 0.125, 0.25}));
    EXPECT_EQ((*crops)[0].line, 2U);
    EXPECT_FALSE((*crops)[1].box);
}

TEST(CropLabels, BoxesMayBeNamedShortlyAndBeMissing) {
    EXPECT_EQ(read("filePath,location,scientificName,x,y,width,height\na.jpg,P,Cervidae,0,0,1,1\n")->front().box,
              (Box{0, 0, 1, 1}));
    EXPECT_FALSE(read("filePath,location,scientificName\na.jpg,P,Cervidae\n")->front().box);
    // Rounding at the border is cut off.
    EXPECT_EQ(
        read("filePath,location,scientificName,x,y,width,height\na.jpg,P,Cervidae,0.5,-0.0004,0.5004,1\n")->front().box,
        (Box{0.5, 0, 0.5, 1}));
}

TEST(CropLabels, WhatIsWrongIsToldWithItsLine) {
    const std::string header = "filePath,location,scientificName,bboxX,bboxY,bboxWidth,bboxHeight\n";
    struct Row {
        std::string csv;
        const char* told;
    };
    for (const auto& row : {
             Row{"", "crops.csv is empty"},
             Row{header, "there is no crop in it"},
             Row{"filePath,scientificName\na.jpg,Cervidae\n", "line 1: the column location is missing"},
             Row{"filePath,location,scientificName,bboxX\n", "four columns"},
             Row{header + "a.jpg,P,Cervidae,,,,\nb.jpg,,Cervidae,,,,\n", "line 3: location is empty"},
             Row{header + ",P,Cervidae,,,,\n", "filePath is empty"},
             Row{header + "a.jpg,P,,,,,\n", "scientificName is empty"},
             Row{header + "a.jpg,P,Puma concolour,,,,\n", "Near it: Puma"},
             Row{header + "../a.jpg,P,Cervidae,,,,\n", "no path below the folder"},
             Row{header + "/etc/a.jpg,P,Cervidae,,,,\n", "no path below the folder"},
             Row{header + "a.jpg,P,Cervidae,0.1,0.1,0.1,\n", "\"\" of the box is no number"},
             Row{header + "a.jpg,P,Cervidae,0.1,0.1,0.1,wide\n", "\"wide\" of the box is no number"},
             Row{header + "a.jpg,P,Cervidae,120,40,300,200\n", "shares of the picture"},
             Row{header + "a.jpg,P,Cervidae,0.1,0.1,0,0.2\n", "does not lie inside"},
             Row{header + "a.jpg,P,Cervidae,nan,0.1,0.1,0.2\n", "does not lie inside"},
             Row{header + "\"a.jpg,P\n", "line 2"},
         }) {
        const auto crops = read(row.csv);
        ASSERT_FALSE(crops) << row.csv;
        EXPECT_EQ(crops.error().code, Code::invalid);
        EXPECT_THAT(crops.error().detail, HasSubstr(row.told));
    }
}

TEST(CropLabels, BecomeNumbersInTheOrderOfTheNames) {
    const auto examples = examples_of(
        *read("filePath,location,scientificName\na.jpg,P2,Puma concolor\nb.jpg,P1,Cervidae\nc.jpg,P2,Cervidae\n"));
    EXPECT_THAT(examples.classes, ElementsAre("Cervidae", "Puma concolor"));
    EXPECT_THAT(examples.locations, ElementsAre("P1", "P2"));
    EXPECT_THAT(examples.labels, ElementsAre(1, 0, 0));
    EXPECT_THAT(examples.places, ElementsAre(1, 0, 1));
}

}  // namespace
}  // namespace serow::journeys
