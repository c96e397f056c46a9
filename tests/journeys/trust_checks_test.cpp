// Samples drawn from a project whose truth is known, reviewed, and out of date.
#include "journeys/trust_checks.h"

#include <gmock/gmock.h>

#include <algorithm>
#include <format>
#include <random>
#include <set>

#include "catalog/answers.h"
#include "catalog/jobs.h"
#include "journeys/answer.h"
#include "journeys/geofence.h"
#include "journeys/group_events.h"
#include "journeys/model_choice.h"
#include "journeys/read_media.h"
#include "journeys/repeat_detections.h"
#include "journeys/review_rules.h"
#include "journeys/run_jobs.h"
#include "journeys/settle.h"
#include "journeys/thresholds.h"
#include "world.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;

class TrustChecks : public ::testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");
    ProjectId id = World::the().new_project(li).project_id;
    DeploymentId deployment = World::the().new_deployment(li, id);
    int brought = 0;

    void SetUp() override { World::the().forget_jobs(); }

    // `count` photos, noon and midnight of the reserve (UTC+8) in turn.
    std::vector<MediaId> bring(int count) {
        const auto card = begin_upload(house, li.viewer(), id, {deployment, {}, "card"});
        std::vector<MediaId> photos;
        for (int i = 0; i < count; ++i, ++brought)
            photos.push_back(World::the().bring(li, id, card.upload_id, std::format("{}-{}.jpg", id.text(), brought),
                                                shade(brought),
                                                brought % 2 == 0 ? "2024-05-01T04:00:00Z" : "2024-05-01T16:00:00Z"));
        read_media(house, id, photos);
        return photos;
    }
    // Another picture for each number.
    static std::string shade(int number) {
        auto bytes = jpeg(static_cast<std::uint8_t>(number % 200));
        return bytes + std::format("{}", number);
    }
    void machine_says(std::span<const MediaId> photos, const json::array& things, const std::string& model = "test 1") {
        std::vector<catalog::Answer> lines;
        for (const auto& photo : photos) {
            auto& line = lines.emplace_back();
            line.answer_id = AnswerId::make();
            line.batch_id = BatchId::make();
            line.media_id = photo;
            line.model = model;
            line.model_details = json::object{{"threshold", 0.3}};
            line.observations = things;
            line.answered_at = house.clock.now();
        }
        const catalog::Scope scope{Viewer::system(), id, 1};
        house.catalog.transaction([&](catalog::Transaction& tx) {
            catalog::append_answers(tx, scope, lines);
            settle(tx, scope, photos);
        });
    }
    static json::array named(std::string_view name) {
        return {{{"observationType", "animal"},
                 {"scientificName", name},
                 {"count", 1},
                 {"bbox", json::array{0.1, 0.2, 0.2, 0.2}},
                 {"probability", 0.9},
                 {"taxonProbability", 0.9}}};
    }
    AnswerBatch people_say(const std::vector<MediaId>& photos, ObservationType type, const std::string& name = "") {
        review::SeenThing thing;
        thing.type = type;
        thing.scientificName = name;
        return answer(house, li, id, {photos, {}, false, {thing}});
    }
    AnswerBatch people_say(const MediaId& photo, ObservationType type, const std::string& name = "") {
        return people_say(std::vector{photo}, type, name);
    }
    std::vector<MediaId> sample(TrustCheckId check) {
        std::vector<MediaId> ids;
        for (const auto& one : trust_media(house, li.viewer(), id, check, 100).items) {
            EXPECT_TRUE(one.observations.empty()) << "whoever looks is not told what the machine said";
            ids.push_back(one.media.media_id);
        }
        return ids;
    }
    TrustCheck begin(double most = 0.1, const std::string& name = "", int allowed = 0) {
        return begin_trust_check(house, li.viewer(), id, {name, most, allowed});
    }
    TrustCheck now(const TrustCheck& check) { return trust_check(house, li.viewer(), id, check.check.trust_check_id); }
    std::optional<Instant> trusted() {
        return house.catalog.transaction(
            [&](catalog::Transaction& tx) { return trusted_blanks_until(house, tx, {Viewer::system(), id, 1}); });
    }
    // A check of 40 blanks of which all 29 drawn are reviewed and blank.
    TrustCheck measured() {
        const auto photos = bring(40);
        machine_says(photos, {});
        const auto check = begin();
        people_say(sample(check.check.trust_check_id), ObservationType::blank);
        return now(check);
    }
    // Exactly these things expired it.
    static std::vector<std::string> changed(const TrustCheck& check) {
        std::vector<std::string> what;
        for (const auto& one : check.changes) what.push_back(one.what);
        return what;
    }
};

