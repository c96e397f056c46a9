// Other programs' predictions into the ledger, and out of it again.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <format>
#include <functional>
#include <map>
#include <numeric>
#include <thread>

#include "catalog/answers.h"
#include "catalog/observations.h"
#include "journeys/answer.h"
#include "journeys/bring_predictions.h"
#include "journeys/label_names.h"
#include "journeys/path_index.h"
#include "journeys/publish_predictions.h"
#include "journeys/read_media.h"
#include "journeys/seen_things.h"
#include "world.h"

namespace serow::journeys::predictions_test {
namespace {

using camtrap::ObservationType;
using testing::ElementsAre;
using testing::HasSubstr;
using testing::IsEmpty;
using testing::SizeIs;

TEST(PathIndex, AFileIsFoundByTheEndOfItsPath) {
    PathIndex index;
    const auto a = MediaId::make(), b = MediaId::make(), c = MediaId::make();
    index.add(a, "P01", "card 1", "DCIM/100/IMG_0001.JPG");
    index.add(b, "P02", "card 2", "DCIM/100/IMG_0001.JPG");
    index.add(c, "P02", "card 2", "DCIM/100/IMG_0002.JPG");

    EXPECT_EQ(index.find("IMG_0002.JPG").media, c);
    EXPECT_EQ(index.find("img_0002.jpg").media, c);
    EXPECT_EQ(index.find("D:\\cards\\2024\\DCIM\\100\\img_0002.jpg").media, c);
    EXPECT_EQ(index.find("/mnt/./P01//card 1/DCIM/100/IMG_0001.JPG").media, a);
    EXPECT_EQ(index.find("card 2/DCIM/100/IMG_0001.JPG").media, b);
    EXPECT_TRUE(index.find("DCIM/100/IMG_0001.JPG").ambiguous);
    EXPECT_FALSE(index.find("DCIM/100/IMG_0001.JPG").media);
    EXPECT_FALSE(index.find("DCIM/101/IMG_0002.JPG").media);  // another folder: another file
    EXPECT_FALSE(index.find("XIMG_0002.JPG").media);
    EXPECT_FALSE(index.find("").media);
}

TEST(LabelNames, LevelsAndNamesBecomeTaxa) {
    const Taxa taxa;
    const LabelNames names(taxa);
    const auto name = [&](std::string_view label, std::string_view description = "") {
        return names.of(label, description).scientific_name;
    };
    EXPECT_EQ(name("american_black_bear", "animalia;chordata;mammalia;carnivora;ursidae;ursusamericanus"),
              "Ursus americanus");
    EXPECT_EQ(
        name("x",
             "436ddfdd-bc43-44c3-a25d-34671d3430a0;mammalia;carnivora;ursidae;ursus;americanus;american black bear"),
        "Ursus americanus");
    EXPECT_EQ(name("x", "mammalia;carnivora;ursidae;ursus;americanus"), "Ursus americanus");
    EXPECT_EQ(name("x", "ec1a70f4-41c0-4aba-9150-292fb2b7a324;mammalia;carnivora;ursidae;;;bear family"), "Ursidae");
    EXPECT_EQ(name("American Black Bear"), "Ursus americanus");
    EXPECT_EQ(name("ursus_americanus"), "Ursus americanus");
    // No list holds them, the words say enough.
    EXPECT_EQ(name("Zzyzxia imaginaria"), "Zzyzxia imaginaria");
    EXPECT_EQ(name("x", "u;mammalia;rodentia;sciuridae;zzyzxia;imaginaria;a squirrel"), "Zzyzxia imaginaria");
    // A species without a space in it that no list holds: its family is what can be said.
    const auto squashed = names.of("odd one", "animalia;chordata;mammalia;rodentia;sciuridae;zzyzxiaimaginaria");
    EXPECT_EQ(squashed.scientific_name, "Sciuridae");
    EXPECT_FALSE(squashed.understood);
    EXPECT_FALSE(names.of("fluffy thing", "").understood);
    EXPECT_EQ(names.of("human", "").type, ObservationType::human);
    EXPECT_EQ(names.of("x", "990ae9dd-7a59-4344-afcb-1b7b21368000;mammalia;primates;hominidae;homo;sapiens;human").type,
              ObservationType::human);
    EXPECT_EQ(names.of("blank", "f1856211-cfb7-4a5b-9158-c0f72fd09ee6;;;;;;blank").type, ObservationType::blank);
    EXPECT_TRUE(names.of("animal", "1f689929-883d-4dae-958c-3d57ab5b6c16;;;;;;animal").understood);
}

// Two cards with a photo of the same path, and more on the second.
class PredictionsTest : public testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    DeploymentId deployment;
    std::map<std::string, MediaId> media;
    std::uint8_t shade = 40;

