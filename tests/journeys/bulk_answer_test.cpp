#include "journeys/bulk_answer.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "catalog/answers.h"
#include "journeys/read_media.h"
#include "journeys/review_rules.h"
#include "journeys/seen_things.h"
#include "journeys/settle.h"
#include "journeys/trust_checks.h"
#include "world.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;

// Six photos, five of which a machine called animals.
class BulkAnswerTest : public ::testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    Project project = World::the().new_project(li);
    std::vector<MediaId> photos;

    void SetUp() override {
        const auto deployment = World::the().new_deployment(li, project.project_id);
        const auto card = begin_upload(house, li.viewer(), project.project_id, {deployment, {}, "card"});
        static std::uint8_t shade = 10;
        for (int i = 0; i < 6; ++i) {
            const auto bytes = jpeg(++shade);
            const auto file = announced(std::to_string(i) + ".jpg", bytes);
            const auto wanted =
                announce(house, li.viewer(), project.project_id, card.upload_id, std::span(&file, 1)).front();
            Arrival arrival(house, li.viewer(), project.project_id, card.upload_id, wanted.upload_file_id);
            arrival.write(bytes_of(bytes));
            photos.push_back(*arrival.finish().media_id);
            read_media(house, project.project_id, std::vector{photos.back()});
        }
        for (int i = 0; i < 5; ++i) machine_says(photos[i]);
    }
    void machine_says(MediaId id) {
        house.catalog.transaction([&](catalog::Transaction& tx) {
            const catalog::Scope scope{Viewer::system(), project.project_id, 1};
            review::SeenThing animal;
            animal.type = ObservationType::animal;
            animal.probability = 0.9;
            animal.box = Box{0.1, 0.2, 0.3, 0.4};
            catalog::Answer answer;
            answer.answer_id = AnswerId::make();
            answer.batch_id = BatchId::make();
            answer.media_id = id;
            answer.model = "detector 1";
            answer.model_details = json::value{{"threshold", 0.3}};
            answer.observations = to_ledger(std::vector{animal});
            answer.answered_at = house.clock.now();
            catalog::append_answers(tx, scope, std::span(&answer, 1));
            settle(tx, scope, std::span(&id, 1));
        });
    }
    static NewAnswer named(const std::string& name) {
        NewAnswer answer;
        auto& thing = answer.things.emplace_back();
        thing.type = name.empty() ? ObservationType::blank : ObservationType::animal;
        thing.scientificName = name;
        return answer;
    }
    static NewAnswer confirmed() {
        NewAnswer answer;
        answer.confirm = true;
        return answer;
    }
    BulkAnswer begin(const NewAnswer& answer, std::int64_t expected, bool over_people = false,
                     const MediaFilter& filter = {}) {
        return begin_bulk_answer(house, li, project.project_id,
                                 {answer, filter, json::object{}, over_people, expected});
    }
    void work(const BulkAnswer& bulk) { work_on_bulk_answer(house, project.project_id, bulk.batch_id); }
    BulkAnswer now(const BulkAnswer& bulk) {
        return bulk_answer(house, li.viewer(), project.project_id, bulk.batch_id);
    }
    std::string holds(MediaId id) {
        const auto there = media(house, li.viewer(), project.project_id, id);
        auto text = there.media.consensus + ":";
        for (const auto& observation : there.observations)
            text += std::string(camtrap::word(observation.observation_type)) + observation.scientific_name +
                    (observation.bbox ? "[]" : "");
        return text;
    }
    static Code code_of(const std::function<void()>& work) {
        try {
            work();
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        ADD_FAILURE() << "nothing was thrown";
        return Code::internal;
    }
};

