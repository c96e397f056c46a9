// Lists by time, their filters and their pages; events and their ids.
#include <algorithm>
#include <functional>
#include <set>

#include "catalog/deployments.h"
#include "catalog/events.h"
#include "catalog/media_list.h"
#include "catalog/media_times.h"
#include "catalog/observations.h"
#include "catalog/world.h"

namespace serow::catalog::test {
namespace {

class Lists : public World {
protected:
    std::vector<MediaId> list(const MediaFilter& filter, int limit = 100) {
        auto tx = catalog.begin();
        std::vector<MediaId> ids;
        std::optional<TimeCursor> after;
        do {
            const auto page = list_media(tx, scope, filter, after, limit);
            EXPECT_LE(page.items.size(), static_cast<std::size_t>(limit));
            for (const auto& media : page.items) ids.push_back(media.media_id);
            // As it travels: through text.
            after = page.next ? parse_time_cursor(to_text(*page.next)) : std::nullopt;
        } while (after);
        return ids;
    }
    void say(MediaId media, camtrap::ObservationType type, const std::string& name, const std::string& consensus) {
        Observation o;
        o.observation_type = type;
        o.scientific_name = name;
        o.classified_by = "x";
        o.classified_at = at(0);
        catalog.transaction([&](Transaction& tx) {
            replace_observations(tx, scope, std::vector{MediaConsensus{media, consensus, {o}}});
        });
    }
    void group(const std::vector<EventGroup>& groups) {
        catalog.transaction([&](Transaction& tx) { replace_events(tx, scope, deployment, groups); });
    }
    std::optional<EventId> event_of(MediaId media) {
        return catalog.transaction([&](Transaction& tx) { return media_by_id(tx, scope, media)->event_id; });
    }
};

TEST_F(Lists, pages_cover_every_media_once_in_order_also_at_equal_times_and_without_time) {
    std::vector<std::pair<int, MediaId>> by_time;
    for (int i = 0; i < 20; ++i) by_time.emplace_back(i / 4, add_media(i / 4));
    for (int i = 0; i < 9; ++i) by_time.emplace_back(1000, add_media_without_time());
    std::ranges::sort(by_time);
    std::vector<MediaId> in_order;
    for (const auto& [time, id] : by_time) in_order.push_back(id);
    for (const int limit : {1, 3, 4, 7, 29, 100}) EXPECT_EQ(list({}, limit), in_order) << limit;
}

TEST_F(Lists, filters_by_time_take_the_first_moment_and_not_the_last) {
    const auto a = add_media(10), b = add_media(20), c = add_media(30);
    const auto none = add_media_without_time();
    EXPECT_EQ(list({.from = at(20)}), (std::vector{b, c}));
    EXPECT_EQ(list({.to = at(20)}), (std::vector{a}));
    EXPECT_EQ(list({.from = at(10), .to = at(30)}), (std::vector{a, b}));
    EXPECT_EQ(list({}), (std::vector{a, b, c, none}));
}

TEST_F(Lists, filters_by_place_and_answer) {
    const auto takin = add_media(1), blank = add_media(2), person = add_media(3), disputed = add_media(4),
               untouched = add_media(5);
    const auto broken = add_received();
    catalog.transaction(
        [&](Transaction& tx) { set_unreadable(tx, scope, broken, {Code::unreadable, "truncated"}, {}); });
    say(takin, camtrap::ObservationType::animal, "Budorcas taxicolor", "machine");
    say(blank, camtrap::ObservationType::blank, "", "human");
    say(person, camtrap::ObservationType::human, "Homo sapiens", "human");
    say(disputed, camtrap::ObservationType::animal, "Naemorhedus griseus", "conflict");
    const auto show = [&](const std::string& word) { return list({.show = word}); };
    EXPECT_EQ(show("all"), (std::vector{takin, blank, person, disputed, untouched, broken}));
    EXPECT_EQ(show("unreviewed"), (std::vector{takin, untouched}));
    EXPECT_EQ(show("reviewed"), (std::vector{blank, person, disputed}));
    EXPECT_EQ(show("blank"), (std::vector{blank}));
    EXPECT_EQ(show("animal"), (std::vector{takin, disputed}));
    EXPECT_EQ(show("human"), (std::vector{person}));
    EXPECT_EQ(show("vehicle"), (std::vector<MediaId>{}));
    EXPECT_EQ(show("unclassified"), (std::vector{untouched}));
    EXPECT_EQ(show("unreadable"), (std::vector{broken}));
    EXPECT_EQ(show("conflict"), (std::vector{disputed}));
    EXPECT_EQ(list({.names = {"Budorcas taxicolor"}}), (std::vector{takin}));
    EXPECT_EQ(list({.show = "blank", .names = {"Budorcas taxicolor"}}), (std::vector<MediaId>{}));
    EXPECT_EQ(list({.deployments = {deployment}}).size(), 6U);
    EXPECT_EQ(list({.deployments = {DeploymentId::make()}}).size(), 0U);
    EXPECT_EQ(list({.locations = {location}}).size(), 6U);
    EXPECT_EQ(list({.locations = {LocationId::make()}}).size(), 0U);
    EXPECT_EQ(problem_of([&] { show("everything; drop table media"); }).code, Code::invalid);
}

TEST_F(Lists, unclassified_is_what_nobody_answered_and_what_an_answer_left_open) {
    // b: one box was named, another was not. d: taken back. e: named. f: not read yet.
    std::vector<MediaId> media;
    for (int i = 0; i < 5; ++i) media.push_back(add_media(i * 100));
    const auto& a = media[0];
    const auto &b = media[1], &c = media[2], &d = media[3], &e = media[4];
    const auto f = add_received();
    std::vector<EventGroup> groups;
    for (int i = 0; i < 5; ++i) groups.push_back({at(i * 100), at(i * 100), {media[i]}});
    group(groups);
    Observation open, named;
    open.observation_type = camtrap::ObservationType::unclassified;
    named.observation_type = camtrap::ObservationType::animal;
    named.scientific_name = "Budorcas taxicolor";
    for (auto* o : {&open, &named}) {
        o->classified_by = "x";
        o->classified_at = at(0);
    }
    named.ordinal = 1;
    catalog.transaction([&](Transaction& tx) {
        replace_observations(tx, scope,
                             std::vector{MediaConsensus{b, "machine", {open, named}},
                                         MediaConsensus{c, "human", {open}}, MediaConsensus{d, "none", {open}}});
    });
    say(e, camtrap::ObservationType::animal, "Budorcas taxicolor", "machine");
    const auto events = [&](const MediaFilter& filter) {
        auto tx = catalog.begin();
        std::vector<EventId> ids;
        std::optional<EventCursor> after;
        do {
            const auto page = list_events(tx, scope, filter, after, 1);
            for (const auto& event : page.items) ids.push_back(event.event_id);
            after = page.next;
        } while (after);
        EXPECT_EQ(static_cast<std::int64_t>(ids.size()), count_events(tx, scope, filter));
        return ids;
    };
    const auto events_of = [&](std::vector<MediaId> of) {
        std::vector<EventId> ids;
        for (const auto& one : of) ids.push_back(*event_of(one));
        return ids;
    };
    // d is both, and stands there once.
    for (const int limit : {1, 2, 100}) EXPECT_EQ(list({.show = "unclassified"}, limit), (std::vector{a, b, c, d}));
    EXPECT_EQ(events({.show = "unclassified"}), events_of({a, b, c, d}));
    for (const auto& place : {MediaFilter{.deployments = {deployment}, .show = "unclassified", .from = at(100)},
                              MediaFilter{.locations = {location}, .show = "unclassified", .from = at(100)}}) {
        EXPECT_EQ(list(place), (std::vector{b, c, d}));
        EXPECT_EQ(events(place), events_of({b, c, d}));
    }
    EXPECT_EQ(list({.deployments = {DeploymentId::make()}, .show = "unclassified"}).size(), 0U);
    EXPECT_EQ(events({.show = "unclassified", .to = at(100)}), events_of({a}));
    // With a species: of the media, not of one observation.
    EXPECT_EQ(list({.show = "unclassified", .names = {"Budorcas taxicolor"}}), (std::vector{b}));
    EXPECT_EQ(events({.show = "unclassified", .names = {"Budorcas taxicolor"}}), events_of({b}));
    EXPECT_EQ(list({.show = "animal", .names = {"Budorcas taxicolor"}}), (std::vector{b, e}));
    EXPECT_EQ(list({.show = "all"}).back(), f);
}

TEST_F(Lists, a_state_and_a_species_are_asked_together) {
    const auto a = add_media(1), b = add_media(100), c = add_media(200), d = add_media(300);
    say(a, camtrap::ObservationType::animal, "Budorcas taxicolor", "machine");
    say(b, camtrap::ObservationType::animal, "Budorcas taxicolor", "human");
    say(c, camtrap::ObservationType::animal, "Budorcas taxicolor", "conflict");
    say(d, camtrap::ObservationType::animal, "Naemorhedus griseus", "human");
    group({{at(1), at(100), {a, b}}, {at(200), at(200), {c}}, {at(300), at(300), {d}}});
    const std::string takin = "Budorcas taxicolor";
    const auto check = [&](MediaFilter filter, const std::vector<MediaId>& expected, std::size_t event_count) {
        EXPECT_EQ(list(filter), expected) << filter.show;
        auto tx = catalog.begin();
        EXPECT_EQ(list_events(tx, scope, filter, {}, 10).items.size(), event_count) << filter.show;
        EXPECT_EQ(count_events(tx, scope, filter), static_cast<std::int64_t>(event_count)) << filter.show;
    };
    check({.show = "unreviewed", .names = {takin}}, {a}, 1);
    check({.show = "reviewed", .names = {takin}}, {b, c}, 2);
    check({.show = "conflict", .names = {takin}}, {c}, 1);
    check({.show = "unreadable", .names = {takin}}, {}, 0);
    check({.show = "all", .names = {takin}}, {a, b, c}, 2);
    check({.show = "blank", .names = {takin}}, {}, 0);
    // A state alone, in the whole project, in a deployment, at a point and in some time.
    check({.show = "reviewed"}, {b, c, d}, 3);
    check({.deployments = {deployment}, .show = "reviewed"}, {b, c, d}, 3);
    check({.locations = {location}, .show = "reviewed"}, {b, c, d}, 3);
    check({.show = "reviewed", .from = at(200)}, {c, d}, 2);
    check({.show = "conflict"}, {c}, 1);
    // Of the event, the other media passes.
    check({.show = "unreviewed", .to = at(100)}, {a}, 1);
    // Another type, by the same people: it was a hiker.
    check({.show = "animal"}, {a, b, c, d}, 3);
    say(d, camtrap::ObservationType::human, "", "human");
    check({.show = "animal"}, {a, b, c}, 2);
    check({.show = "human"}, {d}, 1);
    check({.locations = {location}, .show = "human"}, {d}, 1);
    check({.show = "vehicle"}, {}, 0);
}

TEST_F(Lists, a_cursor_that_is_none_is_no_cursor) {
    const TimeCursor cursor{at(5) + milliseconds(7), new_uuid()};
    const auto same = parse_time_cursor(to_text(cursor));
    ASSERT_TRUE(same.has_value());
    EXPECT_EQ(same->time, cursor.time);
    EXPECT_EQ(same->id, cursor.id);
    const auto id = to_text(cursor.id);
    const std::vector<std::string> wrong{
        "", "x", "_" + id, "12_", "1x_" + id, "99999999999999999999_" + id, "253402300800000_" + id, id};
    for (const auto& text : wrong) EXPECT_FALSE(parse_time_cursor(text).has_value()) << text;
    EXPECT_FALSE(parse_observation_cursor("1_" + id).has_value());
    EXPECT_FALSE(parse_observation_cursor("1_" + id + "_-1").has_value());
    EXPECT_EQ(parse_observation_cursor("-_" + id + "_3")->ordinal, 3);
}

TEST(Cursors, of_events_say_their_sort) {
    const TimeCursor start{at(5) + milliseconds(7), new_uuid()};
    for (const auto sort : {EventSort::oldest, EventSort::newest, EventSort::worth}) {
        const EventCursor cursor{sort, sort == EventSort::worth ? 734 : 0, start};
        const auto same = parse_event_cursor(to_text(cursor));
        ASSERT_TRUE(same.has_value());
        EXPECT_EQ(same->sort, sort);
        EXPECT_EQ(same->worth, cursor.worth);
        EXPECT_EQ(same->start.time, start.time);
        EXPECT_EQ(same->start.id, start.id);
    }
    EXPECT_EQ(to_text(EventCursor{EventSort::oldest, 0, start}), to_text(start)) << "as they always were";
    const auto place = to_text(start);
    for (const auto& text :
         {"best_" + place, "worth_" + place, "worth_-1_" + place, "worth_1001_" + place, "worth_7x_" + place,
          "newest_newest_" + place, "oldest_" + place, std::string("newest_"), "newest_-_" + to_text(start.id)})
        EXPECT_FALSE(parse_event_cursor(text).has_value()) << text;
}

TEST_F(Lists, an_event_keeps_its_id_while_its_first_media_is_the_first) {
    const auto a = add_media(0), b = add_media(10), c = add_media(500), d = add_media(510);
    group({{at(0), at(10), {a, b}}, {at(500), at(510), {c, d}}});
    const auto first = event_of(a), second = event_of(c);
    EXPECT_EQ(event_of(b), first);
    EXPECT_EQ(event_of(d), second);
    EXPECT_NE(first, second);
    // d becomes an event of its own; the others stay who they are.
    group({{at(0), at(10), {a, b}}, {at(500), at(500), {c}}, {at(510), at(510), {d}}});
    EXPECT_EQ(event_of(a), first);
    EXPECT_EQ(event_of(c), second);
    EXPECT_NE(event_of(d), second);
    EXPECT_NE(event_of(d), std::nullopt);
    // All one: the first event's id stays, the others go.
    group({{at(0), at(510), {a, b, c, d}}});
    EXPECT_EQ(event_of(d), first);
    auto tx = catalog.begin();
    const auto events = list_events(tx, scope, {}, {}, 10).items;
    ASSERT_EQ(events.size(), 1U);
    EXPECT_EQ(events[0].event_id, first);
    EXPECT_EQ(events[0].media_count, 4);
    EXPECT_EQ(events[0].event_end, at(510));
    EXPECT_EQ(events[0].time_zone, "Asia/Shanghai");
    EXPECT_EQ(media_ids_of_event(tx, scope, *first), (std::vector{a, b, c, d}));
    EXPECT_FALSE(event_by_id(tx, scope, *second).has_value());
}

TEST_F(Lists, media_in_no_group_lose_their_event) {
    const auto a = add_media(0), b = add_media(10);
    group({{at(0), at(10), {a, b}}});
    group({{at(10), at(10), {b}}});
    EXPECT_EQ(event_of(a), std::nullopt);
    group({});
    EXPECT_EQ(event_of(b), std::nullopt);
    EXPECT_EQ(catalog.transaction([&](Transaction& tx) { return count_events(tx, scope, {}); }), 0);
}

TEST_F(Lists, an_event_is_listed_when_one_of_its_media_passes_and_pages_cover_all_once) {
    std::vector<EventGroup> groups;
    std::vector<MediaId> firsts;
    for (int i = 0; i < 12; ++i) {
        const auto a = add_media(i * 100), b = add_media(i * 100 + 5);
        firsts.push_back(a);
        groups.push_back({at(i * 100), at(i * 100 + 5), {a, b}});
    }
    group(groups);
    say(groups[4].media[1], camtrap::ObservationType::animal, "Budorcas taxicolor", "human");
    const auto ask = [&](const MediaFilter& filter, int limit) {
        auto tx = catalog.begin();
        std::vector<EventId> ids;
        std::optional<EventCursor> after;
        do {
            const auto page = list_events(tx, scope, filter, after, limit);
            for (const auto& event : page.items) ids.push_back(event.event_id);
            after = page.next;
        } while (after);
        EXPECT_EQ(static_cast<std::int64_t>(ids.size()), count_events(tx, scope, filter));
        return ids;
    };
    const auto all = ask({}, 5);
    EXPECT_EQ(all.size(), 12U);
    EXPECT_EQ(std::set<EventId>(all.begin(), all.end()).size(), 12U);
    EXPECT_EQ(ask({.show = "animal"}, 5), (std::vector{*event_of(firsts[4])}));
    EXPECT_EQ(ask({.names = {"Budorcas taxicolor"}}, 5), (std::vector{*event_of(firsts[4])}));
    EXPECT_EQ(ask({.show = "unreviewed"}, 5).size(), 12U);  // the event's other media is still unreviewed
    EXPECT_EQ(ask({.from = at(200), .to = at(500)}, 2).size(), 3U);
    EXPECT_EQ(ask({.locations = {LocationId::make()}}, 2).size(), 0U);
    auto tx = catalog.begin();
    const std::vector<EventId> two{*event_of(firsts[7]), *event_of(firsts[2])};
    const auto media = media_of_events(tx, scope, two);
    ASSERT_EQ(media.size(), 4U);
    EXPECT_EQ(media[0].media_id, groups[7].media[0]);
    EXPECT_EQ(media[3].media_id, groups[2].media[1]);
}

TEST_F(Lists, a_clock_correction_is_written_in_bulk_and_only_where_it_changes_something) {
    const auto a = add_media(10), b = add_media(20);
    auto tx = catalog.begin();
    auto times = media_times(tx, scope, deployment);
    ASSERT_EQ(times.size(), 2U);
    EXPECT_EQ(times[0].media_id, a);
    EXPECT_EQ(times[0].captured_at, at(10));
    const std::vector<CapturedAt> corrected{{a, at(30)}, {b, at(20)}};
    EXPECT_EQ(set_captured_at(tx, scope, corrected), 1);
    times = media_times(tx, scope, deployment);
    EXPECT_EQ(times[0].media_id, b);
    EXPECT_EQ(times[1].captured_at, at(30));
    const std::vector<CapturedAt> unknown{{a, std::nullopt}};
    EXPECT_EQ(set_captured_at(tx, scope, unknown), 1);
    EXPECT_EQ(media_by_id(tx, scope, a)->facts.captured_at, std::nullopt);
}

}  // namespace
}  // namespace serow::catalog::test
