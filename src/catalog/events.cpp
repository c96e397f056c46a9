#include "catalog/events.h"

#include <algorithm>
#include <set>
#include <unordered_map>

#include "catalog/filter_params.h"

namespace serow::catalog {
namespace {

Event read_event(const Row& row) {
    Event e;
    row.read("event_id", e.event_id)
        .read("deployment_id", e.deployment_id)
        .read("event_start", e.event_start)
        .read("event_end", e.event_end)
        .read("media_count", e.media_count)
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

EventPage list_events(Transaction& tx, const Scope& scope, const MediaFilter& filter,
                      const std::optional<TimeCursor>& after, int limit) {
    const bool by_content = asks_of_content(filter);
    auto params = by_content ? filter_params(tx, scope, filter) : place_params(tx, scope, filter);
    add_cursor(params, after);
    params.emplace_back(limit + 1);
    EventPage page{collect(tx.query(by_content ? "list_events" : "list_all_events", params), read_event), std::nullopt};
    if (page.items.size() > static_cast<std::size_t>(limit)) {
        page.items.pop_back();
        page.next = TimeCursor{page.items.back().event_start, page.items.back().event_id.uuid};
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