TEST_F(BulkAnswerTest, CountedAnsweredAndTakenBackAsOne) {
    const auto counted = count_answerable(house, li.viewer(), project.project_id, {});
    EXPECT_EQ(counted.open, 6);
    EXPECT_EQ(counted.by_people, 0);
    const auto bulk = begin(named("Sus scrofa"), 6);
    EXPECT_EQ(state_of(bulk), "running");
    EXPECT_EQ(bulk.media, 6);
    EXPECT_EQ(holds(photos[0]), "machine:animal[]") << "nothing is answered while the caller waits";
    work(bulk);
    EXPECT_EQ(state_of(now(bulk)), "done");
    EXPECT_EQ(now(bulk).answered, 6);
    EXPECT_EQ(now(bulk).left_out, 0);
    EXPECT_EQ(holds(photos[0]), "human:animalSus scrofa[]") << "the one box stays with the name";
    EXPECT_EQ(holds(photos[5]), "human:animalSus scrofa");
    work(bulk);
    EXPECT_EQ(now(bulk).answered, 6) << "a job that is done twice answers once";

    const auto going = retract_bulk(house, li, project.project_id, bulk.batch_id);
    ASSERT_TRUE(going.has_value());
    EXPECT_EQ(state_of(*going), "retracting");
    EXPECT_EQ(code_of([&] { retract_bulk(house, li, project.project_id, bulk.batch_id); }), Code::conflict);
    work(bulk);
    EXPECT_EQ(state_of(now(bulk)), "retracted");
    EXPECT_EQ(now(bulk).taken_back, 6);
    EXPECT_EQ(holds(photos[0]), "machine:animal[]");
    EXPECT_EQ(holds(photos[5]), "none:");
}

TEST_F(BulkAnswerTest, AnotherNumberThanWasMeantIsRefusedAndNothingIsWritten) {
    EXPECT_EQ(code_of([&] { begin(named(""), 5); }), Code::conflict);
    EXPECT_EQ(code_of([&] { begin(named(""), 6, false, {.show = "vehicle"}); }), Code::conflict) << "none passes";
    EXPECT_EQ(code_of([&] { begin(NewAnswer{}, 6); }), Code::invalid) << "says nothing";
    EXPECT_EQ(holds(photos[0]), "machine:animal[]");
    EXPECT_EQ(count_answerable(house, li.viewer(), project.project_id, {}).open, 6);
}

TEST_F(BulkAnswerTest, WhatAPersonAnsweredIsLeftOutUnlessItIsAskedFor) {
    auto first = named("Budorcas taxicolor");
    first.media = {photos[0]};
    answer(house, li, project.project_id, first);
    const auto counted = count_answerable(house, li.viewer(), project.project_id, {.show = "animal"});
    EXPECT_EQ(counted.open, 4);
    EXPECT_EQ(counted.by_people, 1);
    work(begin(named(""), 4, false, {.show = "animal"}));
    EXPECT_EQ(holds(photos[0]), "human:animalBudorcas taxicolor[]");
    EXPECT_EQ(holds(photos[1]), "human:blank");
    work(begin(named(""), 1, true, {.show = "animal"}));
    EXPECT_EQ(holds(photos[0]), "human:blank");
}

TEST_F(BulkAnswerTest, WhoeverAnswersMeanwhileIsNotOverwritten) {
    const auto bulk = begin(named(""), 6);
    auto quick = named("Budorcas taxicolor");
    quick.media = {photos[2]};
    answer(house, li, project.project_id, quick);
    work(bulk);
    EXPECT_EQ(holds(photos[2]), "human:animalBudorcas taxicolor[]");
    EXPECT_EQ(now(bulk).answered, 5);
    EXPECT_EQ(now(bulk).left_out, 1);
}

TEST_F(BulkAnswerTest, TakenBackBeforeItWasDoneNothingMoreIsAnswered) {
    const auto bulk = begin(named(""), 6);
    retract_bulk(house, li, project.project_id, bulk.batch_id);
    work(bulk);
    EXPECT_EQ(state_of(now(bulk)), "retracted");
    EXPECT_EQ(now(bulk).answered, 0);
    EXPECT_EQ(holds(photos[0]), "machine:animal[]");
}

TEST_F(BulkAnswerTest, ConfirmingLeavesOutWhatNobodyAnswered) {
    const auto bulk = begin(confirmed(), 6);
    work(bulk);
    EXPECT_EQ(holds(photos[0]), "human:animal[]");
    EXPECT_EQ(holds(photos[5]), "none:");
    EXPECT_EQ(now(bulk).answered, 5);
    EXPECT_EQ(now(bulk).left_out, 1);
}

