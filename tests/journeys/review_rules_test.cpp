// Rules of review on a real catalogue: what settles, who decides, and that nothing of a blind review leaks.
#include "journeys/review_rules.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <format>
#include <functional>
#include <set>

#include "catalog/answers.h"
#include "journeys/agreement.h"
#include "journeys/answer.h"
#include "journeys/conflicts.h"
#include "journeys/explain_media.h"
#include "journeys/geofence.h"
#include "journeys/group_events.h"
#include "journeys/look.h"
#include "journeys/publish_package.h"
#include "journeys/read_media.h"
#include "journeys/seen_things.h"
#include "journeys/settle.h"
#include "journeys/thresholds.h"
#include "journeys/trust_checks.h"
#include "world.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;

class ReviewRules : public ::testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");  // the owner
    Caller wang = World::the().newcomer("Wang"), zhao = World::the().newcomer("Zhao");
    Caller chen = World::the().newcomer("Chen");  // an expert
    Caller visitor = World::the().newcomer("Visitor");
    ProjectId id = World::the().new_project(li).project_id;
    DeploymentId deployment;
    std::vector<MediaId> photos;  // three, each an event of its own, in each a machine saw a deer

    void SetUp() override {
        for (const auto* caller : {&wang, &zhao})
            set_member(house, li.viewer(), id, caller->email, people::Role::annotator);
        set_member(house, li.viewer(), id, chen.email, people::Role::annotator, true);
        set_member(house, li.viewer(), id, visitor.email, people::Role::viewer);
        deployment = World::the().new_deployment(li, id);
        const auto card = begin_upload(house, li.viewer(), id, {deployment, {}, "card"});
        for (int i = 0; i < 3; ++i)
            photos.push_back(World::the().bring(li, id, card.upload_id, std::format("{}.jpg", i),
                                                jpeg(static_cast<std::uint8_t>(60 * i + 5)) + deployment.text(),
                                                std::format("2024-05-01T0{}:00:00Z", 2 + i)));
        read_media(house, id, photos);
        group_events(house, id, deployment);
        for (const auto& photo : photos) machine_says(photo, "Muntiacus reevesi", 0.9);
    }
    void machine_says(MediaId photo, const std::string& name, double probability) {
        review::SeenThing thing;
        thing.type = ObservationType::animal;
        thing.scientificName = name;
        thing.probability = probability;
        thing.box = Box{0.1, 0.2, 0.3, 0.3};
        catalog::Answer line;
        line.answer_id = AnswerId::make();
        line.batch_id = BatchId::make();
        line.media_id = photo;
        line.model = "detector 1";
        line.model_details = json::value{{"threshold", 0.2}};
        line.observations = to_ledger(std::span(&thing, 1));
        line.answered_at = house.clock.now();
        const catalog::Scope scope{Viewer::system(), id, 1};
        house.catalog.transaction([&](catalog::Transaction& tx) {
            catalog::append_answers(tx, scope, std::span(&line, 1));
            settle(tx, scope, std::span(&photo, 1));
        });
    }
    void choose(const std::string& kind, int blind_percent = 0) {
        ReviewRule rule;
        rule.kind = kind;
        rule.blind_percent = blind_percent;
        choose(rule);
    }
    void choose(const ReviewRule& rule) {
        set_review_rule(house, li.viewer(), id, rule);
        settle_reviews(house, id, deployment);  // as a worker does
    }
    // What is queued to be derived anew.
    void work() {
        std::set<std::string> kinds;
        house.catalog.transaction([&](catalog::Transaction& tx) {
            for (const auto row : tx.connection().execute(
                     "delete from job where kind like 'settle%' and project_id = $1 returning kind", {id}))
                kinds.insert(row.as<std::string>("kind"));
        });
        if (kinds.contains("settle_deployment")) settle_deployment(house, id, deployment);
        if (kinds.contains("settle_reviews")) settle_reviews(house, id, deployment);
    }
    AnswerBatch says(const Caller& caller, MediaId photo, const std::string& name, bool adjudicates = false,
                     ObservationType type = ObservationType::animal) {
        review::SeenThing thing;
        thing.type = type;
        thing.scientificName = name;
        return answer(house, caller, id, {{photo}, {}, false, {thing}, adjudicates});
    }
    // As `caller` is told it: "awaiting Sus scrofa".
    std::string told(const Caller& caller, MediaId photo) {
        const auto one = media(house, caller.viewer(), id, photo);
        auto text = one.media.consensus;
        for (const auto& seen : one.observations) text += " " + seen.scientific_name;
        return text + (one.media.kept_back ? " (kept back)" : "");
    }
    std::size_t listed(const std::string& show) {
        MediaFilter filter;
        filter.show = show;
        return list_media(house, li.viewer(), id, filter, {}, 100).items.size();
    }
    std::string life(const Caller& caller, MediaId photo) {
        return as_text(explain_media(house, caller.viewer(), id, photo));
    }
    static Code refusal(const std::function<void()>& work) {
        try {
            work();
        } catch (const Failure& failure) {
            return failure.problem().code;
        }
        ADD_FAILURE() << "was not refused";
        return Code::internal;
    }
};

