// Every filter, alone and with others, against the plain rule written down here; and that what lists are found by stays
// true while media change.
#include <algorithm>
#include <random>
#include <set>

#include "catalog/answers.h"
#include "catalog/areas.h"
#include "catalog/assignments.h"
#include "catalog/bulk_answers.h"
#include "catalog/deployments.h"
#include "catalog/events.h"
#include "catalog/locations.h"
#include "catalog/media_list.h"
#include "catalog/media_times.h"
#include "catalog/observations.h"
#include "catalog/saved_views.h"
#include "catalog/world.h"

namespace serow::catalog::test {
namespace {

using camtrap::ObservationType;

// What is known of one photo or video.
struct Facts {
    MediaId id;
    int seconds = 0;
    int event = 0;
    bool second_place = false;
    bool video = false;
    std::string light;  // infrared, colour, or nothing
    bool favorite = false;
    std::string consensus = "none";  // none machine human conflict
    std::string model;               // whose answer stands; empty: none
    bool reviewed_by_stranger = false;
    struct Thing {
        ObservationType type = ObservationType::animal;
        std::string name;
        double probability = 0;
    };
    std::vector<Thing> things;

    [[nodiscard]] bool by_people() const { return consensus == "human" || consensus == "conflict"; }
    [[nodiscard]] bool sees(ObservationType type) const {
        return std::ranges::any_of(things, [&](const Thing& thing) { return thing.type == type; });
    }
    [[nodiscard]] bool shows(const std::string& show) const {
        if (show == "all") return true;
        if (show == "unreviewed") return !by_people();
        if (show == "reviewed") return by_people();
        if (show == "conflict") return consensus == "conflict";
        if (show == "unreadable") return false;
        if (show == "unclassified" && consensus == "none") return true;
        return sees(*camtrap::parse_word<ObservationType>(show));
    }
};

class Filters : public World {
protected:
    LocationId second_location = LocationId::make();
    DeploymentId second_deployment = DeploymentId::make();
    AreaId area = AreaId::make();

    Filters() {
        catalog.transaction([&](Transaction& tx) {
            create_area(tx, scope, {area, "The ridge", {}, 0});
            Location l;
            l.location_id = second_location;
            l.name = "P02";
            l.place = {30, 104};
            l.area_id = area;
            create_location(tx, scope, l);
            Deployment d;
            d.deployment_id = second_deployment;
            d.location_id = second_location;
            d.time_zone = "Asia/Shanghai";
            create_deployment(tx, scope, d);
        });
    }

    MediaId put(const Facts& f, int number) {
        const auto into = f.second_place ? second_deployment : deployment;
        const auto id = add_card(for_system, into, {"IMG_" + std::to_string(number), 1000, hash_of(5000 + number), {}});
        MediaFacts facts;
        facts.kind = f.video ? "video" : "image";
        facts.captured_at = at(f.seconds);
        facts.camera_time_source = "exif";
        if (!f.light.empty()) facts.light = camtrap::parse_word<camtrap::Light>(f.light);
        catalog.transaction([&](Transaction& tx) {
            set_facts(tx, for_system, std::vector{FactsOfMedia{id, facts, "{}"}});
            if (f.favorite) set_favorite(tx, scope, std::vector{id}, true);
            std::vector<Answer> answers;
            const auto add = [&](Answer answer) {
                answer.answer_id = AnswerId::make();
                answer.batch_id = BatchId::make();
                answer.media_id = id;
                answer.answered_at = at(0);
                answers.push_back(answer);
            };
            if (!f.model.empty()) {
                Answer answer;
                answer.model = f.model;
                add(answer);
            }
            if (f.by_people()) {
                Answer answer;
                answer.method = camtrap::ClassificationMethod::human;
                answer.account_id = f.reviewed_by_stranger ? stranger : owner;
                add(answer);
            }
            append_answers(tx, for_system, answers);
            MediaConsensus consensus{id, f.consensus, {}};
            for (const auto& thing : f.things) {
                auto& o = consensus.observations.emplace_back();
                o.observation_type = thing.type;
                o.scientific_name = thing.name;
                o.classified_by = "x";
                o.classified_at = at(0);
                if (f.by_people())
                    o.classification_method = camtrap::ClassificationMethod::human;
                else
                    o.probability = thing.probability;
            }
            replace_observations(tx, for_system, std::vector{consensus});
        });
        return id;
    }