    void SetUp() override {
        deployment = card("P01", "card 1", {"DCIM/1.JPG"});
        card("P02", "card 2", {"DCIM/1.JPG", "DCIM/2.JPG", "DCIM/3.JPG", "DCIM/4.JPG"});
    }
    DeploymentId card(const std::string& location, const std::string& name, const std::vector<std::string>& files) {
        const auto point = World::the().new_location(li, project.project_id, location);
        DeploymentChange fields;
        fields.location_id = point.location_id;
        const auto id = create_deployment(house, li.viewer(), project.project_id, fields).deployment_id;
        const auto upload = begin_upload(house, li.viewer(), project.project_id, {id, {}, name});
        for (const auto& path : files) {
            const auto bytes = jpeg(shade++);
            const auto file = announced(path, bytes);
            const auto wanted =
                announce(house, li.viewer(), project.project_id, upload.upload_id, std::span(&file, 1)).front();
            Arrival arrival(house, li.viewer(), project.project_id, upload.upload_id, wanted.upload_file_id);
            arrival.write(bytes_of(bytes));
            const auto made = *arrival.finish().media_id;
            read_media(house, project.project_id, std::vector{made});
            media[name + "/" + path] = made;
        }
        return id;
    }

    BroughtPredictions bring(const std::string& text, const ForeignRules& rules = {}) {
        return bring_predictions(house, li.viewer(), project.project_id, {"results.json", text, rules});
    }
    std::vector<catalog::Answer> ledger(const std::string& file) {
        const catalog::Scope scope{Viewer::system(), project.project_id, 1};
        auto tx = house.catalog.begin();
        return catalog::ledger_of_media(tx, scope, std::vector{media.at(file)});
    }
    // "animal Ursus americanus, human …": what holds.
    std::string present(const std::string& file) {
        const catalog::Scope scope{Viewer::system(), project.project_id, 1};
        auto tx = house.catalog.begin();
        std::string all;
        for (const auto& o : catalog::observations_of_media(tx, scope, std::vector{media.at(file)}))
            all += (all.empty() ? "" : ", ") + std::string(camtrap::word(o.observation_type)) +
                   (o.scientific_name.empty() ? "" : " " + o.scientific_name);
        return all;
    }
    json::value published(PredictionsFormat format, std::optional<DeploymentId> only = {}) {
        std::string text;
        publish_predictions(house, li.viewer(), project.project_id, {format, only},
                            [&](std::span<const std::byte> bytes) {
                                text.append(reinterpret_cast<const char*>(bytes.data()), bytes.size());
                            });
        return value_or_throw(parse_json(text, "what was published"));
    }
};

const std::string megadetector = R"({
  "info": {"format_version": "1.5", "detector": "md_v5a.0.0", "classifier": "bears",
           "detector_metadata": {"megadetector_version": "v5a.0.0", "typical_detection_threshold": 0.3}},
  "detection_categories": {"1": "animal", "2": "person", "3": "vehicle"},
  "classification_categories": {"0": "american_black_bear", "1": "fluffy thing"},
  "classification_category_descriptions": {"0": "animalia;chordata;mammalia;carnivora;ursidae;ursusamericanus"},
  "images": [
    {"file": "card 2/DCIM/1.JPG", "detections": [
       {"category": "1", "conf": 0.9, "bbox": [0.1, 0.2, 0.3, 0.4], "classifications": [["0", 0.8], ["1", 0.1]]},
       {"category": "1", "conf": 0.25, "bbox": [0.5, 0.5, 0.1, 0.1]},
       {"category": "2", "conf": 0.7, "bbox": [0, 0, 0.2, 0.9]}]},
    {"file": "D:\\season\\dcim\\2.jpg", "detections": [{"category": "1", "conf": 0.1, "bbox": [0, 0, 1, 1]}]},
    {"file": "3.JPG", "detections": [{"category": "1", "conf": 0.6, "bbox": [0, 0, 1, 1], "classifications": [["1", 0.9]]}]},
    {"file": "DCIM/4.JPG", "failure": "Failure image access", "detections": null},
    {"file": "DCIM/1.JPG", "detections": []},
    {"file": "DCIM/99.JPG", "detections": []},
    {"file": "odd.jpg", "detections": [{"category": "1", "conf": 7, "bbox": [0, 0, 1, 1]}]}
  ]})";