TEST_F(BulkAnswerTest, OnlyWhoMayAnswerBeginsAndOnlyOnesOwnIsTakenBack) {
    const auto stranger = World::the().newcomer("Stranger");
    EXPECT_EQ(code_of([&] { count_answerable(house, stranger.viewer(), project.project_id, {}); }), Code::not_found);
    const auto bulk = begin(named(""), 6);
    EXPECT_EQ(code_of([&] { bulk_answer(house, stranger.viewer(), project.project_id, bulk.batch_id); }),
              Code::not_found);
    const auto annotator = World::the().newcomer("Wang");
    house.catalog.transaction([&](catalog::Transaction& tx) {
        tx.connection().execute("insert into project_member (project_id, account_id, role) values ('" +
                                project.project_id.text() + "', '" + annotator.account_id.text() + "', 2)");
    });
    EXPECT_EQ(code_of([&] { retract_bulk(house, annotator, project.project_id, bulk.batch_id); }), Code::forbidden);
    EXPECT_FALSE(retract_bulk(house, annotator, project.project_id, BatchId::make()).has_value())
        << "no answer to many: another function's business";
    // Whose role allows it no more answers no more.
    const auto theirs =
        begin_bulk_answer(house, annotator, project.project_id, {named(""), {}, json::object{}, false, 6});
    house.catalog.transaction([&](catalog::Transaction& tx) {
        tx.connection().execute("update project_member set role = 1 where account_id = '" +
                                annotator.account_id.text() + "'");
    });
    work(theirs);
    EXPECT_EQ(now(theirs).answered, 0);
    EXPECT_EQ(now(theirs).left_out, 6);
}

TEST_F(BulkAnswerTest, WhatTheRuleAcceptedOfAMachineIsAnsweredAsItWasCounted) {
    const auto machine_sees_nothing = [&](MediaId photo) {
        house.catalog.transaction([&](catalog::Transaction& tx) {
            catalog::Answer nothing;
            nothing.answer_id = AnswerId::make();
            nothing.batch_id = BatchId::make();
            nothing.media_id = photo;
            nothing.model = "detector 1";
            nothing.model_details = json::value{{"threshold", 0.3}};
            nothing.observations = json::array{};
            nothing.answered_at = house.clock.now();
            const catalog::Scope scope{Viewer::system(), project.project_id, 1};
            catalog::append_answers(tx, scope, std::span(&nothing, 1));
            settle(tx, scope, std::span(&photo, 1));
        });
    };
    // One blank, reviewed, is the sample.
    machine_sees_nothing(photos[4]);
    begin_trust_check(house, li.viewer(), project.project_id, {"", 0.5, 0});
    auto blank = named("");
    blank.media = {photos[4]};
    answer(house, li, project.project_id, blank);
    ReviewRule rule;
    rule.kind = "oneReviewer";
    rule.machine_above = 0.5;
    rule.machine_blank = true;
    set_review_rule(house, li.viewer(), project.project_id, rule);
    machine_sees_nothing(photos[5]);
    ASSERT_EQ(holds(photos[5]), "accepted:blank");
    const auto bulk = begin(named("Cervidae"), 5);
    work(bulk);
    EXPECT_EQ(now(bulk).answered, 5);
    EXPECT_EQ(holds(photos[5]), "human:animalCervidae");
}

TEST_F(BulkAnswerTest, WhatTheProjectDoesNotKnowIsNotRemarkedOfMany) {
    auto answer = named("Cervidae");
    answer.things[0].remarks.individualID = IndividualId::make();
    EXPECT_EQ(code_of([&] { begin(answer, 6); }), Code::invalid);
    answer.things[0].remarks = {};
    answer.things[0].remarks.observationTags = {"a|b"};
    EXPECT_EQ(code_of([&] { begin(answer, 6); }), Code::invalid);
}

}  // namespace
}  // namespace serow::journeys
