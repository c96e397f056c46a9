// Two models and a person on four photos, counted by hand.
#include "journeys/compare_models.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <format>

#include "catalog/answers.h"
#include "journeys/answer.h"
#include "journeys/read_media.h"
#include "journeys/seen_things.h"
#include "journeys/settle.h"
#include "world.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;

class CompareModels : public testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    Location point = World::the().new_location(li, project.project_id);
    std::vector<MediaId> photos;

    void SetUp() override {
        DeploymentChange fields;
        fields.location_id = point.location_id;
        fields.deployment_start = parse_instant("2024-05-01T00:00:00Z");
        const auto deployment = create_deployment(house, li.viewer(), project.project_id, fields).deployment_id;
        const auto card = begin_upload(house, li.viewer(), project.project_id, {deployment, {}, "card"});
        for (std::uint8_t shade = 100; shade < 104; ++shade) {
            const auto bytes = jpeg(shade);
            const auto file = announced(std::format("{}.jpg", static_cast<int>(shade)), bytes);
            const auto wanted =
                announce(house, li.viewer(), project.project_id, card.upload_id, std::span(&file, 1)).front();
            Arrival arrival(house, li.viewer(), project.project_id, card.upload_id, wanted.upload_file_id);
            arrival.write(bytes_of(bytes));
            photos.push_back(*arrival.finish().media_id);
            read_media(house, project.project_id, std::vector{photos.back()});
        }
    }

    static review::SeenThing thing(ObservationType type, const std::string& name, double probability) {
        review::SeenThing one;
        one.type = type;
        one.scientificName = name;
        one.probability = probability;
        return one;
    }
    void says(const std::string& model, std::size_t photo, const std::vector<review::SeenThing>& things) {
        house.catalog.transaction([&](catalog::Transaction& tx) {
            const catalog::Scope scope{Viewer::system(), project.project_id, 1};
            catalog::Answer answer;
            answer.answer_id = AnswerId::make();
            answer.batch_id = BatchId::make();
            answer.media_id = photos[photo];
            answer.model = model;
            answer.model_details = json::value{{"threshold", 0.3}};
            answer.observations = to_ledger(things);
            answer.answered_at = house.clock.now();
            catalog::append_answers(tx, scope, std::span(&answer, 1));
            settle(tx, scope, std::span(&photos[photo], 1));
        });
    }
    void person_says(std::size_t photo, ObservationType type, const std::string& name = "") {
        review::SeenThing one;
        one.type = type;
        one.scientificName = name;
        answer(house, li, project.project_id, {{photos[photo]}, {}, false, {one}});
    }
    std::vector<ComparedModel> compared(const std::vector<std::string>& models = {}) const {
        return compare_models(house, li.viewer(), project.project_id, models);
    }
    static training::NameScores of(const ComparedModel& model, const std::string& name) {
        return *std::ranges::find(model.scores.names, name, &training::NameScores::name);
    }
};

TEST_F(CompareModels, HoldsEachModelsLastWordAgainstWhatPeopleSettled) {
    says("a 1", 0, {thing(ObservationType::animal, "Sus scrofa", 0.2)});  // below the threshold: nothing
    says("a 1", 0, {thing(ObservationType::animal, "Sus scrofa", 0.9)});  // its last word
    says("a 1", 1, {thing(ObservationType::animal, "Mammalia", 0.8)});
    says("a 1", 2, {thing(ObservationType::human, "Homo sapiens", 0.9)});
    says("a 1", 3, {thing(ObservationType::animal, "Sus scrofa", 0.9)});
    says("b 2", 1, {thing(ObservationType::animal, "Sus scrofa", 0.8)});
    person_says(0, ObservationType::animal, "Sus scrofa");
    person_says(1, ObservationType::animal, "Sus scrofa");
    person_says(2, ObservationType::human);
    // The fourth was answered by nobody: it says nothing of a model.

    const auto all = compared();
    ASSERT_EQ(all.size(), 2U);
    EXPECT_EQ(all[0].model, "a 1");
    EXPECT_EQ(all[0].scores.media, 3);
    const auto boar = of(all[0], "Sus scrofa");
    EXPECT_EQ(boar.precision.trials, 1);
    EXPECT_EQ(boar.precision.successes, 1);
    EXPECT_EQ(boar.recall.trials, 2);
    EXPECT_EQ(boar.recall.successes, 1);
    EXPECT_EQ(boar.coarser, 1);
    EXPECT_EQ(of(all[0], "Mammalia").precision.successes, 1) << "right as far as it goes";
    EXPECT_EQ(of(all[0], "human").recall.successes, 1) << "people are people, by whatever name";

    const auto both = compared({"a 1", "b 2"});
    EXPECT_EQ(both[0].scores.media, 1) << "only what both looked at";
    EXPECT_EQ(of(both[1], "Sus scrofa").recall.successes, 1);
    EXPECT_THAT(comparison_csv(both),
                testing::HasSubstr("b 2,1,Sus scrofa,1,1.0000,0.2065,1.0000,1,1.0000,0.2065,1.0000,0\n"));
    EXPECT_THROW(compared({"nobody 1"}), Failure);
}

TEST_F(CompareModels, WithoutAnswersOfPeopleThereIsNothingToCompare) {
    says("a 1", 0, {thing(ObservationType::animal, "Sus scrofa", 0.9)});
    EXPECT_TRUE(compared().empty());
    person_says(0, ObservationType::animal, "Sus scrofa");
    EXPECT_EQ(compared().size(), 1U);
    const auto stranger = World::the().newcomer("Zhao");
    EXPECT_THROW(compare_models(house, stranger.viewer(), project.project_id), Failure);
}

}  // namespace
}  // namespace serow::journeys