TEST_F(PredictionsTest, MegaDetectorsFileBecomesAnswersOfItsModel) {
    const auto brought = bring(megadetector);
    EXPECT_EQ(brought.format, "megadetector");
    EXPECT_THAT(brought.models, ElementsAre("md_v5a.0.0 + bears"));
    EXPECT_EQ(brought.entries, 7U);
    EXPECT_EQ(brought.matched, 3U);
    EXPECT_EQ(brought.written, 3U);
    EXPECT_THAT(brought.unmatched.files, ElementsAre("DCIM/99.JPG"));
    EXPECT_THAT(brought.ambiguous.files, ElementsAre("DCIM/1.JPG"));  // of either card
    EXPECT_THAT(brought.failed.files, ElementsAre("DCIM/4.JPG: Failure image access"));
    ASSERT_THAT(brought.problems, SizeIs(1));
    EXPECT_EQ(brought.problems[0].file, "odd.jpg");
    EXPECT_EQ(brought.labels_without_taxon, (std::map<std::string, std::size_t>{{"fluffy thing", 1}}));

    EXPECT_EQ(present("card 2/DCIM/1.JPG"), "animal Ursus americanus, human Homo sapiens");
    EXPECT_EQ(present("card 2/DCIM/2.JPG"), "blank");  // 0.1 is below the file's own 0.3
    EXPECT_EQ(present("card 2/DCIM/3.JPG"), "animal");
    EXPECT_EQ(present("card 2/DCIM/4.JPG"), "");
    EXPECT_EQ(present("card 1/DCIM/1.JPG"), "");

    const auto line = ledger("card 2/DCIM/1.JPG").at(0);
    EXPECT_EQ(line.batch_id, brought.batch_id);
    const auto& details = line.model_details.as_object();
    EXPECT_EQ(details.at("threshold").to_number<double>(), 0.3);
    EXPECT_EQ(details.at("predictionsFile").at("sha256").as_string(), sha256_of(megadetector).hex);
    EXPECT_EQ(details.at("predictionsFile").at("name").as_string(), "results.json");
    EXPECT_EQ(json::serialize(details.at("categories")), R"({"1":"animal","2":"person"})");
    const auto things = from_ledger(line.observations);
    ASSERT_THAT(things, SizeIs(3));  // the faint box stays in the ledger
    EXPECT_EQ(things[0].taxon_probability, 0.8);
    EXPECT_EQ(things[0].box, (Box{0.1, 0.2, 0.3, 0.4}));
}

TEST_F(PredictionsTest, TheSameFileTwiceAddsNothingTwice) {
    const auto first = bring(megadetector);
    const auto second = bring(megadetector);
    EXPECT_EQ(second.written, 0U);
    EXPECT_EQ(second.already, 3U);
    EXPECT_EQ(second.batch_id, first.batch_id);
    EXPECT_THAT(ledger("card 2/DCIM/1.JPG"), SizeIs(1));
    // Another threshold is another answer.
    ForeignRules careful;
    careful.threshold = 0.8;
    EXPECT_EQ(bring(megadetector, careful).written, 3U);
    EXPECT_THAT(ledger("card 2/DCIM/1.JPG"), SizeIs(2));
    EXPECT_EQ(present("card 2/DCIM/1.JPG"), "animal Ursus americanus");
}

TEST_F(PredictionsTest, TwoAtOnceAddNothingTwiceEither) {
    std::vector<std::size_t> written(4);
    {
        std::vector<std::jthread> threads;
        for (auto& one : written) threads.emplace_back([&] { one = bring(megadetector).written; });
    }
    EXPECT_EQ(std::accumulate(written.begin(), written.end(), std::size_t{0}), 3U);
    EXPECT_THAT(ledger("card 2/DCIM/1.JPG"), SizeIs(1));
}

TEST_F(PredictionsTest, WhatPeopleSaidHoldsAndTheBatchCanBeTakenBack) {
    NewAnswer said;
    said.media = {media.at("card 2/DCIM/1.JPG")};
    said.things.emplace_back().type = ObservationType::vehicle;
    answer(house, li, project.project_id, said);
    const auto brought = bring(megadetector);
    EXPECT_EQ(present("card 2/DCIM/1.JPG"), "vehicle");
    EXPECT_EQ(present("card 2/DCIM/3.JPG"), "animal");
    retract(house, li, project.project_id, brought.batch_id);
    EXPECT_EQ(present("card 2/DCIM/3.JPG"), "");
    EXPECT_EQ(bring(megadetector).written, 0U);  // it stays taken back
    EXPECT_EQ(present("card 2/DCIM/3.JPG"), "");
    EXPECT_EQ(published(PredictionsFormat::megadetector).at("images").as_array().size(), 0U);
}

