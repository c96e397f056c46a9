#include "catalog/events.h"

#include <algorithm>
#include <charconv>
#include <set>
#include <unordered_map>

#include "catalog/filter_params.h"

namespace serow::catalog {
namespace {

// Events that are asked one by one for a media that passes: some 10 ms, and at most some 100 ms.
constexpr std::int64_t looked_at_by_worth = 3000, most_looked_at_by_worth = 30'000;

// How many are to be asked for `wanted` of them, where `found` passed of the first; half as many again, since they are
// not spread evenly.
std::int64_t enough_by_worth(std::size_t wanted, std::size_t found) {
    const auto each = static_cast<double>(wanted) / static_cast<double>(found);
    return static_cast<std::int64_t>(1.5 * each * static_cast<double>(looked_at_by_worth));
}

Event read_event(const Row& row) {
    Event e;
    row.read("event_id", e.event_id)
        .read("deployment_id", e.deployment_id)
        .read("event_start", e.event_start)
        .read("event_end", e.event_end)
        .read("media_count", e.media_count)
        .read("worth", e.worth)
        .read("reasons", e.reasons)
        .read("location_id", e.location_id)
        .read("location_name", e.location_name)
        .read("time_zone", e.time_zone);
    return e;
}

std::unordered_map<MediaId, EventId> event_begun_by(Transaction& tx, const Scope& scope, DeploymentId deployment_id) {
    std::unordered_map<MediaId, EventId> out;
    const auto rows = tx.query("first_media_of_events", scoped(scope, {deployment_id}));
    for (const auto row : rows) out[row.as<MediaId>("media_id")] = row.as<EventId>("event_id");
    return out;
}

}  // namespace

void lock_deployment(Transaction& tx, const Scope& scope, DeploymentId deployment_id) {
    const auto rows = tx.query("lock_deployment", scoped(scope, {deployment_id}));
    must_have_changed(tx, scope, static_cast<std::int64_t>(rows.size()), "The project has no such deployment.");
}

std::vector<EventId> replace_events(Transaction& tx, const Scope& scope, DeploymentId deployment_id,
                                    std::span<const EventGroup> groups) {
    lock_deployment(tx, scope, deployment_id);
    const auto begun_by = event_begun_by(tx, scope, deployment_id);

    std::vector<EventId> events, event_of_media;
    std::vector<Instant> starts, ends, start_of_media;
    std::vector<int> counts;
    std::vector<MediaId> media;
    for (const auto& group : groups) {
        const auto known = begun_by.find(group.media.front());
        const auto event = known == begun_by.end() ? EventId::make() : known->second;
        events.push_back(event);
        starts.push_back(group.event_start);
        ends.push_back(group.event_end);
        counts.push_back(static_cast<int>(group.media.size()));
        media.insert(media.end(), group.media.begin(), group.media.end());
        event_of_media.insert(event_of_media.end(), group.media.size(), event);
        start_of_media.insert(start_of_media.end(), group.media.size(), group.event_start);
    }
    tx.query("write_events", scoped(scope, {deployment_id, events, starts, ends, counts}));
    std::set<EventId> touched;
    const auto moved = tx.query("assign_events", scoped(scope, {deployment_id, media, event_of_media, start_of_media}));
    for (const auto row : moved) {
        std::optional<EventId> before, now;
        row.read("old_event_id", before).read("event_id", now);
        if (before == now) continue;  // it begins at another moment
        if (before) touched.insert(*before);
        if (now) touched.insert(*now);
    }
    tx.query("delete_other_events", scoped(scope, {deployment_id, events}));
    std::ranges::sort(events);
    std::erase_if(touched, [&](const EventId& event) { return !std::ranges::binary_search(events, event); });
    return {touched.begin(), touched.end()};
}

std::string_view word(EventSort sort) {
    switch (sort) {
        case EventSort::oldest: return "oldest";
        case EventSort::newest: return "newest";
        case EventSort::worth: return "worth";
    }
    return {};
}

std::optional<EventSort> parse_event_sort(std::string_view word) {
    for (const auto sort : {EventSort::oldest, EventSort::newest, EventSort::worth})
        if (word == catalog::word(sort)) return sort;
    return {};
}

// "<time>_<id>", "newest_<time>_<id>", "worth_<worth>_<time>_<id>".
std::string to_text(const EventCursor& cursor) {
    const auto start = to_text(cursor.start);
    if (cursor.sort == EventSort::oldest) return start;
    const auto begun = std::string(word(cursor.sort)) + "_";
    return begun + (cursor.sort == EventSort::worth ? std::to_string(cursor.worth) + "_" : "") + start;
}

std::optional<EventCursor> parse_event_cursor(std::string_view text) {
    EventCursor cursor;
    const auto cut = [&] {
        const auto bar = text.find('_');
        const auto piece = text.substr(0, bar);
        text.remove_prefix(bar == std::string_view::npos ? text.size() : bar + 1);
        return piece;
    };
    if (const auto bar = text.find('_'); bar != std::string_view::npos)
        if (const auto sort = parse_event_sort(text.substr(0, bar)); sort && sort != EventSort::oldest) {
            cursor.sort = *sort;
            cut();
        }
    if (cursor.sort == EventSort::worth) {
        const auto worth = cut();
        const auto [end, error] = std::from_chars(worth.data(), worth.data() + worth.size(), cursor.worth);
        if (error != std::errc{} || end != worth.data() + worth.size() || cursor.worth < 0 || cursor.worth > 1000)
            return {};
    }
    const auto start = parse_time_cursor(text);
    if (!start || !start->time) return {};
    cursor.start = *start;
    return cursor;
}

EventPage list_events(Transaction& tx, const Scope& scope, const MediaFilter& filter,
                      const std::optional<EventCursor>& after, int limit, EventSort sort, std::int64_t skipped) {
    const bool by_content = asks_of_content(filter);
    auto params = by_content ? filter_params(tx, scope, filter) : place_params(tx, scope, filter);
    if (sort == EventSort::worth) params.push_back(after ? Param(-after->worth) : Param(std::nullopt));
    add_cursor(params, after ? std::optional(after->start) : std::nullopt);
    params.emplace_back(limit + 1);
    const auto ask = [&](std::string_view query, std::int64_t last) {
        params.emplace_back(last);
        auto found = collect(tx.query(query, params), read_event);
        params.pop_back();
        return found;
    };
    const std::string all = by_content ? "list_events" : "list_all_events";
    EventPage page;
    const auto wanted = static_cast<std::size_t>(limit) + 1;
    // Where many pass, they are met soon on the way down; where some do, further on, and the first tell how far; where
    // few do, they are gathered.
    if (by_content && sort == EventSort::worth && skipped == 0) {
        page.items = ask("list_next_events_by_worth", looked_at_by_worth);
        if (!page.items.empty() && page.items.size() < wanted)
            if (const auto enough = enough_by_worth(wanted, page.items.size()); enough <= most_looked_at_by_worth)
                page.items = ask("list_next_events_by_worth", enough);
    }
    if (page.items.size() < wanted)
        page.items = ask(sort == EventSort::oldest   ? all
                         : sort == EventSort::newest ? all + "_newest"
                                                     : all + "_by_worth",
                         skipped);
    if (page.items.size() == wanted) {
        page.items.pop_back();
        const auto& last = page.items.back();
        page.next = EventCursor{sort, last.worth, {last.event_start, last.event_id.uuid}};
    }
    return page;
}

std::int64_t count_events(Transaction& tx, const Scope& scope, const MediaFilter& filter) {
    const auto rows = asks_of_content(filter) ? tx.query("count_events", filter_params(tx, scope, filter))
                                              : tx.query("count_all_events", place_params(tx, scope, filter));
    return rows[0].as<std::int64_t>("total");
}

std::optional<Event> event_by_id(Transaction& tx, const Scope& scope, EventId event_id) {
    return first(tx.query("event_by_id", scoped(scope, {event_id})), read_event);
}

std::vector<MediaId> media_ids_of_event(Transaction& tx, const Scope& scope, EventId event_id) {
    return collect(tx.query("media_ids_of_event", scoped(scope, {event_id})),
                   [](const Row& row) { return row.as<MediaId>("media_id"); });
}

}  // namespace serow::catalog