TEST_F(ReviewRules, OneReviewerIsTheRuleUntilSomebodyChooses) {
    EXPECT_EQ(review_rule(house, visitor.viewer(), id).kind, "oneReviewer");
    EXPECT_TRUE(review_rule_history(house, li.viewer(), id).empty());
    says(wang, photos[0], "Sus scrofa");
    EXPECT_EQ(told(li, photos[0]), "human Sus scrofa");
}

TEST_F(ReviewRules, TwoHaveToAgreeAlsoOnWhatWasAnsweredBefore) {
    says(wang, photos[0], "Sus scrofa");
    choose("twoAgree");
    EXPECT_EQ(told(li, photos[0]), "awaiting Sus scrofa");
    EXPECT_EQ(listed("awaiting"), 1U);
    EXPECT_EQ(listed("unreviewed"), 2U);
    EXPECT_EQ(listed("reviewed"), 1U) << "a person has looked at it";
    says(wang, photos[0], "Sus scrofa");
    EXPECT_EQ(told(li, photos[0]), "awaiting Sus scrofa") << "twice the same person";
    says(zhao, photos[0], "Sus scrofa");
    EXPECT_EQ(told(li, photos[0]), "human Sus scrofa");
    says(chen, photos[0], "Budorcas taxicolor");
    EXPECT_EQ(told(li, photos[0]), "human Sus scrofa") << "two to one";
    choose("oneReviewer");
    EXPECT_EQ(told(li, photos[0]), "conflict Budorcas taxicolor");
    EXPECT_EQ(review_rule_history(house, li.viewer(), id).size(), 2U) << "the history keeps each choice";
    EXPECT_EQ(review_rule_history(house, li.viewer(), id)[0].account_name, "Li");
}

TEST_F(ReviewRules, AnExpertsApprovalStaysWhoeverIsOneLater) {
    choose("expertApproves");
    says(wang, photos[0], "Sus scrofa");
    EXPECT_EQ(told(li, photos[0]), "awaiting Sus scrofa");
    says(chen, photos[0], "Budorcas taxicolor");
    EXPECT_EQ(told(li, photos[0]), "human Budorcas taxicolor");
    says(li, photos[1], "Sus scrofa");
    EXPECT_EQ(told(li, photos[1]), "human Sus scrofa") << "managers are experts";
    set_member(house, li.viewer(), id, chen.email, people::Role::annotator, false);
    settle_reviews(house, id, deployment);
    EXPECT_EQ(told(li, photos[0]), "human Budorcas taxicolor");
    says(chen, photos[2], "Sus scrofa");
    EXPECT_EQ(told(li, photos[2]), "awaiting Sus scrofa");
    EXPECT_FALSE(set_member(house, li.viewer(), id, chen.email, people::Role::annotator).expert) << "unsaid: as it was";
}

TEST_F(ReviewRules, WhoMayEndsAConflictAndMayTakeItBack) {
    says(wang, photos[0], "Sus scrofa");
    says(zhao, photos[0], "Budorcas taxicolor");
    for (const auto* caller : {&wang, &visitor}) {
        EXPECT_EQ(refusal([&] { list_conflicts(house, caller->viewer(), id, {}, 10); }), Code::forbidden);
        EXPECT_EQ(refusal([&] { agreement(house, caller->viewer(), id, false); }), Code::forbidden);
    }
    EXPECT_EQ(refusal([&] { says(wang, photos[0], "Sus scrofa", true); }), Code::forbidden);
    const auto page = list_conflicts(house, chen.viewer(), id, {}, 10);
    ASSERT_EQ(page.items.size(), 1U);
    EXPECT_EQ(page.total, 1);
    const auto& people = page.items[0].people;
    ASSERT_EQ(people.size(), 2U);
    EXPECT_EQ(people[0].name + " " + people[0].observations[0].scientific_name, "Wang Sus scrofa");
    EXPECT_EQ(people[1].name + " " + people[1].observations[0].scientific_name, "Zhao Budorcas taxicolor");
    EXPECT_EQ(page.items[0].machine->observations[0].scientific_name, "Muntiacus reevesi");

    const auto decision = says(chen, photos[0], "Sus scrofa", true);
    EXPECT_EQ(told(zhao, photos[0]), "human Sus scrofa");
    EXPECT_EQ(list_conflicts(house, li.viewer(), id, {}, 10).total, 0);
    EXPECT_THAT(life(zhao, photos[0]), ::testing::HasSubstr("to end a conflict"));
    retract(house, chen, id, decision.batch_id);
    EXPECT_EQ(told(zhao, photos[0]), "conflict Budorcas taxicolor");
    says(li, photos[0], "Sus scrofa", true);
    says(zhao, photos[0], "Budorcas taxicolor");
    EXPECT_EQ(told(zhao, photos[0]), "conflict Budorcas taxicolor") << "who differs later opens it again";
    EXPECT_EQ(list_conflicts(house, li.viewer(), id, {}, 10).items[0].people.size(), 2U)
        << "the decision, and who differs";
}