// A file's own threshold is no other model's: once its answer is taken back, the one before holds as it did.
TEST_F(PredictionsTest, AThresholdGoesWithItsAnswer) {
    const auto said = [](const std::string& detector, double conf) {
        return std::format(R"({{"info": {{"format_version": "1.5", "detector": "{}"}}, "images": [{{"file": "3.JPG",
            "detections": [{{"category": "1", "conf": {}, "bbox": [0, 0, 1, 1]}}]}}]}})",
                           detector, conf);
    };
    ForeignRules careful;
    careful.threshold = 0.8;
    bring(said("a", 0.5));
    EXPECT_EQ(present("card 2/DCIM/3.JPG"), "animal");
    const auto second = bring(said("b", 0.6), careful);
    EXPECT_EQ(present("card 2/DCIM/3.JPG"), "blank");
    retract(house, li, project.project_id, second.batch_id);
    EXPECT_EQ(present("card 2/DCIM/3.JPG"), "animal");
}

TEST_F(PredictionsTest, WhatNoDatabaseHoldsIsNamedAndTheRestIsWritten) {
    const auto brought = bring(R"({"info": {"format_version": "1.5", "detector": "a"}, "images": [
        {"file": "x\u0000/3.JPG", "detections": []}, {"file": "2.JPG", "detections": []}]})");
    EXPECT_EQ(brought.written, 1U);
    ASSERT_THAT(brought.problems, SizeIs(2));  // and that no categories are listed
    EXPECT_THAT(brought.problems[1].reason, HasSubstr("NUL"));
}

TEST_F(PredictionsTest, SeveralEntriesForOneMediumLeaveItToTheOneThatNamesItMostClosely) {
    const auto entry = [](const std::string& file, double conf) {
        return std::format(R"({{"file": "{}", "detections": [{{"category": "1", "conf": {}, "bbox": [0, 0, 1, 1]}}]}})",
                           file, conf);
    };
    const std::string head = R"({"info": {"format_version": "1.5"}, "images": [)";
    const auto brought = bring(head + entry("other/2.JPG", 0.5) + "," + entry("x/DCIM/2.JPG", 0.6) + "," +
                               entry("card 2/DCIM/2.JPG", 0.7) + "," + entry("a/DCIM/3.JPG", 0.5) + "," +
                               entry("b/DCIM/3.JPG", 0.5) + "]}");
    EXPECT_EQ(brought.written, 1U);
    EXPECT_EQ(from_ledger(ledger("card 2/DCIM/2.JPG").at(0).observations).at(0).probability, 0.7);
    EXPECT_THAT(brought.unmatched.files, ElementsAre("other/2.JPG", "x/DCIM/2.JPG"));
    EXPECT_THAT(brought.ambiguous.files, ElementsAre("a/DCIM/3.JPG", "b/DCIM/3.JPG"));
}

const std::string speciesnet = R"({"predictions": [
  {"filepath": "card 2/DCIM/1.JPG", "country": "USA", "admin1_region": "CA",
   "classifications": {"classes": ["436ddfdd-bc43-44c3-a25d-34671d3430a0;mammalia;carnivora;ursidae;ursus;americanus;american black bear"], "scores": [0.9938981533050537]},
   "detections": [{"category": "1", "label": "animal", "conf": 0.98, "bbox": [0.1, 0.2, 0.30000001192092896, 0.4]},
                  {"category": "1", "label": "animal", "conf": 0.05, "bbox": [0.5, 0.5, 0.1, 0.1]}],
   "prediction": "436ddfdd-bc43-44c3-a25d-34671d3430a0;mammalia;carnivora;ursidae;ursus;americanus;american black bear",
   "prediction_score": 0.9938981533050537, "prediction_source": "classifier", "model_version": "4.0.1a"},
  {"filepath": "DCIM/2.JPG", "detections": [], "prediction": "f1856211-cfb7-4a5b-9158-c0f72fd09ee6;;;;;;blank",
   "prediction_score": 0.99, "prediction_source": "classifier", "model_version": "4.0.1a"},
  {"filepath": "DCIM/3.JPG", "detections": [], "prediction": "u;mammalia;rodentia;sciuridae;zzyzxia;imaginaria;odd one",
   "prediction_score": 0.6, "prediction_source": "classifier", "model_version": "4.0.1a"},
  {"filepath": "DCIM/4.JPG", "failures": ["DETECTOR", "CLASSIFIER"], "model_version": "4.0.1a"}]})";