    std::vector<MediaId> list(const MediaFilter& filter, const Scope& who) {
        auto tx = catalog.begin();
        std::vector<MediaId> ids;
        std::optional<TimeCursor> after;
        do {
            const auto page = list_media(tx, who, filter, after, 7);
            for (const auto& media : page.items) ids.push_back(media.media_id);
            after = page.next;
        } while (after);
        EXPECT_EQ(count_media(tx, who, filter), std::ssize(ids));
        return ids;
    }
    std::vector<MediaId> list(const MediaFilter& filter) { return list(filter, scope); }
};

// Minutes since midnight at the camera: eight hours before UTC.
int local_minute(const Facts& f) {
    return (f.seconds / 60 + 8 * 60) % (24 * 60);
}

TEST_F(Filters, whatever_is_asked_for_together_finds_what_the_rule_finds) {
    std::mt19937 random(20261130);
    const auto one_in = [&](unsigned n) { return random() % n == 0; };
    const std::vector<std::string> names{"Budorcas taxicolor", "Sus scrofa", "Panthera pardus"};
    const std::vector<std::string> models{"atto 1", "femto 2"};
    std::vector<Facts> all;
    for (int n = 0; n < 160; ++n) {
        Facts f;
        f.event = n / 3;
        f.second_place = f.event % 2 == 1;
        f.seconds = f.event * 3571 + n % 3 * 9;
        f.video = one_in(4);
        if (!one_in(5)) f.light = one_in(2) ? "infrared" : "colour";
        f.favorite = one_in(9);
        if (!one_in(6)) f.model = models[random() % 2];
        f.consensus = !f.model.empty() && one_in(2) ? "machine" : one_in(2) ? "human" : one_in(2) ? "conflict" : "none";
        f.reviewed_by_stranger = one_in(2);
        if (f.consensus != "none")
            for (unsigned i = 0; i < 1 + random() % 2; ++i) {
                Facts::Thing thing;
                thing.type = std::vector{ObservationType::animal,  ObservationType::human,
                                         ObservationType::vehicle, ObservationType::blank,
                                         ObservationType::unknown, ObservationType::unclassified}[random() % 6];
                if (thing.type == ObservationType::animal && !one_in(4)) thing.name = names[random() % 3];
                thing.probability = static_cast<double>(random() % 100) / 100;
                f.things.push_back(thing);
            }
        f.id = put(f, n);
        all.push_back(f);
    }
    // Grouped as they were made up.
    for (const bool second : {false, true}) {
        std::vector<EventGroup> groups;
        for (const auto& f : all) {
            if (f.second_place != second) continue;
            if (groups.empty() || groups.back().event_start != at(f.event * 3571 + 0))
                groups.push_back({at(f.event * 3571), at(f.seconds), {}});
            groups.back().event_end = at(f.seconds);
            groups.back().media.push_back(f.id);
        }
        catalog.transaction(
            [&](Transaction& tx) { replace_events(tx, for_system, second ? second_deployment : deployment, groups); });
    }

    // Six worths, so that many are alike.
    catalog.transaction([](Transaction& tx) {
        tx.connection().execute(
            "update event set worth = 200 * (hashtext(event_id::text) & 7) where hashtext(event_id::text) & 7 <= 5");
    });
    const std::vector<std::string> shows{"all",    "unreviewed", "reviewed", "conflict", "unreadable", "unclassified",
                                         "animal", "human",      "vehicle",  "blank",    "unknown"};
    int found_something = 0;
    for (int round = 0; round < 400; ++round) {
        MediaFilter filter;
        if (one_in(2)) filter.show = shows[random() % shows.size()];
        if (one_in(6)) filter.deployments = {one_in(2) ? deployment : second_deployment};
        if (one_in(6)) filter.locations = one_in(2) ? std::vector{location, second_location} : std::vector{location};
        if (one_in(8)) filter.areas = {area};
        if (one_in(4)) filter.names = one_in(2) ? std::vector{names[0]} : std::vector{names[1], names[2]};
        if (one_in(6)) filter.kind = one_in(3) ? "video" : "image";
        if (one_in(6)) filter.light = one_in(2) ? "infrared" : "colour";
        if (one_in(6)) filter.people = one_in(2);
        if (one_in(12)) filter.favorite = true;
        if (one_in(12)) filter.without_people_answer = true;
        if (one_in(8)) filter.models = {models[random() % 2]};
        if (one_in(8)) filter.reviewers = {one_in(2) ? owner : stranger};
        if (one_in(8)) filter.least_score = static_cast<double>(random() % 100) / 100;
        if (one_in(8)) filter.most_score = static_cast<double>(random() % 100) / 100;
        if (one_in(5)) filter.hours = {static_cast<int>(random() % 1440), static_cast<int>(random() % 1440)};
        if (one_in(6)) filter.from = at(static_cast<int>(random() % 190'000));
        if (one_in(10)) filter.open = true;

        const auto passes = [&](const Facts& f) {
            const auto in = [](const auto& list, const auto& value) {
                return list.empty() || std::ranges::contains(list, value);
            };
            const bool one_observation = filter.show == "animal" || filter.show == "human" ||
                                         filter.show == "vehicle" || filter.show == "blank" || filter.show == "unknown";
            std::optional<double> score;
            for (const auto& thing : f.things)
                if (!f.by_people()) score = std::max(score, std::optional(thing.probability));
            if (!f.shows(filter.show) || !in(filter.deployments, f.second_place ? second_deployment : deployment) ||
                !in(filter.locations, f.second_place ? second_location : location))
                return false;
            if (!filter.areas.empty() && !f.second_place) return false;
            if (!filter.names.empty() && std::ranges::none_of(f.things, [&](const Facts::Thing& thing) {
                    return std::ranges::contains(filter.names, thing.name) &&
                           (!one_observation || camtrap::word(thing.type) == filter.show);
                }))
                return false;
            if (!filter.kind.empty() && (filter.kind == "video") != f.video) return false;
            if (!filter.light.empty() && filter.light != f.light) return false;
            if (filter.people && *filter.people != (f.sees(ObservationType::human) || f.sees(ObservationType::vehicle)))
                return false;
            if ((filter.favorite && !f.favorite) || (filter.without_people_answer && f.by_people())) return false;
            if (filter.open && f.by_people()) return false;
            if (!in(filter.models, f.model)) return false;
            if (!filter.reviewers.empty() &&
                (!f.by_people() || filter.reviewers[0] != (f.reviewed_by_stranger ? stranger : owner)))
                return false;
            // Both are kept in single precision.
            if (filter.least_score && !(score && static_cast<float>(*score) >= static_cast<float>(*filter.least_score)))
                return false;
            if (filter.most_score && !(score && static_cast<float>(*score) <= static_cast<float>(*filter.most_score)))
                return false;
            if (filter.hours) {
                const auto minute = local_minute(f);
                const auto [from, to] = *filter.hours;
                if (from < to ? minute < from || minute >= to : minute < from && minute >= to) return false;
            }
            return true;
        };
        std::vector<MediaId> expected;
        std::vector<int> events;  // in order
        std::set<int> left, answered;
        for (const auto& f : all) {
            if (!passes(f)) continue;
            if (!filter.from || at(f.seconds) >= *filter.from) expected.push_back(f.id);
            if ((!filter.from || at(f.event * 3571) >= *filter.from) && (events.empty() || events.back() != f.event))
                events.push_back(f.event);
            if (filter.from && at(f.event * 3571) < *filter.from) continue;
            if (!f.by_people()) left.insert(f.event);
            if (f.by_people() && !f.reviewed_by_stranger) answered.insert(f.event);
        }
        found_something += expected.empty() ? 0 : 1;
        ASSERT_EQ(list(filter), expected) << "round " << round;
        catalog.transaction([&](Transaction& tx) {
            const auto progress = filter_progress(tx, scope, filter, {});
            EXPECT_EQ(progress.events, static_cast<std::int64_t>(events.size())) << "round " << round;
            EXPECT_EQ(progress.left_events, static_cast<std::int64_t>(left.size())) << "round " << round;
            const auto by_owner = answered_of_filter(tx, scope, filter, std::vector{owner});
            EXPECT_EQ(by_owner.empty() ? 0 : by_owner[0].events, static_cast<std::int64_t>(answered.size()))
                << "round " << round;
        });

        auto tx = catalog.begin();
        std::vector<Instant> starts, expected_starts;
        std::optional<EventCursor> after;
        do {
            const auto page = list_events(tx, scope, filter, after, 5);
            for (const auto& event : page.items) starts.push_back(event.event_start);
            after = page.next ? parse_event_cursor(to_text(*page.next)) : std::nullopt;
        } while (after);
        const auto sorted = [&](EventSort sort, std::int64_t skipped) {
            std::vector<Event> found;
            std::optional<EventCursor> before;
            do {
                auto page = list_events(tx, scope, filter, before, 5, sort, before ? 0 : skipped);
                std::ranges::move(page.items, std::back_inserter(found));
                before = page.next ? parse_event_cursor(to_text(*page.next)) : std::nullopt;
            } while (before);
            std::vector<EventId> ids;
            for (const auto& event : found) ids.push_back(event.event_id);
            return std::pair(std::move(found), std::move(ids));
        };
        auto [found, oldest] = sorted(EventSort::oldest, 0);
        std::ranges::reverse(oldest);
        ASSERT_EQ(sorted(EventSort::newest, 0).second, oldest) << "round " << round;
        // Those of equal worth in the order of time, in which they are.
        std::ranges::stable_sort(found, std::ranges::greater(), &Event::worth);
        std::vector<EventId> worthiest;
        for (const auto& event : found) worthiest.push_back(event.event_id);
        ASSERT_EQ(sorted(EventSort::worth, 0).second, worthiest) << "round " << round;
        const auto skipped = static_cast<std::ptrdiff_t>(worthiest.size() / 3);
        worthiest.erase(worthiest.begin(), worthiest.begin() + skipped);
        ASSERT_EQ(sorted(EventSort::worth, skipped).second, worthiest) << "round " << round;
        for (const auto event : events) expected_starts.push_back(at(event * 3571));
        ASSERT_EQ(starts, expected_starts) << "round " << round;
        ASSERT_EQ(count_events(tx, scope, filter), std::ssize(events)) << "round " << round;
        const auto counted = count_answerable(tx, scope, filter);
        ASSERT_EQ(counted.open + counted.by_people, std::ssize(expected)) << "round " << round;
        ASSERT_EQ(counted.by_people,
                  std::ranges::count_if(
                      all, [&](const Facts& f) { return f.by_people() && std::ranges::contains(expected, f.id); }))
            << "round " << round;
    }
    EXPECT_GT(found_something, 150) << "or these filters ask for too much together to tell anything";
}

TEST_F(Filters, the_time_of_day_follows_the_clock_and_the_zone_of_the_camera) {
    Facts f;
    f.seconds = 60;  // 08:01 in Shanghai
    const auto id = put(f, 1);
    const auto between = [&](int from, int to) { return list({.hours = MediaFilter::Hours{from, to}}).size(); };
    EXPECT_EQ(between(8 * 60 + 1, 8 * 60 + 2), 1U);
    EXPECT_EQ(between(8 * 60, 8 * 60 + 1), 0U) << "its end is not in it";
    EXPECT_EQ(between(23 * 60, 9 * 60), 1U) << "over midnight";
    EXPECT_EQ(between(9 * 60, 8 * 60), 0U);
    EXPECT_EQ(between(5, 5), 1U) << "a whole day";
    catalog.transaction([&](Transaction& tx) {
        const std::vector<CapturedAt> corrected{{id, at(60 + 3600)}};
        set_captured_at(tx, scope, corrected);
    });
    EXPECT_EQ(between(9 * 60, 10 * 60), 1U) << "the clock was put right";
    catalog.transaction([&](Transaction& tx) {
        auto there = *deployment_by_id(tx, scope, deployment);
        there.time_zone = "Asia/Kathmandu";  // 5:45 before UTC
        update_deployment(tx, scope, there);
    });
    EXPECT_EQ(between(6 * 60 + 46, 6 * 60 + 47), 1U) << "it stood in another zone";
    const auto without = add_media_without_time();
    EXPECT_FALSE(std::ranges::contains(list({.hours = MediaFilter::Hours{0, 0}}), without)) << "no time, no hour";
}

TEST_F(Filters, what_is_withheld_passes_no_filter_that_could_tell_of_it) {
    Facts person;
    person.consensus = "machine";
    person.model = "atto 1";
    person.light = "infrared";
    person.favorite = true;
    person.things = {{ObservationType::human, "Homo sapiens", 0.9}};
    const auto id = put(person, 1);
    const auto viewer = add_account("viewer@example.org");
    catalog.transaction([&](Transaction& tx) {
        tx.connection().execute("insert into project_member (project_id, account_id, role) values ('" + project.text() +
                                "', '" + viewer.text() + "', 1)");
    });
    const Scope theirs{Viewer::account(viewer), project, 1};
    const std::vector<MediaFilter> telling{{.show = "unreviewed"}, {.names = {"Homo sapiens"}}, {.least_score = 0.5},
                                           {.kind = "image"},      {.light = "infrared"},       {.people = true},
                                           {.people = false},      {.favorite = true},          {.models = {"atto 1"}}};
    for (std::size_t i = 0; i < telling.size(); ++i) {
        EXPECT_EQ(list(telling[i], theirs).size(), 0U) << i;
        EXPECT_EQ(list(telling[i]).size(), telling[i].people == false ? 0U : 1U) << i;
        auto tx = catalog.begin();
        EXPECT_EQ(count_answerable(tx, theirs, telling[i]).open, 0) << i;
    }
    auto tx = catalog.begin();
    const auto all = list_media(tx, theirs, {}, {}, 10).items;
    ASSERT_EQ(all.size(), 1U) << "of all there is, it stands there, empty";
    EXPECT_EQ(all[0].media_id, id);
    EXPECT_EQ(all[0].privacy, "withheld");
}

TEST_F(Filters, who_answered_is_asked_of_what_was_not_taken_back) {
    Facts f;
    f.consensus = "human";
    f.model = "atto 1";
    f.things = {{ObservationType::blank, "", 0}};
    const auto id = put(f, 1);
    EXPECT_EQ(list({.reviewers = {owner}}), (std::vector{id}));
    EXPECT_EQ(list({.reviewers = {stranger}}), std::vector<MediaId>{});
    EXPECT_EQ(list({.models = {"atto 1", "another"}}), (std::vector{id}));
    catalog.transaction([&](Transaction& tx) {
        const auto ledger = ledger_of_media(tx, scope, std::vector{id});
        const auto by_person = std::ranges::find(ledger, camtrap::ClassificationMethod::human, &Answer::method);
        retract_batch(tx, scope, by_person->batch_id, BatchId::make(), owner, Whose::own, at(9));
        replace_observations(tx, for_system, std::vector{MediaConsensus{id, "machine", {}}});
    });
    EXPECT_EQ(list({.reviewers = {owner}}), std::vector<MediaId>{});
    EXPECT_EQ(list({.models = {"atto 1"}}), (std::vector{id}));
}

TEST_F(Filters, an_event_that_begins_at_another_moment_is_listed_there) {
    Facts early, late;
    late.seconds = 500;
    const auto a = put(early, 1), b = put(late, 2);
    const auto group = [&](const std::vector<EventGroup>& groups) {
        catalog.transaction([&](Transaction& tx) { replace_events(tx, for_system, deployment, groups); });
    };
    group({{at(0), at(0), {a}}, {at(500), at(500), {b}}});
    catalog.transaction([&](Transaction& tx) {
        const std::vector<CapturedAt> corrected{{a, at(1000)}};
        set_captured_at(tx, scope, corrected);
    });
    group({{at(500), at(500), {b}}, {at(1000), at(1000), {a}}});
    auto tx = catalog.begin();
    const auto events = list_events(tx, scope, {.kind = "image"}, {}, 10).items;
    ASSERT_EQ(events.size(), 2U);
    EXPECT_EQ(events[1].event_start, at(1000));
    EXPECT_EQ(events[1].event_id, *media_by_id(tx, scope, a)->event_id);
    EXPECT_EQ(list_events(tx, scope, {.from = at(600), .kind = "image"}, {}, 10).items.size(), 1U);
}

TEST_F(Filters, what_is_no_filter_is_refused) {
    for (const auto& wrong : std::vector<MediaFilter>{{.show = "everything"},
                                                      {.hours = MediaFilter::Hours{-1, 5}},
                                                      {.hours = MediaFilter::Hours{0, 1440}},
                                                      {.least_score = 1.5},
                                                      {.most_score = -0.1},
                                                      {.kind = "sound"},
                                                      {.light = "red"}})
        EXPECT_EQ(problem_of([&] { list(wrong); }).code, Code::invalid);
}

class Views : public World {
protected:
    ViewId keep(const Scope& who, const std::string& name, bool shared = false) {
        SavedView view;
        view.view_id = ViewId::make();
        view.name = name;
        view.shared = shared;
        view.filter = {{"show", "blank"}};
        catalog.transaction([&](Transaction& tx) { save_view(tx, who, view, 3); });
        return view.view_id;
    }
    std::vector<std::string> names(const Scope& who) {
        auto tx = catalog.begin();
        std::vector<std::string> out;
        for (const auto& view : saved_views(tx, who)) out.push_back(view.name);
        return out;
    }
};

TEST_F(Views, are_ones_own_or_shared_and_a_name_is_there_once) {
    const auto colleague = add_account("colleague@example.org");
    catalog.transaction([&](Transaction& tx) {
        tx.connection().execute("insert into project_member (project_id, account_id, role) values ('" + project.text() +
                                "', '" + colleague.text() + "', 2)");
    });
    const Scope theirs{Viewer::account(colleague), project, 1};
    const auto blank = keep(scope, "blank ones"), all = keep(scope, "Everything", true);
    keep(theirs, "blank ones");
    using Names = std::vector<std::string>;
    EXPECT_EQ(names(scope), (Names{"blank ones", "Everything"}));
    EXPECT_EQ(names(theirs), (Names{"blank ones", "Everything"}));
    EXPECT_EQ(names(foreign), Names{}) << "no member of the project";
    EXPECT_EQ(problem_of([&] { keep(scope, "Everything"); }).code, Code::conflict);
    EXPECT_EQ(problem_of([&] { keep(foreign, "mine"); }).code, Code::not_found);
    keep(scope, "third");
    EXPECT_EQ(problem_of([&] { keep(scope, "fourth"); }).code, Code::conflict) << "as many as may be";

    const auto change = [&](const Scope& who, ViewId view, const ViewChange& to, WhoseViews whose) {
        catalog.transaction([&](Transaction& tx) { change_view(tx, who, view, to, whose); });
    };
    EXPECT_EQ(problem_of([&] { change(theirs, all, {.name = "x"}, WhoseViews::own); }).code, Code::not_found);
    EXPECT_EQ(problem_of([&] { change(theirs, blank, {.name = "x"}, WhoseViews::shared_too); }).code, Code::not_found)
        << "not shared: nobody else's business";
    EXPECT_EQ(problem_of([&] { change(scope, blank, {.name = "Everything"}, WhoseViews::own); }).code, Code::conflict);
    change(theirs, all, {.name = "All of it"}, WhoseViews::shared_too);
    change(scope, all, {.shared = false, .filter = json::value{{"show", "all"}}}, WhoseViews::own);
    EXPECT_EQ(names(theirs), (Names{"blank ones"}));
    auto tx = catalog.begin();
    const auto now = saved_view(tx, scope, all);
    ASSERT_TRUE(now.has_value());
    EXPECT_EQ(now->name, "All of it");
    EXPECT_EQ(now->filter, (json::value{{"show", "all"}}));
    EXPECT_EQ(problem_of([&] { delete_view(tx, theirs, all, WhoseViews::own); }).code, Code::not_found);
    delete_view(tx, scope, all, WhoseViews::own);
    EXPECT_FALSE(saved_view(tx, scope, all).has_value());
}

}  // namespace
}  // namespace serow::catalog::test