TEST_F(ReviewRules, ConflictsComeInPages) {
    for (const auto& photo : photos) {
        says(wang, photo, "Sus scrofa");
        says(zhao, photo, "Budorcas taxicolor");
    }
    std::vector<MediaId> all;
    std::optional<MediaId> after;
    do {
        const auto page = list_conflicts(house, li.viewer(), id, after, 2);
        EXPECT_EQ(page.total, 3);
        for (const auto& each : page.items) all.push_back(each.media.media.media_id);
        after = page.next;
    } while (after);
    EXPECT_THAT(all, ::testing::UnorderedElementsAreArray(photos));
}

TEST_F(ReviewRules, ThePreviewForetellsWhatAChoiceDoes) {
    // One muntjac, reviewed, is the sample: whoever looked thought better of it later.
    machine_says(photos[1], "Capricornis milneedwardsii", 0.9);
    machine_says(photos[2], "Capricornis milneedwardsii", 0.9);
    begin_trust_check(house, li.viewer(), id, {"Muntiacus reevesi", 0.5, 0});
    says(wang, photos[0], "Muntiacus reevesi");
    says(wang, photos[0], "Sus scrofa");
    says(zhao, photos[0], "Sus scrofa");
    says(wang, photos[1], "Sus scrofa");
    machine_says(photos[2], "Muntiacus reevesi", 0.97);
    ReviewRule machine;
    machine.machine_above = 0.95;
    machine.machine_species = true;
    for (const auto& preview : preview_review_rules(house, li.viewer(), id, machine)) {
        auto rule = machine;
        rule.kind = review::word(preview.kind);
        choose(rule);
        EXPECT_EQ(preview.accepted, static_cast<std::int64_t>(listed("accepted"))) << rule.kind;
        EXPECT_EQ(preview.awaiting, static_cast<std::int64_t>(listed("awaiting"))) << rule.kind;
        EXPECT_EQ(preview.conflict, static_cast<std::int64_t>(listed("conflict"))) << rule.kind;
        EXPECT_EQ(preview.accepted, 1) << rule.kind;
    }
    EXPECT_EQ(told(li, photos[2]), "accepted Muntiacus reevesi");
    EXPECT_EQ(listed("unreviewed"), 0U) << "nobody need look at it";
    EXPECT_EQ(species_report(house, li.viewer(), id, Counted::only_human).lines.size(), 1U) << "but no person said so";
    says(zhao, photos[2], "Sus scrofa");
    EXPECT_EQ(told(li, photos[2]), "awaiting Sus scrofa") << "a person contradicts it (an expert is wanted)";
    EXPECT_EQ(refusal([&] { preview_review_rules(house, wang.viewer(), id, machine); }), Code::forbidden);
}

