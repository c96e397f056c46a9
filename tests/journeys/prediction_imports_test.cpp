// Predictions that come to the service: taken in by pieces, read by a job, once whatever happens to it.
#include "journeys/prediction_imports.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <format>

#include "catalog/answers.h"
#include "catalog/jobs.h"
#include "journeys/explain_media.h"
#include "journeys/publish_predictions.h"
#include "journeys/read_media.h"
#include "journeys/run_jobs.h"
#include "world.h"

namespace serow::journeys {
namespace {

using ::testing::HasSubstr;

class PredictionImports : public ::testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    ProjectId id = World::the().new_project(li).project_id;
    DeploymentId deployment;
    std::vector<MediaId> photos;
    std::atomic<bool> stop{false};

    void SetUp() override {
        deployment = World::the().new_deployment(li, id);
        const auto card = begin_upload(house, li.viewer(), id, {deployment, {}, "card"});
        for (int i = 0; i < 3; ++i)
            photos.push_back(World::the().bring(li, id, card.upload_id, std::format("{}.jpg", i),
                                                jpeg(static_cast<std::uint8_t>(50 * i + 25))));
        read_media(house, id, photos);
    }

    // MegaDetector's JSON of `entries` pictures, of which the first ones are here.
    static std::string file_of(std::size_t entries) {
        std::string text = R"({"info": {"format_version": "1.5", "detector": "md_v5a.0.0"},
            "detection_categories": {"1": "animal"}, "images": [)";
        for (std::size_t i = 0; i < entries; ++i)
            text += std::format(
                R"({}{{"file": "card/{}.jpg", "detections": [{{"category": "1", "conf": 0.9, "bbox": [0.1, 0.2, 0.3, 0.4]}}]}})",
                i == 0 ? "" : ",", i);
        return text + "]}";
    }
    PredictionImport send(const std::string& text, const ForeignRules& rules = {}) {
        PredictionsArrival arrival(house, li.viewer(), id, "results.json", rules);
        // As a connection brings it.
        for (std::size_t at = 0; at < text.size(); at += 70'000) arrival.write(bytes_of(text.substr(at, 70'000)));
        return arrival.finish();
    }
    PredictionImport now(const PredictionImport& import) {
        return prediction_import(house, li.viewer(), id, import.prediction_import_id);
    }
    void read(const PredictionImport& import) { read_prediction_import(house, id, import.prediction_import_id, stop); }
    std::size_t answers(MediaId photo) {
        auto tx = house.catalog.begin();
        return catalog::ledger_of_media(tx, {Viewer::system(), id, 1}, std::span(&photo, 1)).size();
    }
    std::size_t pieces_of(const PredictionImport& import) {
        auto tx = house.catalog.begin();
        std::size_t count = 0;
        while (!catalog::prediction_piece(tx, {Viewer::system(), id, 1}, import.prediction_import_id,
                                          static_cast<int>(count))
                    .empty())
            ++count;
        return count;
    }
    static Code refusal(const std::function<void()>& act) {
        try {
            act();
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        ADD_FAILURE() << "was not refused";
        return Code::internal;
    }
};