TEST_F(TrustChecks, AreFirstPlanned) {
    const auto photos = bring(40);
    machine_says(photos, {});
    people_say(photos[0], ObservationType::blank);
    const auto preview = preview_trust(house, li.viewer(), id, "");
    EXPECT_EQ(preview.media, 39) << "what a person answered is not the machine's any more";
    ASSERT_EQ(preview.strata.size(), 2U);
    EXPECT_FALSE(preview.strata[0].by_night);
    EXPECT_EQ(preview.strata[0].media, 19) << "noon, but for the one that was answered";
    EXPECT_EQ(preview.strata[1].media, 20);
    // 0.9^28 > 0.05 >= 0.9^29
    const auto plan = std::ranges::find_if(
        preview.plans, [](const TrustPlan& one) { return one.most == 0.1 && one.missed_allowed == 0; });
    ASSERT_NE(plan, preview.plans.end());
    EXPECT_EQ(plan->draws, 29);
    EXPECT_EQ(preview.plans.front().draws, 39) << "299 are needed for 1 %: all there are";
}

TEST_F(TrustChecks, AreDrawnFromEachStratumAndMeasuredOnceAllIsAnswered) {
    const auto photos = bring(40);
    machine_says(photos, {});
    const auto check = begin();
    EXPECT_EQ(check.state, TrustState::open);
    EXPECT_EQ(check.drawn, 29);
    EXPECT_EQ(check.check.media, 40);
    auto drawn = sample(check.check.trust_check_id);
    ASSERT_EQ(drawn.size(), 29U);
    EXPECT_EQ(std::set(drawn.begin(), drawn.end()).size(), 29U);
    int by_night = 0;
    for (const auto& one : drawn) by_night += (std::ranges::find(photos, one) - photos.begin()) % 2 == 1 ? 1 : 0;
    EXPECT_TRUE(by_night == 14 || by_night == 15) << by_night;
    EXPECT_FALSE(trusted());

    const auto batch = people_say(drawn[0], ObservationType::animal);
    EXPECT_EQ(now(check).missed, 1);
    EXPECT_EQ(now(check).state, TrustState::open);
    EXPECT_EQ(sample(check.check.trust_check_id).size(), 28U);
    people_say(drawn[1], ObservationType::unknown);  // may have been an animal
    people_say(drawn[2], ObservationType::human);    // is none
    people_say({drawn.begin() + 3, drawn.end()}, ObservationType::blank);
    const auto result = now(check);
    EXPECT_EQ(result.state, TrustState::measured);
    EXPECT_EQ(result.reviewed, 29);
    EXPECT_EQ(result.missed, 2);
    EXPECT_NEAR(result.result.most, review::exact_most(2, 29), 1e-12);
    EXPECT_TRUE(result.check.measured_at);
    EXPECT_EQ(result.now.media, 11);
    EXPECT_EQ(result.now.until_then, 11) << "all of those that are left were there";
    EXPECT_TRUE(trusted());

    // Taking an answer back opens it again; what was measured is kept, and another result is another line.
    retract(house, li, id, batch.batch_id);
    EXPECT_EQ(now(check).state, TrustState::open);
    people_say(drawn[0], ObservationType::blank);
    EXPECT_EQ(now(check).missed, 1);
    const auto kept = house.catalog.transaction([&](catalog::Transaction& tx) {
        return tx.connection().execute("select missed from trust_result where trust_check_id = '" +
                                       check.check.trust_check_id.text() + "' order by measured_at");
    });
    ASSERT_EQ(kept.size(), 2);
}

TEST_F(TrustChecks, OfANameAreRightWhereThatKindIsSeen) {
    const auto photos = bring(6);
    machine_says(photos, named("Cervus"));
    const auto check = begin(0.1, "Cervus");
    EXPECT_EQ(check.drawn, 6);
    people_say(photos[0], ObservationType::animal, "Cervus");
    people_say(photos[1], ObservationType::animal, "Cervus nippon");  // one of them
    people_say(photos[2], ObservationType::animal, "Sus scrofa");
    people_say(photos[3], ObservationType::animal);  // not told which
    people_say(photos[4], ObservationType::blank);
    people_say(photos[5], ObservationType::animal, "Cervus");
    const auto result = now(check);
    EXPECT_EQ(result.state, TrustState::measured);
    EXPECT_EQ(result.missed, 3);
    EXPECT_NEAR(result.result.most, 0.5, 1e-12) << "all was looked at";
    EXPECT_FALSE(trusted()) << "that says nothing about blanks";
}