TEST_F(ReviewRules, NothingOfAMachineIsAcceptedBeforeASampleOfItWasReviewed) {
    ReviewRule rule;
    rule.machine_above = 0.5;
    rule.machine_species = true;
    EXPECT_EQ(refusal([&] { choose(rule); }), Code::conflict);
    machine_says(photos[1], "Capricornis milneedwardsii", 0.9);
    machine_says(photos[2], "Capricornis milneedwardsii", 0.9);
    begin_trust_check(house, li.viewer(), id, {"Muntiacus reevesi", 0.5, 0});
    EXPECT_EQ(refusal([&] { choose(rule); }), Code::conflict) << "begun is not measured";
    const auto reviewed = says(wang, photos[0], "Muntiacus reevesi");
    machine_says(photos[1], "Muntiacus reevesi", 0.9);
    choose(rule);
    EXPECT_EQ(told(li, photos[1]), "accepted Muntiacus reevesi");
    EXPECT_EQ(told(li, photos[2]), "machine Capricornis milneedwardsii") << "of another name nobody knows";
    rule.machine_blank = true;
    EXPECT_EQ(refusal([&] { choose(rule); }), Code::conflict) << "nor of blanks";

    // What the sample rests on is taken back, and given again.
    World::the().forget_jobs();
    retract(house, wang, id, reviewed.batch_id);
    work();
    EXPECT_EQ(told(li, photos[1]), "machine Muntiacus reevesi");
    says(wang, photos[0], "Muntiacus reevesi");
    work();
    EXPECT_EQ(told(li, photos[1]), "accepted Muntiacus reevesi");

    // Measured with another threshold: it is to be looked at again.
    Thresholds otherwise;
    otherwise.animal = 0.3;
    set_thresholds(house, li.viewer(), id, otherwise);
    work();
    EXPECT_EQ(told(li, photos[1]), "machine Muntiacus reevesi");
    set_thresholds(house, li.viewer(), id, {});
    work();
    EXPECT_EQ(told(li, photos[1]), "accepted Muntiacus reevesi") << "and as it was measured";
    // Another list of possible species, likewise, though it changes nothing by itself.
    set_geofence(house, li.viewer(), id, {{}, {"Panthera tigris"}});
    work();
    EXPECT_EQ(told(li, photos[1]), "machine Muntiacus reevesi");
}

TEST_F(ReviewRules, WhatIsNoRuleIsRefused) {
    const auto refused = [&](const std::function<void(ReviewRule&)>& change) {
        ReviewRule rule;
        change(rule);
        return refusal([&] { set_review_rule(house, li.viewer(), id, rule); });
    };
    EXPECT_EQ(refused([](auto& rule) { rule.kind = "anyone"; }), Code::invalid);
    EXPECT_EQ(refused([](auto& rule) { rule.machine_above = 0.9; }), Code::invalid) << "of nothing";
    EXPECT_EQ(refused([](auto& rule) { rule.machine_above = 1.1, rule.machine_blank = true; }), Code::invalid);
    EXPECT_EQ(refused([](auto& rule) { rule.machine_above = 0, rule.machine_blank = true; }), Code::invalid);
    EXPECT_EQ(refused([](auto& rule) { rule.blind_percent = 101; }), Code::invalid);
    EXPECT_EQ(refusal([&] { set_review_rule(house, chen.viewer(), id, {}); }), Code::forbidden)
        << "an expert is no manager";
}

TEST_F(ReviewRules, OfABlindReviewNothingLeaks) {
    choose("oneReviewer", 100);
    says(wang, photos[0], "Ailuropoda melanoleuca");
    EXPECT_EQ(told(wang, photos[0]), "awaiting Ailuropoda melanoleuca (kept back)") << "one's own";
    for (const auto* caller : {&zhao, &chen, &li, &visitor}) {
        EXPECT_EQ(told(*caller, photos[0]), "awaiting Muntiacus reevesi (kept back)") << caller->name;
        EXPECT_THAT(life(*caller, photos[0]), ::testing::Not(::testing::HasSubstr("Ailuropoda"))) << caller->name;
        EXPECT_THAT(life(*caller, photos[0]), ::testing::Not(::testing::HasSubstr("Wang"))) << caller->name;
        for (const auto& event : list_events(house, caller->viewer(), id, {}, {}, 10).items)
            for (const auto& one : event.media)
                for (const auto& seen : one.observations) EXPECT_EQ(seen.scientific_name, "Muntiacus reevesi");
        for (const auto& seen : list_observations(house, caller->viewer(), id, {}, {}, 100).items)
            EXPECT_EQ(seen.scientific_name, "Muntiacus reevesi");
        MediaFilter panda;
        panda.names = {"Ailuropoda melanoleuca"};
        EXPECT_TRUE(list_media(house, caller->viewer(), id, panda, {}, 10).items.empty());
        EXPECT_EQ(list_events(house, caller->viewer(), id, panda, {}, 10).total, 0);
        const auto report = species_report(house, caller->viewer(), id, Counted::everything);
        ASSERT_EQ(report.lines.size(), 1U);
        EXPECT_EQ(report.lines[0].scientific_name, "Muntiacus reevesi");
    }
    EXPECT_THAT(published_table(house, li, id, "observations.csv"), ::testing::Not(::testing::HasSubstr("Ailuropoda")));
    EXPECT_EQ(list_conflicts(house, chen.viewer(), id, {}, 10).total, 0);
    EXPECT_EQ(agreement(house, li.viewer(), id, false).people.size(), 0U);

    // Confirming means what one is told, oneself.
    answer(house, wang, id, {{photos[0]}, {}, true, {}});
    EXPECT_EQ(told(wang, photos[0]), "awaiting Ailuropoda melanoleuca (kept back)");

    // The second differs: only who decides is told who said what.
    says(zhao, photos[0], "Sus scrofa");
    EXPECT_EQ(told(zhao, photos[0]), "conflict Sus scrofa (kept back)");
    EXPECT_EQ(told(wang, photos[0]), "conflict Ailuropoda melanoleuca (kept back)");
    EXPECT_EQ(told(visitor, photos[0]), "conflict Muntiacus reevesi (kept back)");
    EXPECT_THAT(life(zhao, photos[0]), ::testing::Not(::testing::HasSubstr("Ailuropoda")));
    EXPECT_THAT(life(chen, photos[0]), ::testing::HasSubstr("Ailuropoda"));
    EXPECT_EQ(list_conflicts(house, chen.viewer(), id, {}, 10).items.at(0).people.size(), 2U);
    says(chen, photos[0], "Sus scrofa", true);
    EXPECT_EQ(told(visitor, photos[0]), "human Sus scrofa") << "settled: told to all";
    EXPECT_THAT(life(visitor, photos[0]), ::testing::HasSubstr("Ailuropoda"));

    // Two who agree settle it at once.
    says(wang, photos[1], "Sus scrofa");
    EXPECT_EQ(told(zhao, photos[1]), "awaiting Muntiacus reevesi (kept back)");
    const auto second = says(zhao, photos[1], "Sus scrofa");
    EXPECT_EQ(told(visitor, photos[1]), "human Sus scrofa");
    retract(house, zhao, id, second.batch_id);
    EXPECT_EQ(told(zhao, photos[1]), "awaiting Muntiacus reevesi (kept back)") << "and is kept back again";
}

