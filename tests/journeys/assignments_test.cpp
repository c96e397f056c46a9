// Who is to review what, and how far it is: rights and counts, each by hand, on a real catalogue.
#include "journeys/assignments.h"

#include <gtest/gtest.h>

#include <format>
#include <functional>

#include "catalog/answers.h"
#include "journeys/answer.h"
#include "journeys/group_events.h"
#include "journeys/read_media.h"
#include "journeys/review_progress.h"
#include "journeys/review_rules.h"
#include "journeys/seen_things.h"
#include "journeys/settle.h"
#include "world.h"

namespace serow::journeys {
namespace {

using camtrap::ObservationType;
using std::chrono::days;

// Five photos in three events: two and one at P01, two at P02. In each a machine saw a muntjac.
class Assignments : public ::testing::Test {
protected:
    const House& house = World::the().house();
    Caller li = World::the().newcomer("Li");  // the owner
    Caller wang = World::the().newcomer("Wang"), zhao = World::the().newcomer("Zhao");
    Caller visitor = World::the().newcomer("Visitor");
    Project project = World::the().new_project(li);
    ProjectId id = project.project_id;
    DeploymentId first, second;
    std::vector<MediaId> photos;

    void SetUp() override {
        for (const auto* caller : {&wang, &zhao})
            set_member(house, li.viewer(), id, caller->email, people::Role::annotator);
        set_member(house, li.viewer(), id, visitor.email, people::Role::viewer);
        first = deployment_at("P01");
        second = deployment_at("P02");
        bring(first, {"2024-05-01T02:00:00Z", "2024-05-01T02:00:09Z", "2024-05-01T04:00:00Z"});
        bring(second, {"2024-05-01T02:30:00Z", "2024-05-01T02:30:09Z"});
    }
    DeploymentId deployment_at(const std::string& name) {
        DeploymentChange fields;
        fields.location_id = World::the().new_location(li, id, name).location_id;
        return create_deployment(house, li.viewer(), id, fields).deployment_id;
    }
    void bring(DeploymentId deployment, const std::vector<std::string>& times) {
        const auto card = begin_upload(house, li.viewer(), id, {deployment, {}, "card"});
        std::vector<MediaId> fresh;
        for (const auto& time : times)
            fresh.push_back(World::the().bring(
                li, id, card.upload_id, time.substr(11, 8) + ".jpg",
                jpeg(static_cast<std::uint8_t>(9 * photos.size() + fresh.size())) + deployment.text() + time, time));
        read_media(house, id, fresh);
        group_events(house, id, deployment);
        for (const auto& photo : fresh) {
            photos.push_back(photo);
            review::SeenThing thing;
            thing.type = ObservationType::animal;
            thing.scientificName = "Muntiacus reevesi";
            thing.probability = 0.9;
            catalog::Answer line;
            line.model = "detector 1";
            line.model_details = json::value{{"threshold", 0.2}};
            line.observations = to_ledger(std::span(&thing, 1));
            append(line, photo, house.clock.now());
        }
    }
    void append(catalog::Answer line, MediaId photo, Instant at) {
        line.answer_id = AnswerId::make();
        line.batch_id = BatchId::make();
        line.media_id = photo;
        line.answered_at = at;
        const catalog::Scope scope{Viewer::system(), id, 1};
        house.catalog.transaction([&](catalog::Transaction& tx) {
            catalog::append_answers(tx, scope, std::span(&line, 1));
            settle(tx, scope, std::span(&photo, 1));
        });
    }
    void said_at(const Caller& caller, MediaId photo, Instant at) {
        catalog::Answer line;
        line.method = camtrap::ClassificationMethod::human;
        line.account_id = caller.account_id;
        append(line, photo, at);
    }
    AnswerBatch says(const Caller& caller, MediaId photo, const std::string& name) {
        review::SeenThing thing;
        thing.type = ObservationType::animal;
        thing.scientificName = name;
        return answer(house, caller, id, {{photo}, {}, false, {thing}, false});
    }
    void choose(const std::string& kind, int blind_percent = 0) {
        ReviewRule rule;
        rule.kind = kind;
        rule.blind_percent = blind_percent;
        set_review_rule(house, li.viewer(), id, rule);
        for (const auto& each : {first, second}) settle_reviews(house, id, each);
    }
    static NewAssignment of(const MediaFilter& filter, const std::vector<AccountId>& assignees) {
        NewAssignment given;
        given.assignment.title = "Spring";
        given.assignment.filter = json::object{};
        given.filter = filter;
        given.assignees = assignees;
        return given;
    }
    Assignment give(const MediaFilter& filter, const std::vector<const Caller*>& assignees) {
        std::vector<AccountId> accounts;
        for (const auto* each : assignees) accounts.push_back(each->account_id);
        return add_assignment(house, li, id, of(filter, accounts));
    }
    // "media/events": "found 5/3, settled 0/0, left 5/3, second 0/0"
    std::string progress(const Assignment& one, const MediaFilter& filter) {
        const auto told = assignment_progress(house, visitor.viewer(), id, one, filter);
        auto text = std::format("found {}/{}, settled {}/{}, left {}/{}, second {}/{}", told.all.media, told.all.events,
                                told.all.settled_media, told.all.settled_events, told.all.left_media,
                                told.all.left_events, told.all.second_media, told.all.second_events);
        for (const auto& each : told.answered)
            text += std::format(", {} {}/{}", each.account_id == wang.account_id ? "Wang" : "Zhao", each.media,
                                each.events);
        return text;
    }
    std::string assignees(AssignmentId assignment_id) {
        std::string text;
        for (const auto& each : assignment(house, li.viewer(), id, assignment_id).assignees) text += each.name + " ";
        return text;
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

TEST_F(Assignments, ManagersGiveAndAllSee) {
    EXPECT_EQ(refusal([&] { add_assignment(house, wang, id, of({}, {wang.account_id})); }), Code::forbidden);
    EXPECT_EQ(refusal([&] { add_assignment(house, World::the().newcomer("Sun"), id, of({}, {wang.account_id})); }),
              Code::not_found);
    EXPECT_EQ(refusal([&] { able_to_review(house, wang.viewer(), id); }), Code::forbidden);
    EXPECT_EQ(able_to_review(house, li.viewer(), id).size(), 3U) << "Li, Wang and Zhao; the visitor only looks";
    const auto given = give({}, {&zhao, &wang});
    EXPECT_EQ(assignees(given.assignment_id), "Wang Zhao ");
    EXPECT_EQ(given.assigned_by_name, "Li");
    EXPECT_EQ(assignments(house, visitor.viewer(), id).size(), 1U);
    EXPECT_EQ(refusal([&] { assignments(house, World::the().newcomer("Sun").viewer(), id); }), Code::not_found);
    EXPECT_EQ(refusal([&] { delete_assignment(house, wang, id, given.assignment_id); }), Code::forbidden);
    delete_assignment(house, li, id, given.assignment_id);
    EXPECT_TRUE(assignments(house, li.viewer(), id).empty());
    EXPECT_EQ(refusal([&] { delete_assignment(house, li, id, given.assignment_id); }), Code::not_found);
}

TEST_F(Assignments, WhatMakesNoSenseIsRefusedAndNothingIsKept) {
    const auto refused = [&](auto spoil) {
        auto given = of({}, {wang.account_id});
        spoil(given);
        return refusal([&] { add_assignment(house, li, id, given); });
    };
    EXPECT_EQ(refused([](NewAssignment& each) { each.assignment.title = ""; }), Code::invalid);
    EXPECT_EQ(refused([](NewAssignment& each) { each.assignment.title = std::string(201, 'x'); }), Code::invalid);
    std::string mountains;
    for (int i = 0; i < 200; ++i) mountains += "山";
    auto long_but_good = of({}, {wang.account_id});
    long_but_good.assignment.title = mountains;
    delete_assignment(house, li, id, add_assignment(house, li, id, long_but_good).assignment_id);
    EXPECT_EQ(refused([&](NewAssignment& each) { each.assignment.title = mountains + "山"; }), Code::invalid);
    EXPECT_EQ(refused([](NewAssignment& each) { each.assignment.note = std::string(2001, 'x'); }), Code::invalid);
    EXPECT_EQ(refused([](NewAssignment& each) { each.assignment.due_on = "2026-02-30"; }), Code::invalid);
    EXPECT_EQ(refused([](NewAssignment& each) { each.assignees.clear(); }), Code::invalid);
    EXPECT_EQ(refused([&](NewAssignment& each) { each.assignees.push_back(visitor.account_id); }), Code::invalid)
        << "who only looks cannot review";
    EXPECT_EQ(refused([](NewAssignment& each) { each.filter.show = "unreadable"; }), Code::invalid);
    EXPECT_TRUE(assignments(house, li.viewer(), id).empty());
}

TEST_F(Assignments, WhoeverItIsAssignedToSaysThatItIsDoneAndNothingElse) {
    const auto given = give({}, {&wang});
    AssignmentChange done, other;
    done.fields.done = true;
    EXPECT_EQ(refusal([&] { change_assignment(house, zhao, id, given.assignment_id, done); }), Code::forbidden);
    const auto now = change_assignment(house, wang, id, given.assignment_id, done);
    EXPECT_TRUE(now.done_at.has_value());
    EXPECT_EQ(now.done_by_name, "Wang");
    EXPECT_EQ(change_assignment(house, li, id, given.assignment_id, done).done_by_name, "Wang") << "first said by";
    done.fields.done = false;
    EXPECT_FALSE(change_assignment(house, wang, id, given.assignment_id, done).done_at.has_value());
    other.fields.title = "Autumn";
    EXPECT_EQ(refusal([&] { change_assignment(house, wang, id, given.assignment_id, other); }), Code::forbidden);
    other.fields.done = true;
    EXPECT_EQ(refusal([&] { change_assignment(house, wang, id, given.assignment_id, other); }), Code::forbidden);
    other.fields.due_on = "2026-12-24";
    other.assignees = {zhao.account_id};
    const auto changed = change_assignment(house, li, id, given.assignment_id, other);
    EXPECT_EQ(changed.title, "Autumn");
    EXPECT_EQ(changed.due_on, "2026-12-24");
    EXPECT_EQ(assignees(given.assignment_id), "Zhao ");
    AssignmentChange never;
    never.fields.due_on = std::optional<std::string>{};
    EXPECT_FALSE(change_assignment(house, li, id, given.assignment_id, never).due_on.has_value());
}

TEST_F(Assignments, WhoeverLeavesTheProjectLeavesItsAssignments) {
    const auto given = give({}, {&wang, &zhao});
    set_member(house, li.viewer(), id, zhao.email, people::Role::viewer);
    EXPECT_EQ(assignees(given.assignment_id), "Wang ") << "who only looks any more";
    set_member(house, li.viewer(), project.organisation_id, wang.email, people::Role::annotator);
    remove_member(house, li.viewer(), id, wang.account_id);
    EXPECT_EQ(assignees(given.assignment_id), "Wang ") << "the organisation still lets Wang answer";
    remove_member(house, li.viewer(), project.organisation_id, wang.account_id);
    EXPECT_EQ(assignees(given.assignment_id), "");
    set_member(house, li.viewer(), id, wang.email, people::Role::annotator);
    EXPECT_EQ(assignees(given.assignment_id), "") << "who comes back begins anew";
    EXPECT_EQ(assignments(house, li.viewer(), id).size(), 1U) << "the assignment stays";
}

TEST_F(Assignments, CountedByHand) {
    const auto given = give({}, {&wang});
    EXPECT_EQ(given.media_then, 5);
    EXPECT_EQ(given.events_then, 3);
    EXPECT_EQ(progress(given, {}), "found 5/3, settled 0/0, left 5/3, second 0/0");
    says(wang, photos[0], "Sus scrofa");
    EXPECT_EQ(progress(given, {}), "found 5/3, settled 1/0, left 4/3, second 0/0, Wang 1/1")
        << "of its event one photo is left";
    says(wang, photos[1], "Sus scrofa");
    const auto other = says(zhao, photos[2], "Sus scrofa");
    EXPECT_EQ(progress(given, {}), "found 5/3, settled 3/2, left 2/1, second 0/0, Wang 2/1")
        << "what somebody else answered is done, too";
    retract(house, zhao, id, other.batch_id);
    EXPECT_EQ(progress(given, {}), "found 5/3, settled 2/1, left 3/2, second 0/0, Wang 2/1");
    says(zhao, photos[1], "Budorcas taxicolor");
    EXPECT_EQ(progress(given, {}), "found 5/3, settled 1/0, left 3/2, second 0/0, Wang 2/1")
        << "a conflict is neither settled nor left: who decides is another's business";

    MediaFilter unreviewed{.show = "unreviewed"};
    EXPECT_EQ(progress(given, unreviewed), progress(given, {})) << "what is unreviewed is a part of all";
    EXPECT_EQ(give(unreviewed, {&wang}).media_then, 3);
    MediaFilter conflicts{.show = "conflict"};
    EXPECT_EQ(progress(given, conflicts), "found 1/1, settled 0/0, left 1/1, second 0/0, Wang 1/1");
    MediaFilter there{.deployments = {second}};
    EXPECT_EQ(progress(given, there), "found 2/1, settled 0/0, left 2/1, second 0/0");
    MediaFilter morning{.from = parse_instant("2024-05-01T02:00:05Z"), .to = parse_instant("2024-05-01T04:00:00Z")};
    EXPECT_EQ(progress(given, morning), "found 2/1, settled 0/0, left 2/1, second 0/0") << "as events: when they began";
}

TEST_F(Assignments, ASecondPersonIsWantedWhereTwoHaveToAgree) {
    choose("twoAgree");
    const auto both = give({}, {&wang, &zhao}), one = give({}, {&wang});
    says(wang, photos[2], "Sus scrofa");
    EXPECT_EQ(progress(both, {}), "found 5/3, settled 0/0, left 4/2, second 1/1, Wang 1/1");
    EXPECT_EQ(progress(one, {}), "found 5/3, settled 0/0, left 4/2, second 0/0, Wang 1/1")
        << "Wang alone cannot agree with himself";
    MediaFilter awaiting{.show = "awaiting"};
    EXPECT_EQ(progress(one, awaiting), "found 1/1, settled 0/0, left 0/0, second 0/0, Wang 1/1");
    EXPECT_EQ(progress(give(awaiting, {&zhao}), awaiting), "found 1/1, settled 0/0, left 1/1, second 0/0");
    says(zhao, photos[2], "Sus scrofa");
    EXPECT_EQ(progress(both, {}), "found 5/3, settled 1/1, left 4/2, second 0/0, Wang 1/1, Zhao 1/1");
}

TEST_F(Assignments, WhatOneAnsweredIsGivenToAnotherForASecondLook) {
    says(wang, photos[0], "Sus scrofa");
    says(wang, photos[2], "Sus scrofa");
    MediaFilter by_wang{.reviewers = {wang.account_id}};
    const auto given = give(by_wang, {&zhao});
    EXPECT_EQ(given.media_then, 2);
    EXPECT_EQ(progress(given, by_wang), "found 2/2, settled 2/2, left 2/2, second 0/0")
        << "of an event what passes counts";
    says(zhao, photos[2], "Sus scrofa");
    EXPECT_EQ(progress(given, by_wang), "found 2/2, settled 2/2, left 1/1, second 0/0, Zhao 1/1");
}

// Midnight at the project's place (UTC+8, no summer time) parts days.
TEST_F(Assignments, ProgressOfPeopleByHand) {
    constexpr auto ahead = std::chrono::hours(8);
    const Instant midnight = std::chrono::floor<days>(house.clock.now() + ahead) - ahead;
    constexpr milliseconds tick{1};
    said_at(wang, photos[0], midnight);                           // today
    said_at(wang, photos[1], midnight - tick);                    // yesterday, the same event
    said_at(wang, photos[2], midnight - days(6));                 // the first day of the week
    said_at(wang, photos[2], midnight - days(6) - tick);          // before; the same event
    said_at(wang, photos[3], midnight - days(29));                // the first of the days
    said_at(wang, photos[3], midnight - days(29) - tick);         // only in all
    said_at(zhao, photos[4], midnight - days(6) - tick);          // not in the week
    const auto taken_back = says(zhao, photos[2], "Sus scrofa");  // is no work
    retract(house, zhao, id, taken_back.batch_id);

    const auto all = review_progress(house, visitor.viewer(), id);
    EXPECT_EQ(all.time_zone, "Asia/Shanghai");
    ASSERT_EQ(all.people.size(), 2U);
    const auto& first_person = all.people[0];
    EXPECT_EQ(first_person.name, "Wang");
    EXPECT_EQ(first_person.today.answers, 1);
    EXPECT_EQ(first_person.today.events, 1);
    EXPECT_EQ(first_person.week.answers, 3);
    EXPECT_EQ(first_person.week.events, 2);
    EXPECT_EQ(first_person.all.answers, 6);
    EXPECT_EQ(first_person.all.events, 3);
    EXPECT_EQ(first_person.last_answered_at, midnight);
    std::vector<std::int64_t> each_day(30);
    each_day[29] = each_day[28] = each_day[23] = each_day[22] = each_day[0] = 1;
    EXPECT_EQ(first_person.days, each_day);
    const auto& second_person = all.people[1];
    EXPECT_EQ(second_person.name, "Zhao");
    EXPECT_EQ(second_person.all.answers, 1);
    EXPECT_EQ(second_person.week.answers, 0);
    EXPECT_EQ(second_person.week.events, 0);
    EXPECT_EQ(second_person.today.events, 0);
    EXPECT_EQ(refusal([&] { review_progress(house, World::the().newcomer("Sun").viewer(), id); }), Code::not_found);
}

TEST_F(Assignments, ProgressOfPointsByHand) {
    const auto points = [&] {
        std::string text;
        for (const auto& each : review_progress(house, visitor.viewer(), id).points)
            text += std::format(
                "{}: {} = {} machine + {} awaiting + {} human + {} conflict; events {}, open {}, waiting {}. ",
                each.location_name, each.media, each.machine, each.awaiting, each.human, each.conflict, each.events,
                each.events_open, each.events_waiting);
        return text;
    };
    EXPECT_EQ(points(),
              "P01: 3 = 3 machine + 0 awaiting + 0 human + 0 conflict; events 2, open 2, waiting 0. "
              "P02: 2 = 2 machine + 0 awaiting + 0 human + 0 conflict; events 1, open 1, waiting 0. ");
    says(wang, photos[2], "Sus scrofa");
    says(wang, photos[3], "Sus scrofa");
    says(wang, photos[4], "Sus scrofa");
    says(zhao, photos[4], "Budorcas taxicolor");
    EXPECT_EQ(points(),
              "P01: 3 = 2 machine + 0 awaiting + 1 human + 0 conflict; events 2, open 1, waiting 0. "
              "P02: 2 = 0 machine + 0 awaiting + 1 human + 1 conflict; events 1, open 0, waiting 1. ");
    const auto card = begin_upload(house, li.viewer(), id, {first, {}, "another card"});
    World::the().bring(li, id, card.upload_id, "unread.jpg", jpeg(200) + first.text());
    const auto now = review_progress(house, visitor.viewer(), id).points.at(0);
    EXPECT_EQ(now.media, 4);
    EXPECT_EQ(now.unread, 1) << "it came, and was not read yet";
}

TEST_F(Assignments, HowMuchIsToldOfABlindReviewAndNotWhat) {
    choose("oneReviewer", 100);
    says(wang, photos[2], "Ailuropoda melanoleuca");
    MediaFilter named{.names = {"Ailuropoda melanoleuca"}};
    const auto given = give({}, {&wang, &zhao});
    EXPECT_EQ(progress(given, named), "found 0/0, settled 0/0, left 0/0, second 0/0")
        << "nobody finds out by a filter what was answered";
    EXPECT_EQ(progress(given, {}), "found 5/3, settled 0/0, left 4/2, second 1/1, Wang 1/1");
    EXPECT_EQ(review_progress(house, visitor.viewer(), id).people.at(0).all.answers, 1);
}

}  // namespace
}  // namespace serow::journeys
