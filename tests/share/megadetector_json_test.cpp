#include "share/megadetector_json.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "base/json.h"
#include "share/packages.h"

namespace serow::share::test {
namespace {

using testing::HasSubstr;

MegaDetectorInfo info() {
    MegaDetectorInfo i;
    i.detector = "deimv2-femto";
    i.detector_version = "1";
    i.detection_completion_time = parse_instant("2024-06-01T08:00:00Z").value();
    i.typical_detection_threshold = 0.35;
    i.conservative_detection_threshold = 0.2;
    i.image_size = 416;
    return i;
}

json::object written(const std::vector<MegaDetectorImage>& images, const MegaDetectorInfo& with = info()) {
    std::string text;
    MegaDetectorWriter writer(into(text));
    for (const auto& image : images) writer.image(image);
    writer.finish(with);
    return value_or_throw(parse_json(text, "the output")).as_object();
}

std::string refusal(const MegaDetectorImage& image, const MegaDetectorInfo& with = info()) {
    try {
        written({image}, with);
    } catch (const Failure& failure) {
        return failure.problem().detail;
    }
    return {};
}

MegaDetectorImage seen(double conf, Box box = {0.123456, 0, 0.5, 1}) {
    return {.file = "a/b.jpg", .detections = {{"1", conf, box, {}, {}}}};
}

TEST(MegaDetectorJson, AnEmptyFolderIsAValidFile) {
    const auto root = written({});
    EXPECT_EQ(root.at("images").as_array().size(), 0U);
    EXPECT_EQ(json::serialize(root.at("detection_categories")), R"({"1":"animal","2":"person","3":"vehicle"})");
    EXPECT_EQ(
        json::serialize(root.at("info")),
        R"({"format_version":"1.6","detector":"deimv2-femto","detection_completion_time":"2024-06-01 08:00:00",)"
        R"("detector_metadata":{"megadetector_version":"1","image_size":416,"typical_detection_threshold":3.5E-1,)"
        R"("conservative_detection_threshold":2E-1}})");
    EXPECT_FALSE(root.contains("classification_categories"));
}

TEST(MegaDetectorJson, NumbersAreRoundedAsMegaDetectorDoes) {
    std::string text;
    MegaDetectorWriter writer(into(text));
    writer.image(seen(0.87654));
    writer.finish(info());
    EXPECT_THAT(text, HasSubstr(R"({"category": "1", "conf": 0.877, "bbox": [0.1235, 0.0, 0.5, 1.0]})"));
}

TEST(MegaDetectorJson, NothingSeenIsAnEmptyListAndAFailureNone) {
    const auto root = written({{.file = "empty.jpg"}, {.file = "bad.jpg", .failure = "not a JPEG"}});
    EXPECT_EQ(json::serialize(root.at("images")),
              R"([{"file":"empty.jpg","detections":[]},{"file":"bad.jpg","failure":"not a JPEG","detections":null}])");
}

TEST(MegaDetectorJson, ClassificationsComeMostCertainFirst) {
    auto image = seen(0.9);
    image.detections[0].classifications = {{"0", 0.2}, {"3", 0.7}};
    auto with = info();
    with.classifier = "mobilenetv2";
    with.classification_categories = {{"0", "fox", "animalia;chordata;mammalia;carnivora;canidae;vulpes"},
                                      {"3", "cat", ""}};
    const auto root = written({image}, with);
    EXPECT_EQ(json::serialize(root.at("images").at(0).at("detections").at(0).at("classifications")),
              R"([["3",7E-1],["0",2E-1]])");
    EXPECT_EQ(json::serialize(root.at("classification_category_descriptions")),
              R"({"0":"animalia;chordata;mammalia;carnivora;canidae;vulpes"})");
}

TEST(MegaDetectorJson, VideosCarryFrameRateAndFrames) {
    MegaDetectorImage video{.file = "v.mp4", .frame_rate = 29.97, .frames_processed = {0, 30}};
    video.detections = {{"2", 0.5, {0, 0, 1, 1}, {}, 30}};
    EXPECT_EQ(json::serialize(written({video}).at("images").at(0)),
              R"({"file":"v.mp4","frame_rate":2.997E1,"frames_processed":[0,30],)"
              R"("detections":[{"category":"2","conf":5E-1,"bbox":[0E0,0E0,1E0,1E0],"frame_number":30}]})");
}

TEST(MegaDetectorJson, NamesInOtherEncodingsStillMakeValidJson) {
    const auto root = written({{.file = "\xB1\xAA/\"1\".jpg"}});  // 豹 in GBK
    EXPECT_EQ(root.at("images").at(0).at("file").as_string(), "\uFFFD\uFFFD/\"1\".jpg");
}

TEST(MegaDetectorJson, WhatTheFormatForbidsIsRefused) {
    EXPECT_THAT(refusal(seen(1.2)), HasSubstr("a/b.jpg: the confidence 1.2"));
    EXPECT_THAT(refusal(seen(0.5, {0.6, 0, 0.5, 1})), HasSubstr("leaves the picture"));
    EXPECT_THAT(refusal({.file = ""}), HasSubstr("no name"));
    auto failed = seen(0.5);
    failed.failure = "x";
    EXPECT_THAT(refusal(failed), HasSubstr("failed"));
    auto odd = seen(0.5);
    odd.detections[0].category = "animal";
    EXPECT_THAT(refusal(odd), HasSubstr("number"));
    odd.detections[0].category = "7";
    EXPECT_THAT(refusal(odd), HasSubstr("\"7\" is used but not listed"));
    auto frame = seen(0.5);
    frame.detections[0].frame_number = 3;
    EXPECT_THAT(refusal(frame), HasSubstr("frame"));
    MegaDetectorImage video = seen(0.5);
    video.frame_rate = 25;
    EXPECT_THAT(refusal(video), HasSubstr("frame number"));
    EXPECT_THAT(refusal({.file = "v.mp4", .frame_rate = 0}), HasSubstr("frame rate"));
}

TEST(MegaDetectorJson, ARefusedImageLeavesNoHalf) {
    std::string text;
    MegaDetectorWriter writer(into(text));
    EXPECT_THROW(writer.image(seen(2)), Failure);
    writer.image(seen(0.5));
    writer.finish(info());
    EXPECT_EQ(value_or_throw(parse_json(text, "it")).at("images").as_array().size(), 1U);
}

}  // namespace
}  // namespace serow::share::test
