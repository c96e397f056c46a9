// Other programs' predictions, read and written again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <random>
#include <sstream>

#include "camtrap/speciesnet_label.h"
#include "share/json_list.h"
#include "share/megadetector_reader.h"
#include "share/packages.h"
#include "share/speciesnet_json.h"

namespace serow::share::foreign_test {
namespace {

using test::into;

using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

std::filesystem::path tables() {
    const char* given = std::getenv("SEROW_SHARED");
    return std::filesystem::path(given != nullptr ? given : "../shared") / "tables";
}

std::string content_of(const std::filesystem::path& file) {
    std::ifstream in(file, std::ios::binary);
    std::ostringstream text;
    text << in.rdbuf();
    return text.str();
}

struct ReadMegaDetector {
    MegaDetectorHead head;
    std::vector<MegaDetectorImage> images;
    std::vector<PredictionFinding> findings;
    [[nodiscard]] std::vector<std::string> reasons() const {
        std::vector<std::string> all;
        for (const auto& f : findings) all.push_back(f.file + ": " + f.reason + (f.left_out ? " (left out)" : ""));
        return all;
    }
};

ReadMegaDetector read(const std::string& text, const PredictionLimits& limits = {}) {
    ReadMegaDetector r;
    const FindingReceiver finding = [&](PredictionFinding&& f) { r.findings.push_back(std::move(f)); };
    r.head = value_or_throw(read_megadetector_head(text, finding, limits));
    each_megadetector_image(
        text, r.head.info, [&](MegaDetectorImage&& image) { r.images.push_back(std::move(image)); }, finding, limits);
    return r;
}

std::string written(const ReadMegaDetector& r) {
    std::string text;
    MegaDetectorWriter writer(into(text));
    for (const auto& image : r.images) writer.image(image);
    writer.finish(r.head.info);
    return text;
}

struct ReadSpeciesNet {
    std::vector<SpeciesNetPrediction> predictions;
    std::vector<PredictionFinding> findings;
};

ReadSpeciesNet read_speciesnet(const std::string& text) {
    ReadSpeciesNet r;
    value_or_throw(count_speciesnet_predictions(text));
    each_speciesnet_prediction(
        text, [&](SpeciesNetPrediction&& p) { r.predictions.push_back(std::move(p)); },
        [&](PredictionFinding&& f) { r.findings.push_back(std::move(f)); });
    return r;
}

// The same JSON, numbers within `tolerance`; what `expected` has, `actual` must have, and nothing else. Where null and
// absent mean the same, `expected` was brought to one form before.
void expect_same(const json::value& expected, const json::value& actual, double tolerance, const std::string& where) {
    if (expected.is_number() && actual.is_number()) {
        EXPECT_NEAR(expected.to_number<double>(), actual.to_number<double>(), tolerance) << where;
    } else if (expected.is_object() && actual.is_object()) {
        for (const auto& [key, value] : expected.get_object()) {
            const auto* other = actual.get_object().if_contains(key);
            if (other == nullptr)
                ADD_FAILURE() << where << ": " << key << " is missing";
            else
                expect_same(value, *other, tolerance, where + "/" + std::string(key));
        }
        EXPECT_EQ(expected.get_object().size(), actual.get_object().size()) << where << ": " << json::serialize(actual);
    } else if (expected.is_array() && actual.is_array()) {
        ASSERT_EQ(expected.get_array().size(), actual.get_array().size()) << where;
        for (std::size_t i = 0; i < expected.get_array().size(); ++i)
            expect_same(expected.get_array()[i], actual.get_array()[i], tolerance,
                        where + "[" + std::to_string(i) + "]");
    } else {
        EXPECT_EQ(json::serialize(expected), json::serialize(actual)) << where;
    }
}

// What the format defines of an entry, in the one form that 1.6 has for it.
json::value as_1_6(json::value file) {
    auto& root = file.as_object();
    root["info"].as_object()["format_version"] = "1.6";
    if (root.contains("classification_categories") && !root.contains("classification_category_descriptions"))
        root["classification_category_descriptions"] = json::object();
    for (auto& image : root["images"].as_array()) {
        auto& object = image.as_object();
        if (object.contains("failure")) object["detections"] = nullptr;
        if (object["detections"].is_array())
            for (auto& detection : object["detections"].as_array()) {
                detection.as_object().erase("frame");  // animl's own; the format calls it frame_number
            }
    }
    return file;
}

class MegaDetectorTables : public testing::TestWithParam<const char*> {};

TEST_P(MegaDetectorTables, ReadAndWrittenAgainNothingOfTheFormatIsLost) {
    const auto file = tables() / "megadetector_json" / GetParam();
    if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
    const auto text = content_of(file);
    const auto r = read(text);
    for (const auto& finding : r.findings) EXPECT_EQ(finding.file, "info") << finding.reason;
    // Confidences are written with three decimals, boxes with four.
    expect_same(as_1_6(value_or_throw(parse_json(text, "it"))), value_or_throw(parse_json(written(r), "it")), 0.00051,
                GetParam());
    // What was rounded once is the same ever after.
    EXPECT_EQ(written(read(written(r))), written(r));
}
INSTANTIATE_TEST_SUITE_P(Files, MegaDetectorTables,
                         testing::Values("animl_md_gt.json", "ena24_small_md_annotations.json",
                                         "zamba_megadetector_output.json"));

class SpeciesNetTables : public testing::TestWithParam<const char*> {};

TEST_P(SpeciesNetTables, ReadAndWrittenAgainEveryDigitIsThere) {
    const auto file = tables() / "speciesnet_json" / GetParam();
    if (!std::filesystem::exists(file)) GTEST_SKIP() << file << " is not here";
    const auto text = content_of(file);
    const auto r = read_speciesnet(text);
    EXPECT_THAT(r.findings, IsEmpty());
    std::string again;
    SpeciesNetWriter writer(into(again));
    for (const auto& p : r.predictions) writer.prediction(p);
    writer.finish();
    expect_same(value_or_throw(parse_json(text, "it")), value_or_throw(parse_json(again, "it")), 0, GetParam());
}
INSTANTIATE_TEST_SUITE_P(Files, SpeciesNetTables,
                         testing::Values("output_classifier.json", "output_detector.json", "output_ensemble.json"));

TEST(MegaDetectorReader, ReadsWhatTheFormatsPageShows) {
    const auto r = read(R"({
      "info": {"format_version": 1.4, "detector": "md_v5a.0.0", "detection_completion_time": "2024-03-01 10:20:30",
               "detector_metadata": {"megadetector_version": "v5a.0.0", "typical_detection_threshold": 0.2, "note": "x"}},
      "detection_categories": {"1": "animal"}, "classification_categories": {"0": "fox", "1": "deer"},
      "images": [{"file": "a\\b.JPG", "detections": [{"category": "1", "conf": 0.9, "bbox": [0.1, 0.2, 0.3, 0.4],
                  "classifications": [["0", 0.2], ["1", 0.8]]}]},
                 {"file": "v.mp4", "frame_rate": 30, "frames_processed": [0, 30],
                  "detections": [{"category": "1", "conf": 1, "bbox": [0, 0, 1, 1], "frame_number": 30}]},
                 {"file": "c.jpg", "failure": "Failure image access", "detections": null}]})");
    EXPECT_THAT(r.findings, IsEmpty());
    EXPECT_EQ(r.head.info.format_version, "1.4");
    EXPECT_EQ(r.head.info.detection_completion_time, parse_instant("2024-03-01T10:20:30Z"));
    EXPECT_EQ(r.head.info.typical_detection_threshold, 0.2);
    EXPECT_EQ(json::serialize(r.head.info.more_detector_metadata), R"({"note":"x"})");
    ASSERT_THAT(r.images, SizeIs(3));
    EXPECT_EQ(r.images[0].file, "a/b.JPG");
    EXPECT_EQ(r.images[0].detections[0].bbox, (Box{0.1, 0.2, 0.3, 0.4}));
    EXPECT_EQ(r.images[0].detections[0].classifications[0].id, "1");  // the most certain first
    EXPECT_EQ(r.images[1].frame_rate, 30);
    EXPECT_EQ(r.images[1].detections[0].frame_number, 30);
    EXPECT_EQ(r.images[2].failure, "Failure image access");
}

// Of one detection in one entry.
std::vector<std::string> findings_of(const std::string& entry) {
    return read(R"({"info": {"format_version": "1.5"}, "detection_categories": {"1": "animal"},
                    "classification_categories": {"0": "fox"}, "images": [)" +
                entry + "]}")
        .reasons();
}

TEST(MegaDetectorReader, EachFaultIsNamedWithItsEntry) {
    const auto boxed = [](const std::string& conf, const std::string& bbox, const std::string& more = "") {
        return findings_of(R"({"file": "a.jpg", "detections": [{"category": "1", "conf": )" + conf + R"(, "bbox": )" +
                           bbox + more + "}]}");
    };
    const std::string good = "[0.1, 0.1, 0.2, 0.2]";
    EXPECT_THAT(boxed("0.5", good), IsEmpty());
    EXPECT_THAT(boxed("1.5", good), ElementsAre("a.jpg: a confidence is 1.5, and not between 0 and 1 (left out)"));
    EXPECT_THAT(boxed("NaN", good), ElementsAre("a.jpg: a confidence is no number (left out)"));
    EXPECT_THAT(boxed("-Infinity", good), ElementsAre("a.jpg: a confidence is no number (left out)"));
    EXPECT_THAT(boxed("0.5", "[2, 0, 0.1, 0.1]"),
                ElementsAre(HasSubstr("the box [2, 0, 0.1, 0.1] lies outside the picture")));
    EXPECT_THAT(boxed("0.5", "[100, 200, 300, 400]"), ElementsAre(HasSubstr("boxes are in shares of it (left out)")));
    EXPECT_THAT(boxed("0.5", "[0, 0, -1, 1]"), ElementsAre(HasSubstr("has no size (left out)")));
    EXPECT_THAT(boxed("0.5", "[0, 0, 1]"), ElementsAre(HasSubstr("four numbers")));
    EXPECT_THAT(boxed("0.5", "[0.9, 0, 0.3, 0.1]"),
                ElementsAre("a.jpg: a box reached out of the picture, and was cut"));
    EXPECT_THAT(boxed("0.5", "[0.9, 0, 0.101, 0.1]"), IsEmpty());  // rounding
    EXPECT_THAT(boxed("0.5", good, R"(, "classifications": [["7", 0.9]])"),
                ElementsAre("a.jpg: the class \"7\" is not listed; that box stays without classes"));
    EXPECT_THAT(boxed("0.5", good, R"(, "classifications": [["0", 7]])"), ElementsAre(HasSubstr("7, and not between")));
    EXPECT_THAT(boxed("0.5", good, R"(, "frame_number": -1)"), ElementsAre(HasSubstr("frame number")));
    EXPECT_THAT(findings_of(R"({"file": "a.jpg", "detections": [{"category": "9", "conf": 1, "bbox": [0,0,1,1]}]})"),
                ElementsAre("a.jpg: a detection is of the category \"9\", which is not listed (left out)"));
    EXPECT_THAT(findings_of(R"({"detections": []})"), ElementsAre("images[0]: it names no file (left out)"));
    EXPECT_THAT(findings_of(R"({"file": "a.jpg"})"), ElementsAre(HasSubstr("neither detections nor a failure")));
    EXPECT_THAT(findings_of("7, null"), SizeIs(2));
    EXPECT_THAT(findings_of(R"({"file": "a\u0000.jpg", "detections": []})"),
                ElementsAre("images[0]: \"file\" holds a NUL character (left out)"));
    EXPECT_THAT(findings_of(R"({"file": "a.jpg", "detections": []}, {"file": "a.jpg", "detections": []})"),
                ElementsAre("a.jpg: an earlier entry names the same file (left out)"));
    EXPECT_THAT(findings_of(R"({"file": "v.mp4", "frame_rate": 0, "detections": []})"),
                ElementsAre(HasSubstr("frame rate is not between")));
}

TEST(MegaDetectorReader, MoreThanTheLimitsIsRefused) {
    PredictionLimits tight;
    tight.boxes = 1;
    const std::string box = R"({"category": "1", "conf": 1, "bbox": [0, 0, 1, 1]})";
    const auto text = R"({"info": {"format_version": "1.5"}, "images": [{"file": "a.jpg", "detections": [)" + box +
                      "," + box + R"(]}, {"file": "b.jpg", "detections": [)" + box + "]}]}";
    EXPECT_THAT(read(text, tight).images, SizeIs(1));
    tight.entries = 1;
    EXPECT_EQ(read_megadetector_head(text, [](PredictionFinding&&) {}, tight).error().code, Code::too_large);
    tight.bytes = 10;
    EXPECT_EQ(read_megadetector_head(text, [](PredictionFinding&&) {}, tight).error().code, Code::too_large);
}

TEST(MegaDetectorReader, WhatIsNoSuchFileIsRefusedWithThePlace) {
    const auto refused = [](const std::string& text) {
        const auto head = read_megadetector_head(text, [](PredictionFinding&&) {});
        return head ? std::string() : head.error().detail;
    };
    EXPECT_THAT(refused(""), HasSubstr("near character 1"));
    EXPECT_THAT(refused("[]"), HasSubstr("no object"));
    EXPECT_THAT(refused("{}"), HasSubstr("no list \"images\""));
    EXPECT_THAT(refused(R"({"images": 7})"), HasSubstr("\"images\" is no list"));
    EXPECT_THAT(refused(R"({"images": [], "images": []})"), HasSubstr("twice"));
    EXPECT_THAT(refused(R"({"images": []} x)"), HasSubstr("near character"));
    EXPECT_THAT(refused(R"({"images": [{"file": "a)"), HasSubstr("near character"));
    EXPECT_THAT(refused(R"({"images": [], "detection_categories": {"animal": "1"}})"), HasSubstr("no number"));
    EXPECT_THAT(refused(R"({"images": )" + std::string(100'000, '[')), HasSubstr("near character"));
    EXPECT_EQ(refused("\xEF\xBB\xBF{\"images\": []}"), "");
}

TEST(JsonList, HalfASurrogateIsMendedAndAWholePairIsKept) {
    std::vector<std::string> found;
    const auto rest =
        read_json_list(R"({"a": "NaN", "list": ["\udcb1x", "\ud83e\udd8a", "\\ud83e", "-Infinity"]})", "it", "list",
                       [&](json::value&& value, std::size_t) { found.emplace_back(value.as_string()); });
    ASSERT_TRUE(rest) << rest.error().detail;
    EXPECT_EQ(json::serialize(*rest), R"({"a":"NaN"})");
    EXPECT_THAT(found, ElementsAre("\uFFFDx", "🦊", "\\ud83e", "-Infinity"));
}

// What the fuzz target does, on damage that is the same each time.
TEST(ForeignPredictions, NoDamageDoesHarm) {
    const auto folder = tables();
    if (!std::filesystem::exists(folder)) GTEST_SKIP() << folder << " is not here";
    std::mt19937 random(4711);
    std::size_t read_whole = 0;
    for (const auto* name :
         {"megadetector_json/ena24_small_md_annotations.json", "megadetector_json/zamba_megadetector_output.json",
          "speciesnet_json/output_ensemble.json"})
        for (int round = 0; round < 300; ++round) {
            auto text = content_of(folder / name);
            for (int damage = 0; damage < 1 + round % 4; ++damage) {
                const auto at = random() % text.size();
                switch (random() % 5) {
                    case 0: text[at] = static_cast<char>(random() % 256); break;
                    case 1: text.erase(at, random() % 20); break;
                    case 2: text.insert(at, text.substr(random() % text.size(), random() % 40)); break;
                    case 3: text.insert(at, "NaN"); break;
                    default: text.insert(at, std::to_string(static_cast<std::int64_t>(random()) - 2'000'000'000));
                }
            }
            const FindingReceiver named = [](PredictionFinding&& f) {
                EXPECT_FALSE(f.file.empty());
                EXPECT_FALSE(f.reason.empty());
            };
            std::string out;
            if (const auto head = read_megadetector_head(text, named)) {
                MegaDetectorWriter writer(into(out));
                each_megadetector_image(
                    text, head->info,
                    [&](MegaDetectorImage&& image) {
                        if (!image.frame_rate)
                            for (auto& detection : image.detections) detection.frame_number.reset();
                        writer.image(image);
                    },
                    named);
                writer.finish(head->info);
                EXPECT_TRUE(parse_json(out, "it"));
                ++read_whole;
            }
            if (count_speciesnet_predictions(text)) {
                SpeciesNetWriter writer(into(out));
                each_speciesnet_prediction(text, [&](SpeciesNetPrediction&& p) { writer.prediction(p); }, named);
                ++read_whole;
            }
        }
    EXPECT_GT(read_whole, 50U);  // some damage hits a number alone
}

TEST(SpeciesNetLabels, NameTheFinestLevel) {
    const auto name = [](std::string_view text) {
        return camtrap::parse_speciesnet_label(text).value().scientific_name();
    };
    EXPECT_EQ(
        name("436ddfdd-bc43-44c3-a25d-34671d3430a0;mammalia;carnivora;ursidae;ursus;americanus;american black bear"),
        "Ursus americanus");
    EXPECT_EQ(name("ec1a70f4-41c0-4aba-9150-292fb2b7a324;mammalia;carnivora;ursidae;;;bear family"), "Ursidae");
    EXPECT_EQ(name("f2d233e3-80e3-433d-9687-e29ecc7a467a;mammalia;;;;;mammal"), "Mammalia");
    EXPECT_EQ(name(camtrap::speciesnet::blank), "");
    EXPECT_EQ(name(camtrap::speciesnet::animal), "");
    EXPECT_EQ(name(camtrap::speciesnet::unknown), "");
    EXPECT_EQ(name(camtrap::speciesnet::human), "Homo sapiens");
    EXPECT_FALSE(camtrap::parse_speciesnet_label("mammalia;carnivora"));
    EXPECT_FALSE(camtrap::parse_speciesnet_label("a;b;c;d;e;f;g;h"));
    EXPECT_EQ(camtrap::label_of(
                  {"Ursus arctos", "species", "Mammalia", "Carnivora", "Ursidae", "Ursus", "brown bear", "", "", ""})
                  .text(),
              ";mammalia;carnivora;ursidae;ursus;arctos;brown bear");
}

TEST(SpeciesNetReader, EachFaultIsNamedWithItsEntry) {
    const auto findings = [](const std::string& entry) {
        const auto r = read_speciesnet(R"({"predictions": [)" + entry + "]}");
        std::string all;
        for (const auto& f : r.findings) all += f.file + ": " + f.reason + (f.left_out ? " (left out)" : "") + "\n";
        return all;
    };
    EXPECT_EQ(findings(R"({"filepath": "a.jpg", "failures": ["DETECTOR"]})"), "");
    EXPECT_THAT(findings(R"({"filepath": "a.jpg"})"), HasSubstr("nor a failure (left out)"));
    EXPECT_THAT(findings(R"({"filepath": "a.jpg", "detections": [{"category": "4", "conf": 1, "bbox": [0,0,1,1]}]})"),
                HasSubstr("category \"4\", not 1, 2 or 3 (left out)"));
    EXPECT_THAT(findings(R"({"filepath": "a.jpg", "detections": [], "prediction": "a fox"})"),
                HasSubstr("not seven parts"));
    EXPECT_THAT(findings(R"({"filepath": "a.jpg", "classifications": {"classes": [";;;;;;fox"], "scores": []}})"),
                HasSubstr("not as many scores"));
    EXPECT_THAT(findings(R"({"filepath": "a.jpg", "detections": [], "latitude": 100})"), HasSubstr("latitude"));
    EXPECT_THAT(findings(R"({"filepath": "a.jpg", "detections": [], "prediction_score": 2})"), HasSubstr("(left out)"));
    EXPECT_THAT(findings(R"({"filepath": "a.jpg", "classifications": [{"classes": [";;;;;;fox"], "scores": [0.9]},
                            {"classes": [";;;;;;cat"], "scores": [0.8]}]})"),
                HasSubstr("those of the first are taken"));
    EXPECT_THAT(findings(R"({"filepath": "a.jpg", "classifications":
                            {"classes": [";;;;;;fox", ";;;;;;cat"], "scores": [0.1, 0.9]}})"),
                HasSubstr("order of their scores"));
}

}  // namespace
}  // namespace serow::share::foreign_test