TEST_F(PredictionsTest, SpeciesNetsPredictionNamesTheAnimals) {
    const auto brought = bring(speciesnet);
    EXPECT_EQ(brought.format, "speciesnet");
    EXPECT_THAT(brought.models, ElementsAre("SpeciesNet 4.0.1a"));
    EXPECT_EQ(brought.written, 3U);
    EXPECT_THAT(brought.failed.files, ElementsAre("DCIM/4.JPG: SpeciesNet failed: DETECTOR, CLASSIFIER"));
    EXPECT_THAT(brought.problems, IsEmpty());
    EXPECT_EQ(present("card 2/DCIM/1.JPG"), "animal Ursus americanus");
    EXPECT_EQ(present("card 2/DCIM/2.JPG"), "blank");
    EXPECT_EQ(present("card 2/DCIM/3.JPG"), "animal Zzyzxia imaginaria");  // no list holds it, the ledger does
    EXPECT_EQ(bring(speciesnet).written, 0U);
}

TEST_F(PredictionsTest, WhatSpeciesNetSaidIsPublishedToTheLastDigit) {
    bring(speciesnet);
    auto expected = value_or_throw(parse_json(speciesnet, "it"));
    const auto published_ = published(PredictionsFormat::speciesnet);
    const auto& images = published_.at("predictions").as_array();
    ASSERT_EQ(images.size(), 3U);
    for (std::size_t i = 0; i < 3; ++i) {
        auto entry = expected.at("predictions").at(i).as_object();
        entry["filepath"] = std::format("P02/card 2/DCIM/{}.JPG", i + 1);
        EXPECT_EQ(json::value(entry), images[i]) << json::serialize(images[i]);
    }
}

TEST_F(PredictionsTest, WhatMegaDetectorSaidIsPublishedAndReadAgain) {
    bring(megadetector);
    const auto out = published(PredictionsFormat::megadetector);
    EXPECT_EQ(out.at("info").at("detector").as_string(), "md_v5a.0.0");
    EXPECT_EQ(out.at("info").at("classifier").as_string(), "bears");
    EXPECT_EQ(out.at("info").at("detector_metadata").at("typical_detection_threshold").to_number<double>(), 0.3);
    const auto& images = out.at("images").as_array();
    ASSERT_EQ(images.size(), 3U);
    EXPECT_EQ(images[0].at("file").as_string(), "P02/card 2/DCIM/1.JPG");
    EXPECT_EQ(json::serialize(images[0].at("detections").at(0)),
              R"({"category":"1","conf":9E-1,"bbox":[1E-1,2E-1,3E-1,4E-1],"classifications":[["0",8E-1],["1",1E-1]]})");
    EXPECT_EQ(images[0].at("detections").as_array().size(), 3U);
    EXPECT_EQ(json::serialize(out.at("classification_categories")),
              R"({"0":"american_black_bear","1":"fluffy thing"})");
    EXPECT_EQ(out.at("classification_category_descriptions").at("0").as_string(),
              "animalia;chordata;mammalia;carnivora;ursidae;ursusamericanus");
    // Its names lead back to the same media.
    std::string text = json::serialize(out);
    const auto again = bring(text);
    EXPECT_EQ(again.written, 3U);
    EXPECT_EQ(present("card 2/DCIM/1.JPG"), "animal Ursus americanus, human Homo sapiens");
    // Of one deployment the paths are the card's.
    EXPECT_EQ(published(PredictionsFormat::megadetector, deployment).at("images").as_array().size(), 0U);
}

TEST_F(PredictionsTest, OnlyWhoMayStartClassificationMayAndOnlyASensibleFileIsTaken) {
    const auto stranger = World::the().newcomer("Wang");
    const auto code_of = [&](const std::function<void()>& act) {
        try {
            act();
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        return Code::internal;
    };
    EXPECT_EQ(
        code_of([&] { bring_predictions(house, stranger.viewer(), project.project_id, {"x", megadetector, {}}); }),
        Code::not_found);
    EXPECT_EQ(code_of([&] { bring("{}"); }), Code::bad_request);
    EXPECT_EQ(code_of([&] { bring(R"({"images": [)"); }), Code::bad_request);
    ForeignRules wrong;
    wrong.threshold = 2;
    EXPECT_EQ(code_of([&] { bring(megadetector, wrong); }), Code::invalid);
}

}  // namespace
}  // namespace serow::journeys::predictions_test