TEST_F(PredictionImports, AFileComesInPiecesAndIsReadByAJob) {
    const auto text = file_of(30'000);  // over three pieces of a mebibyte
    const auto sent = send(text);
    EXPECT_EQ(state_of(sent), "waiting");
    EXPECT_EQ(sent.bytes, static_cast<std::int64_t>(text.size()));
    EXPECT_GE(pieces_of(sent), 3U);
    EXPECT_EQ(answers(photos[0]), 0U);
    read(sent);
    const auto done = now(sent);
    EXPECT_EQ(state_of(done), "done");
    EXPECT_EQ(done.entries, 30'000);
    EXPECT_EQ(done.done, 30'000);
    EXPECT_EQ(done.account_name, "Li");
    EXPECT_EQ(done.report.at("matched").to_number<int>(), 3);
    EXPECT_EQ(done.report.at("written").to_number<int>(), 3);
    EXPECT_EQ(done.report.at("unmatched").at("count").to_number<int>(), 29'997);
    EXPECT_EQ(done.report.at("sha256").as_string(), sha256_of(text).hex) << "the pieces are the file";
    EXPECT_EQ(pieces_of(sent), 0U) << "and are gone";
    for (const auto& photo : photos) EXPECT_EQ(answers(photo), 1U);
}

TEST_F(PredictionImports, TheSameFileAgainAndAJobDoneTwiceAddNothing) {
    const auto first = send(file_of(3)), second = send(file_of(3));
    read(first);
    read(first);
    read(second);
    EXPECT_EQ(now(second).report.at("written").to_number<int>(), 0);
    EXPECT_EQ(now(second).report.at("already").to_number<int>(), 3);
    for (const auto& photo : photos) EXPECT_EQ(answers(photo), 1U);
    EXPECT_EQ(list_prediction_imports(house, li.viewer(), id).size(), 2U);
}

TEST_F(PredictionImports, AStoppedWorkerLeavesItToTheNext) {
    const auto sent = send(file_of(3));
    stop = true;
    EXPECT_EQ(refusal([&] { read(sent); }), Code::interrupted);
    EXPECT_EQ(answers(photos[0]), 0U) << "nothing half";
    EXPECT_EQ(state_of(now(sent)), "waiting");
    stop = false;
    read(sent);
    EXPECT_EQ(state_of(now(sent)), "done");
    for (const auto& photo : photos) EXPECT_EQ(answers(photo), 1U);
}

TEST_F(PredictionImports, WhatIsNoSuchFileIsRefusedWithTheReason) {
    for (const auto* text : {"{}", "[1, 2", R"({"images": 7})", "\xff\xfe"}) {
        const auto sent = send(text);
        read(sent);
        const auto refused = now(sent);
        EXPECT_EQ(state_of(refused), "refused") << text;
        EXPECT_EQ(refused.problem_code, "bad-request") << text;
        EXPECT_FALSE(refused.problem_detail.empty());
        EXPECT_TRUE(refused.report.is_null());
        EXPECT_EQ(pieces_of(sent), 0U);
    }
    EXPECT_EQ(refusal([&] { send(""); }), Code::bad_request);
    EXPECT_EQ(refusal([&] { send("{}", {1.5, {}}); }), Code::invalid);
    EXPECT_EQ(refusal([&] { send("{}", {{}, 0.0}); }), Code::invalid);
}

TEST_F(PredictionImports, AnEntryThatCannotBeReadIsNamedAndTheRestIsWritten) {
    const auto sent =
        send(R"({"info": {"format_version": "1.5", "detector": "md"}, "detection_categories": {"1": "animal"},
        "images": [{"file": "0.jpg", "detections": []}, {"file": "1.jpg", "detections": [{"category": "9", "conf": 0.5,
        "bbox": [0, 0, 1, 1]}]}, {"detections": []}, {"file": "2.jpg", "failure": "truncated"}]})");
    read(sent);
    const auto report = now(sent).report;
    EXPECT_EQ(report.at("written").to_number<int>(), 1);
    EXPECT_EQ(report.at("problemCount").to_number<int>(), 2);
    std::vector<std::string> named;
    for (const auto& problem : report.at("problems").as_array()) named.emplace_back(problem.at("file").as_string());
    EXPECT_THAT(named, ::testing::UnorderedElementsAre("1.jpg", "images[2]"));
    EXPECT_EQ(report.at("failed").at("count").to_number<int>(), 1);
}

TEST_F(PredictionImports, WhatBreaksOffIsForgotten) {
    {
        PredictionsArrival arrival(house, li.viewer(), id, "results.json", {});
        arrival.write(bytes_of(std::string(3 << 20, ' ')));
    }
    EXPECT_TRUE(list_prediction_imports(house, li.viewer(), id).empty());
}

TEST_F(PredictionImports, OnlyManagersBringThem) {
    const auto annotator = World::the().newcomer("Zhao");
    set_member(house, li.viewer(), id, annotator.email, people::Role::annotator);
    EXPECT_EQ(refusal([&] { PredictionsArrival(house, annotator.viewer(), id, "x", {}); }), Code::forbidden);
    const auto stranger = World::the().newcomer("Wang");
    EXPECT_EQ(refusal([&] { PredictionsArrival(house, stranger.viewer(), id, "x", {}); }), Code::not_found);
    const auto sent = send(file_of(1));
    EXPECT_EQ(refusal([&] { prediction_import(house, stranger.viewer(), id, sent.prediction_import_id); }),
              Code::not_found);
    EXPECT_EQ(state_of(prediction_import(house, annotator.viewer(), id, sent.prediction_import_id)), "waiting");
    read(sent);
}

TEST_F(PredictionImports, WhoTookPredictionsAwayIsRecorded) {
    read(send(file_of(3)));
    const auto away = [&](PredictionsFormat format, std::optional<DeploymentId> of) {
        publish_predictions(house, li.viewer(), id, {format, of}, [](std::span<const std::byte>) {});
    };
    away(PredictionsFormat::megadetector, {});
    away(PredictionsFormat::speciesnet, deployment);
    DeploymentChange fields;
    fields.location_id = World::the().new_location(li, id, "P02").location_id;
    away(PredictionsFormat::speciesnet, create_deployment(house, li.viewer(), id, fields).deployment_id);
    const auto life = explain_media(house, li.viewer(), id, photos[0]);
    const auto chapter = std::ranges::find(life.chapters, "Where it went", &Chapter::title);
    ASSERT_NE(chapter, life.chapters.end());
    ASSERT_EQ(chapter->lines.size(), 2U) << "another deployment's are not this one's";
    EXPECT_THAT(chapter->lines[0].second, HasSubstr("predictions for megadetector, by Li"));
    EXPECT_THAT(chapter->lines[1].second, HasSubstr("predictions for speciesnet, by Li"));
}

}  // namespace
}  // namespace serow::journeys