TEST_F(ReviewRules, WhatWasAnsweredBeforeIsNotDrawn) {
    says(wang, photos[0], "Sus scrofa");
    choose("oneReviewer", 100);
    EXPECT_EQ(told(zhao, photos[0]), "human Sus scrofa");
    says(wang, photos[1], "Sus scrofa");
    EXPECT_EQ(told(zhao, photos[1]), "awaiting Muntiacus reevesi (kept back)");
    choose("oneReviewer", 0);
    EXPECT_EQ(told(zhao, photos[1]), "human Sus scrofa") << "nothing is drawn any more";
}

TEST_F(ReviewRules, PeopleArePrivateAtOnceAlsoInABlindReview) {
    choose("oneReviewer", 100);
    EXPECT_EQ(media(house, visitor.viewer(), id, photos[0]).media.privacy, "open");
    says(wang, photos[0], "", false, ObservationType::human);
    EXPECT_EQ(media(house, visitor.viewer(), id, photos[0]).media.privacy, "withheld");
}

TEST_F(ReviewRules, AgreementOfTwoPeople) {
    says(wang, photos[0], "Sus scrofa");
    says(zhao, photos[0], "Sus scrofa");
    says(wang, photos[1], "Sus scrofa");
    says(zhao, photos[1], "Budorcas taxicolor");
    says(chen, photos[1], "Budorcas taxicolor", true);  // a decision is no rating
    const auto found = agreement(house, chen.viewer(), id, false);
    EXPECT_EQ(found.report.all.units, 2U);
    EXPECT_NEAR(found.report.all.agreement.value(), 0.5, 1e-12);
    ASSERT_EQ(found.report.pairs.size(), 1U);
    EXPECT_NEAR(found.report.pairs[0].kappa.value(), 0, 1e-12) << "p_o = 1/2, p_c = 1 · 1/2";
    EXPECT_EQ(agreement(house, chen.viewer(), id, true).report.all.units, 0U) << "nothing was reviewed blind";
    choose("oneReviewer", 100);
    says(wang, photos[2], "Sus scrofa");
    says(zhao, photos[2], "Sus scrofa");
    EXPECT_EQ(agreement(house, chen.viewer(), id, true).report.all.units, 1U);
}

// The draw: the first 32 bits of the SHA-256 of the id's text, by `printf … | sha256sum`.
TEST_F(ReviewRules, TheDrawIsTheHashOfTheEventsId) {
    house.catalog.transaction([](catalog::Transaction& tx) {
        auto& connection = tx.connection();
        connection.execute(
            "do $$ begin assert blind_draw('00000000-0000-0000-0000-000000000000') between 7.31386 and 7.31388; end "
            "$$");
    });
}

}  // namespace
}  // namespace serow::journeys