TEST_F(TrustChecks, AreToldInAPackage) {
    DeploymentChange a_month;
    a_month.deployment_start = parse_instant("2024-04-20T00:00:00Z");
    a_month.deployment_end = parse_instant("2024-05-20T00:00:00Z");
    update_deployment(house, li.viewer(), id, deployment, a_month);
    const auto said = [&] { return published_table(house, li, id, "datapackage.json"); };
    machine_says(bring(2), {});
    EXPECT_THAT(said(), ::testing::HasSubstr(
                            "How many of the 2 media that a machine called blank hide an animal was not measured."));
    measured();
    // 1 - 0.05^(1/29) is 0.0982.
    EXPECT_THAT(said(),
                ::testing::HasSubstr("With 95 % confidence at most 9.9 % of the 42 media that the machine called "
                                     "blank hide an animal (29 drawn at random and reviewed, 0 wrong; "));
    set_thresholds(house, li.viewer(), id, {.animal = 0.5, .human = {}, .vehicle = {}});
    EXPECT_THAT(
        said(),
        ::testing::HasSubstr(
            "No measurement that holds says how many of the media that the machine called blank hide an animal."));
}

TEST_F(TrustChecks, HideWhatTheyCoverWhileTheyHold) {
    EXPECT_THROW(list_media(house, li.viewer(), id, {}, {}, 100, Blanks::hidden_where_trusted), Failure);
    measured();
    machine_says(bring(1), {});
    const auto seen = [&](const MediaFilter& filter) {
        return list_media(house, li.viewer(), id, filter, {}, 100, Blanks::hidden_where_trusted).items.size();
    };
    EXPECT_EQ(seen({}), 30U) << "29 that people answered and the one that came since; 11 are hidden";
    MediaFilter unreviewed;
    unreviewed.show = "unreviewed";
    EXPECT_EQ(seen(unreviewed), 1U);
    EXPECT_EQ(list_media(house, li.viewer(), id, unreviewed, {}, 100).items.size(), 12U);
    set_thresholds(house, li.viewer(), id, {.animal = 0.5, .human = {}, .vehicle = {}});
    EXPECT_THROW(seen(unreviewed), Failure);
    set_thresholds(house, li.viewer(), id, {});
    group_events(house, id, deployment);
    const auto events = [&](Blanks blanks) {
        const auto page = list_events(house, li.viewer(), id, unreviewed, {}, 100, Total::counted, blanks);
        EXPECT_EQ(page.total, static_cast<std::int64_t>(page.items.size()));
        return page.items.size();
    };
    EXPECT_LE(events(Blanks::hidden_where_trusted), events(Blanks::shown));
    EXPECT_EQ(events(Blanks::hidden_where_trusted), 1U);
}

TEST_F(TrustChecks, ExpireWithTheThreshold) {
    const auto check = measured();
    ASSERT_EQ(check.state, TrustState::measured);
    set_thresholds(house, li.viewer(), id, {.animal = 0.5, .human = {}, .vehicle = {}});
    const auto later = now(check);
    EXPECT_EQ(later.state, TrustState::expired);
    EXPECT_EQ(changed(later), std::vector<std::string>{"thresholds"});
    EXPECT_TRUE(later.changes[0].at);
    EXPECT_FALSE(trusted());
    // As it was: the machine says again what it said then.
    set_thresholds(house, li.viewer(), id, {});
    EXPECT_EQ(now(check).state, TrustState::measured);
}

TEST_F(TrustChecks, ExpireWithTheModel) {
    const auto check = measured();
    const auto more = bring(1);
    machine_says(more, {}, "test 1");
    EXPECT_EQ(now(check).state, TrustState::measured);
    EXPECT_EQ(now(check).now.media, 12);
    EXPECT_EQ(now(check).now.until_then, 11) << "what came since was not drawn from";
    machine_says(bring(1), {}, "test 2");
    EXPECT_EQ(changed(now(check)), std::vector<std::string>{"models"});
    EXPECT_FALSE(trusted());
}

TEST_F(TrustChecks, ExpireWithASecondOpinionAndWithTheListOfTaxa) {
    const auto check = measured();
    const catalog::Scope scope{li.viewer(), id, 1};
    const auto chosen = [&](bool second_opinion) {
        catalog::ModelNames names;
        names.second_opinion = second_opinion;
        house.catalog.transaction([&](catalog::Transaction& tx) { catalog::choose_models(tx, scope, names); });
    };
    chosen(true);
    EXPECT_EQ(changed(now(check)), std::vector<std::string>{"models"});
    chosen(false);
    EXPECT_EQ(now(check).state, TrustState::measured);
    house.catalog.transaction(
        [&](catalog::Transaction& tx) { catalog::set_geofence(tx, scope, {{"Cervus nippon"}, {}}); });
    EXPECT_EQ(changed(now(check)), std::vector<std::string>{"taxa"});
}

TEST_F(TrustChecks, AreRefusedWhereTheyMakeNoSense) {
    EXPECT_THROW(begin(), Failure) << "there is nothing";
    machine_says(bring(3), {});
    EXPECT_THROW(begin(0), Failure);
    EXPECT_THROW(begin(0.6), Failure);
    EXPECT_THROW(begin(0.1, "", -1), Failure);
    const auto check = begin();
    EXPECT_THROW(begin(0.05), Failure) << "one at a time";
    cancel_trust_check(house, li.viewer(), id, check.check.trust_check_id);
    EXPECT_EQ(now(check).state, TrustState::cancelled);
    EXPECT_THROW(cancel_trust_check(house, li.viewer(), id, check.check.trust_check_id), Failure);
    EXPECT_EQ(begin(0.05).state, TrustState::open);
    const auto other = World::the().newcomer("Wang");
    EXPECT_THROW(trust_check(house, other.viewer(), id, check.check.trust_check_id), Failure);
    EXPECT_THROW(trust_checks(house, other.viewer(), id), Failure);
}

TEST_F(TrustChecks, HoldTheTruthOfASimulatedProject) {
    // 200 blanks of which the machine misses 12 animals; asked again and again by other draws. With 59 drawn the bound
    // holds in 95 of 100 samples: of 40 at least 34 (two in a hundred thousand would be fewer).
    const auto photos = bring(200);
    machine_says(photos, {});
    std::mt19937_64 random(11);
    std::vector<std::size_t> order(photos.size());
    for (std::size_t i = 0; i < order.size(); ++i) order[i] = i;
    std::ranges::shuffle(order, random);
    std::set<MediaId> animals;
    for (std::size_t i = 0; i < 12; ++i) animals.insert(photos[order[i]]);
    int holds = 0, covers = 0;
    for (int time = 0; time < 40; ++time) {
        const auto check = begin(0.05);
        ASSERT_EQ(check.drawn, 59);
        std::vector<MediaId> seen, empty;
        for (const auto& one : sample(check.check.trust_check_id))
            (animals.contains(one) ? seen : empty).push_back(one);
        std::vector<BatchId> batches;
        if (!seen.empty()) batches.push_back(people_say(seen, ObservationType::animal).batch_id);
        batches.push_back(people_say(empty, ObservationType::blank).batch_id);
        const auto result = now(check);
        ASSERT_EQ(result.state, TrustState::measured);
        holds += 0.06 <= result.result.most ? 1 : 0;
        covers += result.result.interval.least <= 0.06 && 0.06 <= result.result.interval.most ? 1 : 0;
        for (const auto& batch : batches) retract(house, li, id, batch);
        cancel_trust_check(house, li.viewer(), id, check.check.trust_check_id);
    }
    EXPECT_GE(holds, 34);
    EXPECT_GE(covers, 34);
}

TEST_F(TrustChecks, WhereTwoHaveToAgreeNobodyIsAskedForTheSamePhotoTwice) {
    ReviewRule rule;
    rule.kind = "twoAgree";
    set_review_rule(house, li.viewer(), id, rule);
    machine_says(bring(40), {});
    const auto check = begin();
    const auto drawn = sample(check.check.trust_check_id);
    ASSERT_FALSE(drawn.empty());
    people_say(drawn, ObservationType::blank);
    EXPECT_THAT(sample(check.check.trust_check_id), ::testing::IsEmpty());
    EXPECT_EQ(now(check).state, TrustState::open);  // it waits for somebody else
    const auto wang = World::the().newcomer("Wang");
    set_member(house, li.viewer(), id, wang.email, people::Role::annotator);
    EXPECT_EQ(trust_media(house, wang.viewer(), id, check.check.trust_check_id, 100).items.size(), drawn.size());
    review::SeenThing nothing;
    nothing.type = ObservationType::blank;
    answer(house, wang, id, {drawn, {}, false, {nothing}});
    EXPECT_EQ(now(check).state, TrustState::measured);
}

}  // namespace
}  // namespace serow::journeys
